"""What stands around a page: crumbs, listen control, stylesheets, navigation."""

from typing import Any

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString, mark_safe

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


@register.simple_tag(takes_context=True)
def block_text(context: template.Context, name: str) -> SafeString:
    """What a page put into one of its blocks, so that a layout can show it twice or leave it out."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return mark_safe(block.render(context).strip()) if block else mark_safe("")  # noqa: S308  # rendered


@register.inclusion_tag("kit/components/htmx.html")
def use_htmx() -> dict[str, Any]:
    """Stands in the block "htmx" of a page that updates a part of itself."""
    return {}
