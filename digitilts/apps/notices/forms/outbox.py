"""Filters of the outbox."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from digitilts.apps.notices.queries.words import CHANNELS, STATUSES, TOPICS
from digitilts.kit.forms import Form

ALL = ("", _("All"))


class OutboxFilter(Form):
    status = forms.ChoiceField(
        label=pgettext_lazy("field", "State"), choices=[ALL, *STATUSES.items()], required=False
    )
    channel = forms.ChoiceField(label=_("Way"), choices=[ALL, *CHANNELS.items()], required=False)
    topic = forms.ChoiceField(label=_("What about"), choices=[ALL, *TOPICS.items()], required=False)
    reached = forms.ChoiceField(
        label=_("Reached"), choices=[ALL, ("no", _("Nobody reached yet"))], required=False
    )


class ResendForm(Form):
    """Only the key: a button."""
