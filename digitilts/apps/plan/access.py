"""Who may read and change a plan."""

from django.db.models import Q, QuerySet

from digitilts.apps.people.access import Actor
from digitilts.apps.plan.models import Plan
from digitilts.apps.plan.rules import PartKind
from digitilts.values.roles import STAFF, Role
from digitilts.values.verdict import YES, Verdict, no

EDITORS = (Role.COORDINATOR,)
MONEY_EDITORS = (Role.COORDINATOR, Role.BUDGET_PLANNER)
MONEY = frozenset({PartKind.COSTS, PartKind.FUNDING})


def plans_visible_to(actor: Actor) -> QuerySet[Plan]:
    """Everybody who works for the municipality reads its plan, from above and from below it.

    A coordinator of the municipality sees the plans under it; a librarian of one parish sees the plan
    of the municipality that her parish belongs to.
    """
    visible = actor.within("territory__path", *STAFF)
    for role, path in actor.roles:
        if role in STAFF:
            visible |= Q(territory__path__in=_ancestors(path))
    return Plan.objects.filter(visible).select_related("territory")


def _ancestors(path: str) -> list[str]:
    """`_ancestors("LV/1/2/") == ["LV/", "LV/1/"]`."""
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[:count]) + "/" for count in range(1, len(parts))]


def may_edit(actor: Actor, plan: Plan) -> Verdict:
    return YES if actor.may(*EDITORS, in_path=plan.territory.path) else no("not_yours")


def may_edit_part(actor: Actor, plan: Plan, kind: PartKind) -> Verdict:
    """Costs and funding are also the budget planner's."""
    roles = MONEY_EDITORS if kind in MONEY else EDITORS
    return YES if actor.may(*roles, in_path=plan.territory.path) else no("not_yours")


def may_enter_values(actor: Actor, plan: Plan) -> Verdict:
    """A coordinator or a budget planner enters; another of them approves."""
    return YES if actor.may(*MONEY_EDITORS, in_path=plan.territory.path) else no("not_yours")
