"""The value of every indicator of a plan: counted, rolled up or approved by hand. Never typed alone."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from digitilts.apps.plan.models import Contribution, Indicator, ManualValue, Plan, Target
from digitilts.apps.plan.rules import Direction
from digitilts.apps.results.queries.figures import Attribution, IndicatorFigure
from digitilts.apps.results.queries.measures.measure import Measure, Narrowing, Part, Scope, narrowing
from digitilts.apps.results.queries.measures.registry import measure_of
from digitilts.apps.results.queries.populations import Populations, populations
from digitilts.apps.results.rules import (
    Dim,
    MeasureKind,
    Origin,
    Period,
    Progress,
    current_target,
    progress,
    union_steps,
    weighted_sum,
)

Row = TypeVar("Row", Target, ManualValue)


def indicator_figures(plan: Plan, as_of: date) -> dict[str, IndicatorFigure]:
    """Every indicator by code. The number of queries depends on the indicators, never on the records."""
    return _Counting(plan, as_of).figures()


class _Counting:
    """One run over a plan; what was counted once is not counted again."""

    def __init__(self, plan: Plan, as_of: date) -> None:
        self.plan, self.as_of, self.path = plan, as_of, plan.territory.path
        self.known: dict[tuple[str, Scope], tuple[Part, tuple[Part, ...]]] = {}

    @cached_property
    def indicators(self) -> list[Indicator]:
        return list(self.plan.indicators.select_related("action", "action__area").order_by("code"))

    @cached_property
    def targets(self) -> dict[int, list[Target]]:
        return _by_indicator(Target.objects.filter(indicator__plan=self.plan))

    @cached_property
    def manual(self) -> dict[int, list[ManualValue]]:
        approved = ManualValue.objects.filter(
            indicator__plan=self.plan, approved_by__isnull=False, as_of__lte=self.as_of
        )
        return _by_indicator(approved.order_by("-as_of", "-pk"))

    @cached_property
    def contributions(self) -> dict[int, list[Contribution]]:
        found: dict[int, list[Contribution]] = {}
        for each in Contribution.objects.filter(plan_indicator__plan=self.plan).order_by("pk"):
            found.setdefault(each.plan_indicator_id, []).append(each)
        return found

    @cached_property
    def residents(self) -> Populations:
        return populations(self.path, self.as_of)

    def figures(self) -> dict[str, IndicatorFigure]:
        own = {each.pk: self._own(each) for each in self.indicators}
        return {each.code: self._attributed(own[each.pk], own) for each in self.indicators}

    # --- one indicator by itself

    def _own(self, indicator: Indicator) -> IndicatorFigure:
        blank = self._blank(indicator)
        if blank.measure is not None and not blank.unknown_filters:
            return self._counted(blank, blank.measure)
        if not indicator.measure and (approved := self.manual.get(indicator.pk)):
            return self._by_hand(blank, approved[0])
        return blank

    def _blank(self, indicator: Indicator) -> IndicatorFigure:
        targets = {
            Period(each.starts_on, each.ends_on): each.value for each in self.targets.get(indicator.pk, [])
        }
        chosen = current_target(list(targets), self.as_of)
        whole = Period(date(self.plan.first_year, 1, 1), date(self.plan.last_year, 12, 31))
        measure = measure_of(indicator.measure)
        return IndicatorFigure(
            indicator=indicator,
            measure=measure,
            origin=Origin.NONE,
            value=None,
            numerator=None,
            denominator=None,
            records=0,
            period=chosen or whole,
            as_of=self.as_of,
            target=targets[chosen] if chosen else None,
            baseline=indicator.baseline,
            progress=Progress.NO_TARGET if chosen is None else Progress.NO_FIGURE,
            unknown_filters=tuple(measure.unknown_filters(indicator.filters)) if measure else (),
        )

    def _counted(self, blank: IndicatorFigure, measure: Measure) -> IndicatorFigure:
        scope = self._scope(blank, (self._narrowing(blank.indicator, measure),))
        whole, months = self._count(measure, scope)
        denominator, source, day = whole.denominator, "", None
        if measure.kind == MeasureKind.RATE and (residents := self.residents.whole):
            denominator, source, day = Decimal(residents.people), residents.source, residents.as_of
        return self._judged(
            replace(
                blank,
                origin=Origin.COUNTED,
                value=measure.value(whole.numerator, denominator),
                numerator=whole.numerator,
                denominator=denominator,
                records=whole.records,
                months=months,
                denominator_source=source,
                denominator_date=day,
                scope=scope,
            )
        )

    def _by_hand(self, blank: IndicatorFigure, found: ManualValue) -> IndicatorFigure:
        return self._judged(
            replace(
                blank,
                origin=Origin.MANUAL,
                value=found.value,
                numerator=found.numerator,
                denominator=found.denominator,
                records=1,
                as_of=found.as_of,
                evidence=found.evidence,
            )
        )

    # --- from the actions to the plan

    def _attributed(self, figure: IndicatorFigure, own: Mapping[int, IndicatorFigure]) -> IndicatorFigure:
        """Say what each action adds; where the plan has no count of its own, make the figure of it."""
        found = [
            (each, own[each.action_indicator_id]) for each in self.contributions.get(figure.indicator.pk, [])
        ]
        if not found:
            return figure
        parts = tuple(
            Attribution(
                code=part.code,
                title=part.indicator.title,
                share_percent=given.share_percent,
                value=None if part.value is None else part.value * given.share_percent / 100,
                note=given.note,
            )
            for given, part in found
        )
        figure = replace(figure, attributions=parts)
        return figure if figure.indicator.measure else self._rolled_up(figure, found)

    def _in_period(self, part: IndicatorFigure, period: Period) -> IndicatorFigure:
        """An action's figure over the period of the plan's target, whatever its own targets say."""
        if part.period == period or part.measure is None or part.origin != Origin.COUNTED:
            return part
        return self._counted(replace(part, period=period), part.measure)

    def _rolled_up(
        self, figure: IndicatorFigure, found: list[tuple[Contribution, IndicatorFigure]]
    ) -> IndicatorFigure:
        counted = [(each, part) for each, part in found if part.value is not None]
        if not counted:
            return figure
        kinds = {part.measure.kind if part.measure else None for _each, part in counted}
        keys = {part.indicator.measure for _each, part in counted}
        if kinds == {MeasureKind.PEOPLE} and len(keys) == 1:
            return self._union(figure, counted)
        if kinds == {MeasureKind.SHARE}:
            above = weighted_sum((part.numerator or Decimal(0), each.share_percent) for each, part in counted)
            below = weighted_sum(
                (part.denominator or Decimal(0), each.share_percent) for each, part in counted
            )
            value: Decimal | None = above * 100 / below if below else None
        else:
            above = weighted_sum((part.value or Decimal(0), each.share_percent) for each, part in counted)
            below, value = Decimal(0), above
        return self._judged(
            replace(
                figure,
                origin=Origin.ROLLED_UP,
                value=value,
                numerator=above,
                denominator=below or None,
                records=sum(part.records for _each, part in counted),
            )
        )

    def _union(
        self, figure: IndicatorFigure, counted: list[tuple[Contribution, IndicatorFigure]]
    ) -> IndicatorFigure:
        """People who came to several actions: each once, with the largest share that reached them."""
        measure = counted[0][1].measure
        if measure is None:
            return figure
        value, records = Decimal(0), 0
        for share, weight in union_steps(each.share_percent for each, _part in counted):
            ways = tuple(
                sorted(
                    {
                        self._narrowing(part.indicator, measure)
                        for each, part in counted
                        if each.share_percent >= share
                    },
                    key=repr,
                )
            )
            whole = measure.whole(self._scope(figure, ways))
            value += whole.numerator * weight
            records = whole.records
        return self._judged(
            replace(
                figure,
                origin=Origin.ROLLED_UP,
                value=value,
                numerator=value,
                records=records,
                people_counted_once=True,
            )
        )

    # --- small parts

    def _narrowing(self, indicator: Indicator, measure: Measure) -> Narrowing:
        filters = dict(indicator.filters)
        if indicator.action_id is not None and "action_id" in measure.filters:
            filters["action_id"] = indicator.action_id
        return narrowing(filters)

    def _scope(self, figure: IndicatorFigure, any_of: tuple[Narrowing, ...]) -> Scope:
        return Scope(self.path, figure.period.since, min(figure.period.until, self.as_of), any_of)

    def _count(self, measure: Measure, scope: Scope) -> tuple[Part, tuple[Part, ...]]:
        """The whole is the sum of its months, so one query gives both."""
        key = (measure.key, scope)
        if key not in self.known:
            months = tuple(measure.split(scope, Dim.MONTH)) if Dim.MONTH in measure.dims else ()
            self.known[key] = (added(months) if months else measure.whole(scope), months)
        return self.known[key]

    def _judged(self, figure: IndicatorFigure) -> IndicatorFigure:
        verdict = progress(
            figure.value,
            target=figure.target,
            baseline=figure.baseline,
            elapsed=figure.period.elapsed(min(self.as_of, figure.period.until)),
            accumulates=bool(figure.measure and figure.measure.accumulates),
            is_up=figure.indicator.direction == Direction.UP,
        )
        return replace(figure, progress=verdict)


def added(parts: Iterable[Part]) -> Part:
    """Lines of a split as one whole."""
    found = list(parts)
    weights = [part.denominator for part in found if part.denominator is not None]
    return Part(
        "",
        sum((part.numerator for part in found), start=Decimal(0)),
        sum(weights, start=Decimal(0)) if weights else None,
        sum(part.records for part in found),
    )


def _by_indicator(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for each in rows:
        found.setdefault(each.indicator_id, []).append(each)
    return found
