"""Narrows the records behind a figure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.apps.results.rules import Dim
from digitilts.kit.forms import Form


class RowsForm(Form):
    """Narrows the records behind a figure. Unknown choices are errors, never ignored."""

    parish = forms.ChoiceField(label=_("Parish"), required=False)
    age_band = forms.ChoiceField(label=_("Age"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)
    counted = forms.BooleanField(label=_("Only records that add to the figure"), required=False)

    def __init__(self, *args: object, choices: dict[Dim, list[tuple[str, str]]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["submission_key"]  # nothing is written
        for dim in (Dim.PARISH, Dim.AGE_BAND, Dim.MONTH):
            if dim in choices:
                self.fields[dim.value].choices = [("", _("All")), *choices[dim]]  # type: ignore[attr-defined]
            else:
                del self.fields[dim.value]

    def narrowing(self) -> dict[Dim, str]:
        """The chosen key of each split; "-" stands for "not known"."""
        found = {dim: self.cleaned_data.get(dim.value) for dim in (Dim.PARISH, Dim.AGE_BAND, Dim.MONTH)}
        return {dim: "" if key == "-" else key for dim, key in found.items() if key}
