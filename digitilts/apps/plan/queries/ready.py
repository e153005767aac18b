"""What the readiness rule needs to know, read from the rows."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from digitilts.apps.plan.models import Action, Indicator, Plan
from digitilts.apps.plan.rules import IndicatorKind
from digitilts.apps.plan.rules.readiness import SECURED, ActionFacts, Readiness, readiness


def actions_with_all(plan: Plan) -> QuerySet[Action]:
    """The actions of a plan with everything that hangs on them, in a fixed number of queries."""
    return (
        plan.actions.select_related("area", "objective", "responsible")
        .prefetch_related("partners", "milestones", "costs", "funding", "risks")
        .prefetch_related(Prefetch("indicators", Indicator.objects.prefetch_related("targets")))
    )


def readiness_of(action: Action) -> Readiness:
    """What is missing before this action can start. Reads prefetched rows when there are some."""
    return readiness(facts_of(action))


def facts_of(action: Action) -> ActionFacts:
    indicators = list(action.indicators.all())
    return ActionFacts(
        has_lead=bool(action.lead),
        has_responsible=action.responsible_id is not None,
        starts_on=action.starts_on,
        ends_on=action.ends_on,
        cost_cents=sum(line.amount_cents for line in action.costs.all()),
        secured_cents=sum(line.amount_cents for line in action.funding.all() if line.status in SECURED),
        outputs=_complete(indicators, IndicatorKind.OUTPUT),
        results=_complete(indicators, IndicatorKind.RESULT),
        risks=tuple(bool(risk.mitigation) for risk in action.risks.all()),
        milestones=len(action.milestones.all()),
        has_strategy_link=bool(action.strategy_link),
        target_groups=len(action.target_groups),
    )


def _complete(indicators: Iterable[Indicator], kind: IndicatorKind) -> tuple[bool, ...]:
    """For each indicator of that kind: baseline and a target are known."""
    return tuple(
        each.baseline is not None and bool(each.targets.all()) for each in indicators if each.kind == kind
    )
