"""Which plan, which action, which indicator: always within what the reader may see."""

from datetime import date

from django.db.models import Model, QuerySet
from django.http import Http404

from digitilts.apps.people.access import Actor
from digitilts.apps.places.models import Territory
from digitilts.apps.plan.access import plans_visible_to
from digitilts.apps.plan.models import (
    Action,
    Area,
    Indicator,
    ManualValue,
    Objective,
    Plan,
    PlanVersion,
    Target,
)
from digitilts.apps.plan.rules import PartKind


def current_plan(of: Actor | Territory, *, chosen: int | None = None, on: date | None = None) -> Plan | None:
    """The plan that a page means: the chosen one, else the one in force on that day, else the newest."""
    plans = list(_plans_of(of).order_by("-first_year", "territory__path", "pk"))
    if chosen is not None and (found := next((plan for plan in plans if plan.pk == chosen), None)):
        return found
    if on is not None:
        in_force = (plan for plan in plans if plan.first_year <= on.year <= plan.last_year)
        if (running := next(in_force, None)) is not None:
            return running
    return plans[0] if plans else None


def _plans_of(of: Actor | Territory) -> QuerySet[Plan]:
    if isinstance(of, Actor):
        return plans_visible_to(of)
    parts = of.path.rstrip("/").split("/")
    paths = ["/".join(parts[:count]) + "/" for count in range(1, len(parts) + 1)]
    return Plan.objects.filter(territory__path__in=paths).select_related("territory")


def plan_or_404(actor: Actor, *, chosen: int | None = None, on: date | None = None) -> Plan:
    plan = current_plan(actor, chosen=chosen, on=on)
    if plan is None:
        raise Http404
    return plan


def action_or_404(plan: Plan, code: str) -> Action:
    found = plan.actions.select_related("area", "objective", "responsible", "plan__territory")
    action = found.filter(code=code).first()
    if action is None:
        raise Http404
    return action


def indicator_or_404(plan: Plan, code: str) -> Indicator:
    found = plan.indicators.select_related("action", "plan__territory").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def version_or_404(plan: Plan, number: int) -> PlanVersion:
    found = plan.versions.select_related("made_by", "approved_by").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def approved_version(plan: Plan) -> PlanVersion | None:
    """The newest version that the council approved: what the public sees."""
    return plan.versions.exclude(approved_on=None).order_by("-number").first()


def public_plans() -> list[tuple[Plan, PlanVersion]]:
    """Every plan that has an approved version, newest first, with that version."""
    approved = PlanVersion.objects.exclude(approved_on=None).select_related("plan__territory")
    newest: dict[int, PlanVersion] = {}
    for version in approved.order_by("number"):
        newest[version.plan_id] = version
    pairs = [(version.plan, version) for version in newest.values()]
    return sorted(pairs, key=lambda pair: (-pair[0].first_year, pair[0].territory.path, pair[0].pk))


def area_or_404(plan: Plan, area_id: int) -> Area:
    found = plan.areas.filter(pk=area_id).first()
    if found is None:
        raise Http404
    return found


def objective_or_404(area: Area, objective_id: int) -> Objective:
    found = area.objectives.filter(pk=objective_id).first()
    if found is None:
        raise Http404
    return found


def part_or_404(action: Action, kind: PartKind, part_id: int) -> Model:
    found: Model | None = getattr(action, kind).filter(pk=part_id).first()
    if found is None:
        raise Http404
    return found


def value_or_404(plan: Plan, value_id: int) -> ManualValue:
    found = ManualValue.objects.select_related("indicator").filter(indicator__plan=plan, pk=value_id).first()
    if found is None:
        raise Http404
    return found


def target_or_404(indicator: Indicator, target_id: int) -> Target:
    found = indicator.targets.filter(pk=target_id).first()
    if found is None:
        raise Http404
    return found


def action_by_id(plan: Plan, typed: str) -> Action | None:
    """The chosen action of this plan; nothing chosen means the plan itself."""
    return plan.actions.filter(pk=int(typed)).first() if typed.isdecimal() else None
