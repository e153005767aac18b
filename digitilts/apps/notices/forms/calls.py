"""What became of a call."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digitilts.apps.notices.queries.words import OUTCOMES
from digitilts.apps.notices.rules import CallOutcome
from digitilts.kit.forms import DateField, Form, TimeField


class CallForm(Form):
    outcome = forms.ChoiceField(
        label=_("What happened?"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note for the next caller"),
        help_text=_("For example: ring long, she walks slowly. Nothing about health."),
        required=False,
        max_length=200,
    )
    again_on = DateField(
        label=_("Call again on"), help_text=_("Only if the person asked for another time."), required=False
    )
    again_at = TimeField(label=_("Call again at"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked_for_later = cleaned.get("outcome") == CallOutcome.CALL_LATER
        if asked_for_later and cleaned.get("again_at") and not cleaned.get("again_on"):
            self.add_error("again_on", _("Write the day as well."))
        return cleaned

    @property
    def call_again_at(self) -> datetime | None:
        """The moment the person named; ten in the morning when only a day was named."""
        cleaned = self.cleaned_data
        if cleaned["outcome"] != CallOutcome.CALL_LATER or not cleaned.get("again_on"):
            return None
        at = cleaned.get("again_at")
        hour, minute = (at.hour, at.minute) if at else (10, 0)
        day = cleaned["again_on"]
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone.get_default_timezone())
