"""Title and years of a plan, its areas and objectives, its versions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from digitilts.apps.plan.forms.inputs import CodeInput, area_of_text
from digitilts.apps.plan.rules.sheets import FIRST_YEAR, LAST_YEAR, LONG
from digitilts.kit.forms import DateField, Form

TITLE = pgettext_lazy("of a plan, action or indicator", "Title")
DESCRIPTION = _("Description")


class YearField(forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(**{"min_value": FIRST_YEAR, "max_value": LAST_YEAR, **kwargs})
        self.width = "short"


class PlanForm(Form):
    """`version` is that of the row the person saw; empty for a new plan."""

    title = forms.CharField(label=TITLE, max_length=240)
    first_year = YearField(label=_("First year"))
    last_year = YearField(label=_("Last year"))
    vision = forms.CharField(
        label=_("Vision"),
        help_text=_("What is different for residents when the plan has succeeded?"),
        required=False,
        max_length=LONG,
        widget=area_of_text(),
    )
    strategy = forms.CharField(
        label=_("Development strategy"),
        help_text=_("The sentence of the municipality's strategy that this plan serves."),
        required=False,
        max_length=LONG,
        widget=area_of_text(),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class NewPlanForm(PlanForm):
    territory = forms.ChoiceField(label=pgettext_lazy("whose plan", "Municipality"))
    field_order = ("territory", "title")

    def __init__(self, *args: Any, territories: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["territory"].choices = territories  # type: ignore[attr-defined]


class AreaForm(Form):
    number = forms.IntegerField(label=pgettext_lazy("of an area", "Number"), min_value=1, max_value=99)
    title = forms.CharField(label=TITLE, max_length=160)
    description = forms.CharField(label=DESCRIPTION, required=False, max_length=LONG, widget=area_of_text())
    has_themes = forms.BooleanField(
        label=_("Contains the four themes: motivation, access, usability, application"), required=False
    )


class ObjectiveForm(Form):
    code = CodeInput(label=pgettext_lazy("of an action or indicator", "Code"), max_length=12)
    title = forms.CharField(label=TITLE, max_length=240)


class VersionForm(Form):
    note = forms.CharField(
        label=_("What changed, in one sentence"),
        help_text=_("The council reads this first. For example: “More lessons in remote parishes.”"),
        max_length=300,
        required=False,
    )


class ApproveForm(Form):
    decision = forms.CharField(
        label=_("Number of the decision"),
        help_text=_("As it stands in the council's minutes."),
        max_length=80,
    )
    approved_on = DateField(label=_("Date of the decision"))


class UploadForm(Form):
    file = forms.FileField(
        label=_("File of the plan"),
        help_text=_("An Excel workbook (.xlsx) or a text file (plan.toml), at most 5 MB."),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Choose the file that you have saved from Excel."),
        },
    )
