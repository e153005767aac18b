"""An indicator with its targets, contributions and entered values."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from digitilts.apps.plan.forms.inputs import CodeInput, DecimalInput, area_of_text, choices
from digitilts.apps.plan.forms.plan import TITLE, YearField
from digitilts.apps.plan.queries import words
from digitilts.apps.plan.queries.measures import Offer, narrowing_choices
from digitilts.apps.plan.rules import Direction, Frequency
from digitilts.apps.plan.rules.sheets import LONG
from digitilts.kit.forms import DateField, Form

Choices = Sequence[tuple[str, str]]
NARROWINGS = ("level", "topic")


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
    measure = forms.ChoiceField(
        label=_("Measure"),
        help_text=_("What counts it from records. Each is explained below."),
        required=False,
    )
    level = forms.MultipleChoiceField(
        label=_("Only lessons of these levels"), required=False, widget=forms.CheckboxSelectMultiple
    )
    topic = forms.MultipleChoiceField(
        label=_("Only lessons about"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, actions: Choices, offers: list[Offer], **kwargs: Any) -> None:  # noqa: ANN401  # Django's own
        super().__init__(*args, **kwargs)
        self.offers = {offer.key: offer for offer in offers}
        named = [(offer.key, f"{offer.title} ({offer.unit})") for offer in offers]
        stored = str(self.initial.get("measure") or "")
        unknown = [(stored, stored)] if stored and stored not in self.offers else []
        self.offer("action", [("", _("the whole plan")), *actions])
        self.offer("measure", [("", _("people enter the value")), *named, *unknown])
        for name in NARROWINGS:
            self.offer(name, [(str(value), words) for value, words in narrowing_choices(offers, name)])

    def offer(self, name: str, offered: Sequence[tuple[str, Any]]) -> None:
        self.fields[name].choices = offered  # type: ignore[attr-defined]  # every one of them is a choice

    def clean(self) -> dict[str, Any]:
        """A narrowing that the measure does not know would leave the indicator without a figure."""
        cleaned = super().clean() or {}
        chosen = self.offers.get(cleaned.get("measure", ""))
        for name in NARROWINGS:
            if cleaned.get(name) and not (chosen and chosen.narrowed_by(name)):
                self.add_error(name, _("This measure cannot be narrowed in this way."))
        return cleaned


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
