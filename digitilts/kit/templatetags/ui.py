"""The components of a page, as template tags with keyword-only arguments. See them all at /kit/."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from digitilts.kit.icons import icon_svg
from digitilts.kit.templatetags import ui_figures, ui_forms, ui_frame, ui_words

register = template.Library()
for part in (ui_words, ui_forms, ui_figures, ui_frame):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)

TONE_ICONS = {
    "info": "info",
    "done": "circle-check",
    "attention": "triangle-alert",
    "error": "octagon-alert",
    "volunteer": "heart-handshake",
}


@register.simple_tag
def icon(name: str, *, size: int = 20) -> SafeString:
    """A drawing without words; always put the word beside it."""
    return icon_svg(name, size)


@register.simple_block_tag
def card(content: SafeString, *, title: str = "", tone: str = "", heading_level: int = 2) -> SafeString:
    """A sheet of paper with a heading."""
    return render_to_string(
        "kit/components/card.html",
        {"content": content, "title": title, "tone": tone, "level": f"h{int(heading_level)}"},
    )


@register.simple_block_tag
def message_box(content: SafeString, *, tone: str = "info", title: str = "") -> SafeString:
    """Something the reader must know now: info, done, attention or error."""
    return render_to_string(
        "kit/components/message_box.html",
        {"content": content, "title": title, "tone": tone, "icon": TONE_ICONS.get(tone, "info")},
    )


@register.simple_block_tag
def empty_state(content: SafeString, *, title: str = "") -> SafeString:
    """Nothing here yet, and what to do next."""
    return render_to_string("kit/components/empty_state.html", {"content": content, "title": title})


@register.simple_block_tag
def disclosure(content: SafeString, *, summary: str = "") -> SafeString:
    """Details that open on request."""
    return render_to_string("kit/components/disclosure.html", {"content": content, "summary": summary})


@register.simple_block_tag
def grid(content: SafeString, *, min: str = "18rem") -> SafeString:  # noqa: A002  # the word of CSS
    """As many equal columns as fit; `min` is 10, 12, 14, 16, 18, 22 or 26rem."""
    return format_html('<div class="grid grid--{}">{}</div>', min.removesuffix("rem"), content)


@register.simple_block_tag
def toolbar(content: SafeString) -> SafeString:
    """Filters and buttons in a row above a list; not printed."""
    return format_html('<div class="toolbar">{}</div>', content)


@register.inclusion_tag("kit/components/button.html")
def button(
    *, label: str, kind: str = "primary", name: str = "", value: object = "", icon: str = ""
) -> dict[str, Any]:
    """Sends the form it stands in."""
    return {"label": label, "kind": kind, "name": name, "value": value, "icon": icon}


@register.inclusion_tag("kit/components/link_button.html")
def link_button(*, label: str, to: str, kind: str = "secondary", icon: str = "") -> dict[str, Any]:
    """Goes to another page and looks like a button."""
    return {"label": label, "to": to, "kind": kind, "icon": icon}


@register.simple_tag
def chip(*, label: str, tone: str = "neutral", icon: str = "") -> SafeString:
    """A state in one or two words; the colour repeats the word, never replaces it."""
    drawn = icon_svg(icon or TONE_ICONS[tone], 16) if icon or tone in TONE_ICONS else mark_safe("")
    return format_html('<span class="chip chip--{}">{}{}</span>', tone, drawn, label)
