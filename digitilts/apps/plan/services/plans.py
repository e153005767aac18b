"""The frame of a plan: its title, years and vision, its areas and their objectives."""

from datetime import datetime

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.places.models import Territory
from digitilts.apps.plan.access import EDITORS
from digitilts.apps.plan.models import Area, Objective, Plan
from digitilts.apps.plan.services.editing import Fields, locked_plan, put, refuse_stale
from digitilts.values.verdict import RefusedError

PLAN_FIELDS = ("title", "first_year", "last_year", "vision", "strategy", "is_demo")
AREA_FIELDS = ("number", "title", "description", "has_themes")
OBJECTIVE_FIELDS = ("code", "title")


@transaction.atomic
def create_plan(*, territory_id: int, fields: Fields, by: Actor, now: datetime) -> Plan:
    """Begin a plan. The same title and years in the same territory give the plan that is already there."""
    territory = Territory.objects.select_for_update().get(pk=territory_id)
    if not by.may(*EDITORS, in_path=territory.path):
        raise RefusedError("not_yours")
    if fields["first_year"] > fields["last_year"]:
        raise RefusedError("years_in_wrong_order")
    twin = Plan.objects.filter(
        territory=territory,
        title=fields["title"],
        first_year=fields["first_year"],
        last_year=fields["last_year"],
    ).first()
    if twin is not None:
        return twin
    plan = Plan(territory=territory)
    put(plan, fields, PLAN_FIELDS)
    plan.save()
    record(by=by, did="plan.create_plan", on=plan, now=now)
    return plan


@transaction.atomic
def edit_plan(*, plan_id: int, version: int | None, fields: Fields, by: Actor, now: datetime) -> Plan:
    """Change title, years, vision or strategy of the working draft."""
    plan = locked_plan(plan_id, by)
    refuse_stale(seen=version, now_is=plan.version)
    changed = put(plan, fields, PLAN_FIELDS)
    if plan.first_year > plan.last_year:
        raise RefusedError("years_in_wrong_order")
    if changed:
        plan.version += 1
        plan.save()
        record(by=by, did="plan.edit_plan", on=plan, now=now, fields=changed)
    return plan


@transaction.atomic
def set_area(*, plan_id: int, area_id: int | None, fields: Fields, by: Actor, now: datetime) -> Area:
    """Add an area, or change one. A new area with the number and title of an existing one is that one."""
    plan = locked_plan(plan_id, by)
    area = Area(plan=plan) if area_id is None else _area_of(plan, area_id)
    changed = put(area, fields, AREA_FIELDS)
    twin = plan.areas.filter(number=area.number).exclude(pk=area.pk).first()
    if twin is not None:
        if area_id is None and twin.title == area.title:
            return twin
        raise RefusedError("number_taken", code=str(area.number))
    if changed:
        area.save()
        did = "plan.add_area" if area_id is None else "plan.edit_area"
        record(by=by, did=did, on=area, now=now, fields=changed)
    return area


@transaction.atomic
def set_objective(
    *, area_id: int, objective_id: int | None, fields: Fields, by: Actor, now: datetime
) -> Objective:
    """Add an objective to an area, or change one."""
    area = Area.objects.filter(pk=area_id).first()
    if area is None:
        raise RefusedError("not_found")
    locked_plan(area.plan_id, by)
    objective = Objective(area=area) if objective_id is None else area.objectives.get(pk=objective_id)
    changed = put(objective, fields, OBJECTIVE_FIELDS)
    twin = area.objectives.filter(code=objective.code).exclude(pk=objective.pk).first()
    if twin is not None:
        if objective_id is None and twin.title == objective.title:
            return twin
        raise RefusedError("code_taken", code=objective.code)
    if changed:
        objective.save()
        did = "plan.add_objective" if objective_id is None else "plan.edit_objective"
        record(by=by, did=did, on=objective, now=now, fields=changed)
    return objective


@transaction.atomic
def remove_objective(*, objective_id: int, by: Actor, now: datetime) -> None:
    """Only an objective that no action serves."""
    objective = Objective.objects.select_related("area").filter(pk=objective_id).first()
    if objective is None:
        return
    locked_plan(objective.area.plan_id, by)
    if objective.actions.exists():
        raise RefusedError("objective_has_actions")
    record(by=by, did="plan.remove_objective", on=objective, now=now)
    objective.delete()


def _area_of(plan: Plan, area_id: int) -> Area:
    area = plan.areas.filter(pk=area_id).first()
    if area is None:
        raise RefusedError("not_found")
    return area
