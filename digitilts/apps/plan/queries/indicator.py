"""The passport of an indicator: what it means, where it starts, where it should be, who says so."""

from dataclasses import dataclass
from datetime import date, datetime

from digitilts.apps.plan.models import Contribution, Indicator, ManualValue
from digitilts.apps.plan.queries.indicator_lines import baseline_in_words
from digitilts.apps.plan.queries.words import DIRECTION, DISAGGREGATION, FREQUENCY, INDICATOR_KIND, word
from digitilts.kit.dates import short_date
from digitilts.kit.numbers import number


@dataclass(frozen=True)
class TargetLine:
    pk: int
    period: str
    value: str


@dataclass(frozen=True)
class ContributionLine:
    pk: int
    code: str
    title: str
    share: int
    note: str


@dataclass(frozen=True)
class ValueLine:
    pk: int
    as_of: date
    value: str
    share: str  # "120 of 400" when numerator and denominator were given
    evidence: str
    evidence_link: str  # the evidence itself when it is a web address
    entered_by: str
    entered_by_id: int | None
    entered_at: datetime
    approved_by: str
    approved_at: datetime | None
    sent_back_note: str

    @property
    def is_waiting(self) -> bool:
        return self.approved_at is None and not self.sent_back_note


@dataclass(frozen=True)
class IndicatorDetail:
    indicator: Indicator
    kind: str
    direction: str
    frequency: str
    breakdown: list[str]
    baseline: str
    targets: list[TargetLine]
    gives: list[ContributionLine]  # to indicators of the plan
    receives: list[ContributionLine]  # from indicators of actions
    values: list[ValueLine]


def indicator_detail(indicator: Indicator) -> IndicatorDetail:
    gives = indicator.contributes_to.select_related("plan_indicator")
    receives = indicator.contributions.select_related("action_indicator")
    values = indicator.manual_values.select_related("entered_by", "approved_by")
    return IndicatorDetail(
        indicator=indicator,
        kind=word(INDICATOR_KIND, indicator.kind),
        direction=word(DIRECTION, indicator.direction),
        frequency=word(FREQUENCY, indicator.frequency),
        breakdown=[word(DISAGGREGATION, each) for each in indicator.disaggregations],
        baseline=baseline_in_words(indicator),
        targets=[
            TargetLine(
                each.pk, f"{short_date(each.starts_on)}–{short_date(each.ends_on)}", number(each.value)
            )
            for each in indicator.targets.all()
        ],
        gives=[_contribution(each, each.plan_indicator) for each in gives],
        receives=[_contribution(each, each.action_indicator) for each in receives],
        values=[_value(each) for each in values],
    )


def _contribution(contribution: Contribution, other: Indicator) -> ContributionLine:
    return ContributionLine(
        contribution.pk, other.code, other.title, contribution.share_percent, contribution.note
    )


def _value(value: ManualValue) -> ValueLine:
    share = ""
    if value.numerator is not None and value.denominator is not None:
        share = f"{number(value.numerator)} / {number(value.denominator)}"
    is_link = value.evidence.startswith(("https://", "http://")) and " " not in value.evidence
    return ValueLine(
        pk=value.pk,
        as_of=value.as_of,
        value=number(value.value),
        share=share,
        evidence=value.evidence,
        evidence_link=value.evidence if is_link else "",
        entered_by=str(value.entered_by) if value.entered_by else "",
        entered_by_id=value.entered_by_id,
        entered_at=value.entered_at,
        approved_by=str(value.approved_by) if value.approved_by else "",
        approved_at=value.approved_at,
        sent_back_note=value.sent_back_note,
    )
