"""Choosing among lessons: a plain GET form, so that an address can be shared."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.apps.learning.queries.catalogue import Filters
from digitilts.apps.learning.queries.words import LANGUAGES, LEVELS, TOPICS
from digitilts.kit.forms import DateField, normalised


class CatalogueForm(forms.Form):
    """Every field may stay empty; what is not understood is left out rather than refused."""

    use_required_attribute = False

    parish = forms.TypedChoiceField(label=_("Parish"), required=False, coerce=int, empty_value=None)
    topic = forms.ChoiceField(
        label=_("About what"), required=False, choices=[("", _("All topics")), *TOPICS.items()]
    )
    level = forms.TypedChoiceField(
        label=_("How much I know already"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("All levels")), *LEVELS.items()],
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages")), *LANGUAGES.items()]
    )
    from_day = DateField(label=_("From which day"), required=False)
    step_free = forms.BooleanField(label=_("Only places without steps"), required=False)
    activity = forms.IntegerField(required=False, widget=forms.HiddenInput)
    venue = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.CharField(required=False, widget=forms.HiddenInput, max_length=30)

    def __init__(self, data: Any = None, *, parishes: Sequence[tuple[str, str]]) -> None:  # noqa: ANN401
        super().__init__(normalised(data or {}), label_suffix="")
        self.fields["parish"].choices = [("", _("All parishes")), *parishes]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        self.full_clean()
        clean = {name: value for name, value in self.cleaned_data.items() if value}
        return Filters(**clean)

    @property
    def is_narrowed(self) -> bool:
        return self.filters() != Filters()
