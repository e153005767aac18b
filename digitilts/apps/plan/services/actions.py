"""Actions: begin one, change it, take it out of the plan."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.plan.access import may_edit
from digitilts.apps.plan.models import Action, Area, Objective, Plan
from digitilts.apps.plan.services.editing import Fields, locked_action, locked_plan, put, refuse_stale
from digitilts.values.verdict import RefusedError

ACTION_FIELDS = (
    "area_id",
    "objective_id",
    "code",
    "title",
    "description",
    "themes",
    "goals",
    "target_groups",
    "lead",
    "responsible_id",
    "starts_on",
    "ends_on",
    "strategy_link",
    "outputs",
    "results",
    "status",
)


@transaction.atomic
def create_action(
    *, plan_id: int, fields: Fields, by: Actor, now: datetime, submission_key: UUID | None = None
) -> Action:
    """Add an action. `fields` are ACTION_FIELDS; area, objective and responsible as rows or as `…_id`.

    A code names one action for ever, so the same form sent twice finds the action it made.
    """
    plan = locked_plan(plan_id, by)
    action = Action(plan=plan)
    put(action, _by_id(fields), ACTION_FIELDS)
    twin = plan.actions.filter(code=action.code).first()
    if twin is not None:
        if twin.title == action.title and twin.area_id == action.area_id:
            return twin
        raise RefusedError("code_taken", code=action.code)
    _check(action, plan)
    action.save()
    record(by=by, did="plan.create_action", on=action, now=now, submission_key=str(submission_key or ""))
    return action


@transaction.atomic
def edit_action(*, action_id: int, version: int | None, fields: Fields, by: Actor, now: datetime) -> Action:
    """Change the action itself; its lists of costs, risks and the like have their own services."""
    action = locked_action(action_id)
    may_edit(by, action.plan).or_refuse()
    refuse_stale(seen=version, now_is=action.version)
    changed = put(action, _by_id(fields), ACTION_FIELDS)
    if not changed:
        return action
    if action.plan.actions.filter(code=action.code).exclude(pk=action.pk).exists():
        raise RefusedError("code_taken", code=action.code)
    _check(action, action.plan)
    action.version += 1
    action.save()
    record(by=by, did="plan.edit_action", on=action, now=now, fields=changed)
    return action


@transaction.atomic
def remove_action(*, action_id: int, by: Actor, now: datetime) -> None:
    """Take an action out of the draft. Refused while lessons or entered values hang on it."""
    action = Action.objects.select_related("plan__territory").filter(pk=action_id).first()
    if action is None:
        return
    locked_plan(action.plan_id, by)
    if action.indicators.filter(manual_values__isnull=False).exists():
        raise RefusedError("action_has_values", code=action.code)
    record(by=by, did="plan.remove_action", on=action, now=now)
    try:
        with transaction.atomic():
            action.delete()
    except ProtectedError as error:
        raise RefusedError("action_in_use", code=action.code) from error


def _by_id(fields: Fields) -> dict[str, Any]:
    """Rows (`area=…`) as their numbers (`area_id=…`)."""
    rows = ("area", "objective", "responsible")
    return {
        (f"{name}_id" if name in rows else name): (value.pk if name in rows and value else value)
        for name, value in fields.items()
    }


def _check(action: Action, plan: Plan) -> None:
    """What the database or common sense would refuse.  Raises RefusedError."""
    area = Area.objects.filter(pk=action.area_id, plan=plan).first()
    wanted = action.objective_id
    objective = Objective.objects.filter(pk=wanted).first() if wanted else None
    if area is None:
        raise RefusedError("area_of_another_plan")
    if objective is None and action.objective_id:
        raise RefusedError("not_found")
    if objective is not None and objective.area_id != area.pk:
        raise RefusedError("objective_of_another_area", code=objective.code)
    if action.starts_on and action.ends_on and action.ends_on < action.starts_on:
        raise RefusedError("dates_in_wrong_order")
