"""What stands around a page: crumbs, listen control, stylesheets, navigation."""

from typing import Any

from django import template

from digitilts.kit import frame

register = template.Library()


@register.inclusion_tag("kit/components/crumb.html")
def crumb(*, label: str, to: str = "") -> dict[str, Any]:
    """One step of the way here; without `to` it is this page."""
    return {"label": label, "to": to}


@register.inclusion_tag("kit/components/listen.html")
def listen() -> dict[str, Any]:
    """Reads the page aloud; appears only where the browser has a voice for the language."""
    return {}


@register.simple_tag
def bundle(name: str) -> str:
    """The address of kit.css or kit.js, which changes when its content does."""
    return frame.bundle_address(name)
