"""Approves what everybody will see."""

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.kit.forms import Form

REASONS = {
    "not_yours": _("Only the coordinator of this municipality publishes its results."),
    "changed_meanwhile": _("The figures have changed since you opened this page. Look at them again below."),
    "nothing_new": _("Nothing has changed since the last publication."),
}


class PublishForm(Form):
    """Approve exactly the figures that were shown: `seen` is their fingerprint."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = forms.CharField(
        label=_("A note for readers"),
        help_text=_("For example: figures after the spring courses. May stay empty."),
        max_length=300,
        required=False,
    )
