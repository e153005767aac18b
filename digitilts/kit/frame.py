"""What the frame of every page shows, made from settings and the request."""


def bundle_address(name: str) -> str:
    return f"/static/kit/{name}"
