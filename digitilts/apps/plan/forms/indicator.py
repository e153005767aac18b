"""An indicator with its targets, contributions and entered values."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from digitilts.apps.plan.forms.inputs import CodeInput, DecimalInput, area_of_text, choices
from digitilts.apps.plan.forms.plan import TITLE, YearField
from digitilts.apps.plan.queries import words
from digitilts.apps.plan.rules import Direction, Frequency
from digitilts.apps.plan.rules.sheets import LONG
from digitilts.kit.forms import DateField, Form

Choices = Sequence[tuple[str, str]]


class IndicatorForm(Form):
    action = forms.ChoiceField(
        label=_("Indicator of"),
        help_text=_("Of the whole plan, or of one action."),
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Output or result"),
        help_text=_("Output: what the action delivers. Result: what changes for residents."),
        choices=lambda: choices(words.INDICATOR_KIND),
    )
    code = CodeInput(label=pgettext_lazy("of an action or indicator", "Code"), max_length=16)
    title = forms.CharField(label=TITLE, max_length=240)
    definition = forms.CharField(
        label=_("Definition"),
        help_text=_("Who or what is counted, when, and what is left out."),
        required=False,
        max_length=LONG,
        widget=area_of_text(),
    )
    unit = forms.CharField(label=_("Unit"), help_text=_("For example: people, lessons, %."), max_length=40)
    direction = forms.ChoiceField(
        label=_("Which way is better"), choices=lambda: choices(words.DIRECTION), initial=Direction.UP
    )
    baseline = DecimalInput(label=_("Baseline"), required=False)
    baseline_year = YearField(label=_("Year of the baseline"), required=False)
    disaggregations = forms.MultipleChoiceField(
        label=_("Breakdown"),
        required=False,
        choices=lambda: choices(words.DISAGGREGATION),
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.CharField(label=_("Where the data come from"), required=False, max_length=240)
    frequency = forms.ChoiceField(
        label=_("How often"), choices=lambda: choices(words.FREQUENCY), initial=Frequency.QUARTERLY
    )
    responsible = forms.CharField(
        label=_("Who answers for it"),
        help_text=_("A post or a department, not a name: the plan is public."),
        required=False,
        max_length=160,
    )
    measure = forms.CharField(
        label=_("Measure"),
        help_text=_(
            "The name of the measure that counts it from records. Leave empty if people enter the value."
        ),
        required=False,
        max_length=60,
    )

    def __init__(self, *args: Any, actions: Choices, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("the whole plan")), *actions]  # type: ignore[attr-defined]


class TargetForm(Form):
    starts_on = DateField(label=_("Period from"))
    ends_on = DateField(label=_("Period until"))
    value = DecimalInput(label=_("Value to reach"))


class ContributionForm(Form):
    action_indicator = forms.ChoiceField(label=_("Indicator of an action"))
    share_percent = forms.IntegerField(
        label=_("Share that counts, %"),
        help_text=_("100: all of it. Less when others have contributed too."),
        min_value=0,
        max_value=100,
        initial=100,
    )
    note = forms.CharField(label=_("Why this share is fair"), max_length=300, widget=area_of_text(2))

    def __init__(self, *args: Any, indicators: Choices, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own
        super().__init__(*args, **kwargs)
        self.fields["action_indicator"].choices = indicators  # type: ignore[attr-defined]


class ValueForm(Form):
    as_of = DateField(label=_("On which day"))
    value = DecimalInput(label=pgettext_lazy("of an indicator", "Value"))
    numerator = DecimalInput(
        label=_("Numerator"), help_text=_("If the value is a share: how many."), required=False
    )
    denominator = DecimalInput(
        label=_("Denominator"), help_text=_("If the value is a share: of how many."), required=False
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        help_text=_("Where the value comes from: a link, or the number of a document."),
        max_length=2000,
        widget=area_of_text(3),
    )


class SendBackForm(Form):
    note = forms.CharField(label=_("What is missing"), max_length=300)
