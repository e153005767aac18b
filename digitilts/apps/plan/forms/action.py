"""An action, and the rows of the lists that hang on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from digitilts.apps.plan.forms.inputs import CodeInput, EurosInput, area_of_text, choices
from digitilts.apps.plan.forms.plan import DESCRIPTION, TITLE, YearField
from digitilts.apps.plan.queries import words
from digitilts.apps.plan.rules import ActionStatus, PartKind
from digitilts.apps.plan.rules.sheets import LONG
from digitilts.kit.forms import DateField, Form

SCORES = [(str(number), str(number)) for number in range(1, 6)]
Choices = Sequence[tuple[str, str]]


class ActionForm(Form):
    """`version` is that of the row the person saw; empty for a new action."""

    area = forms.ChoiceField(label=pgettext_lazy("of the plan", "Area"))
    objective = forms.ChoiceField(label=pgettext_lazy("of the plan", "Objective"), required=False)
    code = CodeInput(
        label=pgettext_lazy("of an action or indicator", "Code"),
        help_text=_("Short, for example 2.1. Files and reports call the action by it."),
        max_length=12,
    )
    title = forms.CharField(label=TITLE, max_length=240)
    description = forms.CharField(label=DESCRIPTION, required=False, max_length=LONG, widget=area_of_text())
    status = forms.ChoiceField(
        label=pgettext_lazy("of an action or funding", "Status"),
        choices=lambda: choices(words.STATUS),
        initial=ActionStatus.IDEA,
    )
    lead = forms.CharField(
        label=_("Lead body"),
        help_text=_("The department or organisation that answers for the action."),
        required=False,
        max_length=160,
    )
    responsible = forms.ChoiceField(
        label=_("Person who answers for it"),
        help_text=_("Seen by staff only, never by the public."),
        required=False,
    )
    starts_on = DateField(label=_("First day"), required=False)
    ends_on = DateField(label=_("Last day"), required=False)
    outputs = forms.CharField(
        label=_("Outputs: what will be delivered"), required=False, max_length=LONG, widget=area_of_text(3)
    )
    results = forms.CharField(
        label=_("Results: what will change for residents"),
        required=False,
        max_length=LONG,
        widget=area_of_text(3),
    )
    strategy_link = forms.CharField(
        label=_("Link to the development strategy"), required=False, max_length=LONG, widget=area_of_text(3)
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        required=False,
        choices=lambda: choices(words.THEME),
        widget=forms.CheckboxSelectMultiple,
    )
    goals = forms.MultipleChoiceField(
        label=_("Goals of the Digital Decade"),
        required=False,
        choices=lambda: choices(words.GOAL),
        widget=forms.CheckboxSelectMultiple,
    )
    target_groups = forms.MultipleChoiceField(
        label=_("Target groups"),
        required=False,
        choices=lambda: choices(words.TARGET_GROUP),
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # Django's own signature
        areas: Choices,
        objectives: Choices,
        people: Choices,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]
        self.fields["objective"].choices = [("", _("no objective")), *objectives]  # type: ignore[attr-defined]
        self.fields["responsible"].choices = [("", _("nobody yet")), *people]  # type: ignore[attr-defined]


class MilestoneForm(Form):
    title = forms.CharField(label=_("Milestone"), max_length=200)
    due_on = DateField(label=_("Due"))
    done_on = DateField(label=_("Done on"), help_text=_("Leave empty until it is done."), required=False)


class CostForm(Form):
    year = YearField(label=pgettext_lazy("calendar", "Year"))
    category = forms.ChoiceField(label=_("Kind of cost"), choices=lambda: choices(words.COST_CATEGORY))
    amount_cents = EurosInput(label=_("Sum in euros"))
    note = forms.CharField(label=pgettext_lazy("short text", "Note"), required=False, max_length=200)


class FundingForm(Form):
    source = forms.CharField(
        label=_("Where the money comes from"),
        help_text=_("For example: municipal budget, URBACT, ERDF."),
        max_length=160,
    )
    year = YearField(label=pgettext_lazy("calendar", "Year"), required=False)
    amount_cents = EurosInput(label=_("Sum in euros"))
    status = forms.ChoiceField(label=_("How sure it is"), choices=lambda: choices(words.FUNDING_STATUS))


class RiskForm(Form):
    description = forms.CharField(label=_("What may go wrong"), max_length=300)
    likelihood = forms.TypedChoiceField(
        label=_("Likelihood"),
        help_text=_("1: hardly ever, 5: almost certain."),
        choices=SCORES,
        coerce=int,
    )
    impact = forms.TypedChoiceField(
        label=_("Impact"), help_text=_("1: hardly noticed, 5: the action fails."), choices=SCORES, coerce=int
    )
    mitigation = forms.CharField(
        label=_("What we do against it"), required=False, max_length=300, widget=area_of_text(2)
    )
    owner = forms.CharField(label=_("Who answers for it"), required=False, max_length=160)
    review_on = DateField(label=_("Review on"), required=False)


class PartnerForm(Form):
    name = forms.CharField(label=_("Partner"), max_length=160)
    role = forms.ChoiceField(label=_("Role of the partner"), choices=lambda: choices(words.PARTNER_ROLE))


PART_FORMS: Mapping[PartKind, type[Form]] = {
    PartKind.MILESTONES: MilestoneForm,
    PartKind.COSTS: CostForm,
    PartKind.FUNDING: FundingForm,
    PartKind.RISKS: RiskForm,
    PartKind.PARTNERS: PartnerForm,
}
