"""QR codes for paper: a way back to the page for whoever has a phone with a camera."""

import io

import segno


def qr_svg(text: str) -> str:
    """The code as an SVG document, dark on light, four modules of quiet around it."""
    buffer = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        buffer, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=False, nl=False
    )
    return buffer.getvalue().decode()
