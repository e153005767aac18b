"""Filters above the list of actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from digitilts.apps.plan.forms.inputs import choices
from digitilts.apps.plan.queries import words


class ActionFilters(forms.Form):
    """All optional; a value that is not offered counts as not chosen."""

    use_required_attribute = False

    area = forms.ChoiceField(label=pgettext_lazy("of the plan", "Area"), required=False)
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, choices=lambda: choices(words.THEME, empty=_("all themes"))
    )
    status = forms.ChoiceField(
        label=pgettext_lazy("of an action or funding", "Status"),
        required=False,
        choices=lambda: choices(words.STATUS, empty=_("every status")),
    )
    goal = forms.ChoiceField(
        label=_("Goal of the Digital Decade"),
        required=False,
        choices=lambda: choices(words.GOAL, empty=_("all goals")),
    )
    group = forms.ChoiceField(
        label=_("Target group"),
        required=False,
        choices=lambda: choices(words.TARGET_GROUP, empty=_("all groups")),
    )
    lead = forms.ChoiceField(label=_("Lead body"), required=False)
    sort = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,  # noqa: ANN401  # Django's own signature
        *,
        areas: Sequence[tuple[str, str]],
        leads: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data, label_suffix="")
        self.fields["area"].choices = [("", _("all areas")), *areas]  # type: ignore[attr-defined]
        self.fields["lead"].choices = [("", _("all lead bodies")), *leads]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, str]:
        """The filters that were understood."""
        return self.cleaned_data if self.is_valid() else dict(self.cleaned_data)
