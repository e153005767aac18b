"""Marks on a phone, newcomers, and the paper sheet."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.apps.learning.queries.words import age_words
from digitilts.apps.learning.rules import Mark
from digitilts.apps.learning.rules.attendance import FOR_REGISTERED, MOST_ANONYMOUS_AT_ONCE
from digitilts.kit.forms import Form
from digitilts.values.age_bands import CODES


class MarkForm(Form):
    """One tap."""

    registration = forms.UUIDField()
    mark = forms.TypedChoiceField(choices=[(mark.value, mark.value) for mark in FOR_REGISTERED], coerce=Mark)


class TakeBackForm(Form):
    attendance = forms.IntegerField()


class WalkInForm(Form):
    """Somebody who came without registering: chosen from those found, or a new name."""

    person = forms.UUIDField(required=False)
    given_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=80, required=False)

    def clean(self) -> dict[str, object]:
        said = super().clean() or self.cleaned_data
        if not said.get("person") and not said.get("given_name"):
            self.add_error("given_name", _("Write at least the first name."))
        return said

    @property
    def person_id(self) -> UUID | None:
        person_id: UUID | None = self.cleaned_data["person"]
        return person_id


class AnonymousForm(Form):
    how_many = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=MOST_ANONYMOUS_AT_ONCE, initial=1, required=False
    )
    age = forms.ChoiceField(label=_("About how old"), required=False)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(data, **kwargs)
        self.fields["age"].choices = [(code, age_words(code)) for code in reversed(CODES)]  # type: ignore[attr-defined]


class SheetForm(Form):
    """What stands on the paper, typed in one go."""

    typed = forms.CharField(
        label=_("What stands on the sheet"),
        widget=forms.Textarea(attrs={"rows": 4, "autocapitalize": "off", "spellcheck": "false"}),
        help_text=_(
            "Number and letter, separated by commas: 1 p, 2 l, 4-6 n, +2, +Anna Ozola. "
            "p present, l late, e excused, n no-show; +2 two people without a name."
        ),
    )
    is_checked = forms.BooleanField(required=False, widget=forms.HiddenInput)
