"""What a form may offer: areas, objectives, actions, indicators, people."""

from django.db.models import Q
from django.utils import timezone

from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import User
from digitilts.apps.places.models import Territory
from digitilts.apps.places.rules import TerritoryKind
from digitilts.apps.plan.access import EDITORS
from digitilts.apps.plan.models import Objective, Plan

Choices = list[tuple[str, str]]


def area_choices(plan: Plan) -> Choices:
    return [(str(area.pk), str(area)) for area in plan.areas.all()]


def objective_choices(plan: Plan) -> Choices:
    """All objectives; the service refuses one of another area."""
    found = Objective.objects.filter(area__plan=plan).select_related("area").order_by("area__number", "code")
    return [(str(each.pk), f"{each} ({each.area.number}.)") for each in found]


def action_choices(plan: Plan) -> Choices:
    return [
        (str(pk), f"{code} {title}") for pk, code, title in plan.actions.values_list("pk", "code", "title")
    ]


def action_indicator_choices(plan: Plan) -> Choices:
    found = plan.indicators.filter(action__isnull=False).values_list("pk", "code", "title")
    return [(str(pk), f"{code} {title}") for pk, code, title in found]


def people_choices(plan: Plan) -> Choices:
    """Everybody who works for the municipality of the plan today."""
    today = timezone.localdate()
    at_work = User.objects.filter(
        Q(role_assignments__until=None) | Q(role_assignments__until__gte=today),
        role_assignments__since__lte=today,
        role_assignments__territory__path__startswith=plan.territory.path,
        is_active=True,
    )
    return [(str(user.pk), str(user)) for user in at_work.distinct()]


def territory_choices(actor: Actor) -> Choices:
    """Municipalities for which this person may begin a plan."""
    found = Territory.objects.filter(actor.within("path", *EDITORS), kind=TerritoryKind.MUNICIPALITY)
    return [(str(each.pk), each.name) for each in found]
