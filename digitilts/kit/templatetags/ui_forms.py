"""Form fields with label, hint and error where a screen reader and a tired eye expect them."""

from typing import Any
from uuid import uuid4

from django import forms, template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.inclusion_tag("kit/components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Label, hint, error and widget of one field."""
    return _field_parts(bound)


@register.inclusion_tag("kit/components/fields.html")
def fields(form: forms.BaseForm) -> dict[str, Any]:
    """All visible fields in their order, then the hidden ones except the submission key."""
    hidden = [bound for bound in form.hidden_fields() if bound.name != "submission_key"]
    return {"visible": [_field_parts(bound) for bound in form.visible_fields()], "hidden": hidden}


@register.inclusion_tag("kit/components/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """What to put right, first on the page, with links to the fields; empty when nothing is wrong."""
    problems: list[dict[str, str]] = []
    for name, errors in form.errors.items() if form.is_bound else ():
        is_field = name in form.fields and not form[name].is_hidden
        target = _first_input_id(form[name]) if is_field else ""
        label = f"{form[name].label} — " if is_field else ""
        problems += [{"target": target, "text": f"{label}{error}"} for error in errors]
    return {"problems": problems}


@register.simple_tag
def submission_key(form: forms.BaseForm) -> SafeString:
    """The hidden key that makes a second sending of the same form harmless."""
    name = form.add_prefix("submission_key")
    key = (form["submission_key"].value() if "submission_key" in form.fields else None) or uuid4()
    return format_html('<input type="hidden" name="{}" value="{}">', name, key)


def _field_parts(bound: BoundField) -> dict[str, Any]:
    widget = bound.field.widget
    if widget.attrs.get("placeholder") == bound.label:
        del widget.attrs["placeholder"]  # the label says it already
    kind = "plain"
    if isinstance(widget, GROUPS):
        kind = "group"
    elif isinstance(widget, forms.CheckboxInput):
        kind = "checkbox"
    elif widget.use_fieldset:
        kind = "composite"
    elif isinstance(widget, forms.Textarea):
        kind = "textarea"
    return {
        "bound": bound,
        "kind": kind,
        "is_optional": not bound.field.required and kind != "checkbox",
        "errors": [str(error) for error in bound.errors],
        "has_hint": bool(bound.help_text),
        "width": getattr(bound.field, "width", ""),
    }


def _first_input_id(bound: BoundField) -> str:
    if isinstance(bound.field.widget, (*GROUPS, forms.MultiWidget)):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or str(bound.auto_id)
