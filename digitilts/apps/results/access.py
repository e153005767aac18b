"""Who may read results, see the people behind them, and publish."""

from django.db.models import QuerySet
from django.http import Http404

from digitilts.apps.people.access import Actor
from digitilts.apps.plan.models import Plan
from digitilts.values.roles import Role

READERS = (Role.COORDINATOR, Role.BUDGET_PLANNER, Role.AUDITOR, Role.ADMINISTRATOR)
SEES_NAMES = (Role.COORDINATOR, Role.AUDITOR)
PUBLISHERS = (Role.COORDINATOR,)


def plans_with_results(actor: Actor, *roles: Role) -> QuerySet[Plan]:
    """Plans whose figures the actor may read, the one in force first."""
    mine = actor.within("territory__path", *(roles or READERS))
    return (
        Plan.objects.filter(mine).select_related("territory").order_by("-first_year", "territory__path", "pk")
    )


def results_plan_or_404(actor: Actor, *roles: Role, chosen: int | None = None, year: int) -> Plan:
    """The chosen plan, else the one in force this year, else the newest."""
    plans = list(plans_with_results(actor, *roles))
    if chosen is not None:
        plans = [plan for plan in plans if plan.pk == chosen]
    running = (plan for plan in plans if plan.first_year <= year <= plan.last_year)
    found = next(running, None) or next(iter(plans), None)
    if found is None:
        raise Http404
    return found


def sees_names(actor: Actor, plan: Plan) -> bool:
    return actor.may(*SEES_NAMES, in_path=plan.territory.path)
