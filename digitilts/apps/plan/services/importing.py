"""A whole plan from a file takes the place of the draft, at once or not at all."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.plan.models import Action, Area, Contribution, Indicator, Objective, Plan, Target
from digitilts.apps.plan.queries.content import (
    ACTION_FIELDS,
    INDICATOR_FIELDS,
    plan_content,
)
from digitilts.apps.plan.rules import PartKind
from digitilts.apps.plan.rules.content import Content, canonical, sha256
from digitilts.apps.plan.rules.differences import differences
from digitilts.apps.plan.services.editing import locked_plan, put
from digitilts.apps.plan.services.parts import PARTS
from digitilts.values.verdict import RefusedError


@transaction.atomic
def import_content(*, plan_id: int, content: Content, seen_sha256: str, by: Actor, now: datetime) -> int:
    """Make the draft say what the file says; gives the number of differences.

    Rows are found again by their codes, so lessons, results and the people who answer stay attached.
    Refused when somebody changed the draft since the file was compared with it, and when the file leaves out
    an action that lessons serve or an indicator that has values.
    """
    plan = locked_plan(plan_id, by)
    before = plan_content(plan)
    if sha256(before) != seen_sha256:
        raise RefusedError("changed_meanwhile")
    changes = len(differences(before, content))
    if not changes:
        return 0
    _apply(plan, content, before)
    if plan_content(Plan.objects.get(pk=plan.pk)) != canonical(content):
        raise RefusedError("import_differs")  # never seen; nothing is kept if it happens
    record(by=by, did="plan.import_content", on=plan, now=now, changes=changes, sha256=sha256(content))
    return changes


def _apply(plan: Plan, content: Content, before: Content) -> None:
    head = ("title", "first_year", "last_year", "vision", "strategy")
    put(plan, {name: content[name] for name in head}, head)
    plan.version += 1
    plan.save()
    areas = {row["number"]: _put_area(plan, row) for row in content["areas"]}
    objectives = {
        (row["number"], each["code"]): _put_objective(areas[row["number"]], each)
        for row in content["areas"]
        for each in row["objectives"]
    }
    old_actions = {row["code"]: row for row in before["actions"]}
    actions = {
        row["code"]: _put_action(plan, row, areas, objectives, old_actions.get(row["code"], {}))
        for row in content["actions"]
    }
    old_indicators = {row["code"]: row for row in before["indicators"]}
    indicators = {
        row["code"]: _put_indicator(plan, row, actions, old_indicators.get(row["code"], {}))
        for row in content["indicators"]
    }
    _put_contributions(plan, content, indicators)
    _remove_rest(plan, areas, objectives, actions, indicators)


def _put_area(plan: Plan, row: Content) -> Area:
    area = plan.areas.filter(number=row["number"]).first() or Area(plan=plan)
    fields = ("number", "title", "description", "has_themes")
    if put(area, {name: row[name] for name in fields}, fields) or area.pk is None:
        area.save()
    return area


def _put_objective(area: Area, row: Content) -> Objective:
    objective = area.objectives.filter(code=row["code"]).first() or Objective(area=area)
    if put(objective, row, ("code", "title")) or objective.pk is None:
        objective.save()
    return objective


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None


def _put_action(
    plan: Plan,
    row: Content,
    areas: Mapping[int, Area],
    objectives: Mapping[tuple[int, str], Objective],
    before: Content,
) -> Action:
    action = plan.actions.filter(code=row["code"]).first() or Action(plan=plan)
    fields = {
        **{name: row[name] for name in ACTION_FIELDS},
        "area": areas[row["area"]],
        "objective": objectives[row["area"], row["objective"]] if row["objective"] else None,
        "starts_on": _day(row["starts_on"]),
        "ends_on": _day(row["ends_on"]),
    }
    if action.pk is None:
        put(action, fields, fields)
        action.save()
    elif put(action, fields, fields):
        action.version += 1
        action.save()
    for kind in PartKind:
        if row[kind] != before.get(kind, []):
            _replace_parts(action, kind, row[kind])
    return action


DAYS = frozenset({"due_on", "done_on", "review_on"})


def _replace_parts(action: Action, kind: PartKind, rows: list[Content]) -> None:
    manager = getattr(action, kind)
    manager.all().delete()
    model: type[models.Model] = PARTS[kind].model
    manager.bulk_create(
        model(action=action, **{name: _day(value) if name in DAYS else value for name, value in row.items()})
        for row in rows
    )


def _put_indicator(plan: Plan, row: Content, actions: Mapping[str, Action], before: Content) -> Indicator:
    indicator = plan.indicators.filter(code=row["code"]).first() or Indicator(plan=plan)
    fields: dict[str, Any] = {
        **{name: row[name] for name in INDICATOR_FIELDS},
        "action": actions[row["action"]] if row["action"] else None,
        "baseline": _decimal(row["baseline"]),
    }
    if put(indicator, fields, fields) or indicator.pk is None:
        indicator.save()
    if row["targets"] != before.get("targets", []):
        indicator.targets.all().delete()
        Target.objects.bulk_create(
            Target(
                indicator=indicator,
                starts_on=date.fromisoformat(each["starts_on"]),
                ends_on=date.fromisoformat(each["ends_on"]),
                value=Decimal(each["value"]),
            )
            for each in row["targets"]
        )
    return indicator


def _put_contributions(plan: Plan, content: Content, indicators: Mapping[str, Indicator]) -> None:
    Contribution.objects.filter(plan_indicator__plan=plan).delete()
    Contribution.objects.bulk_create(
        Contribution(
            plan_indicator=indicators[row["plan_indicator"]],
            action_indicator=indicators[row["action_indicator"]],
            share_percent=row["share_percent"],
            note=row["note"],
        )
        for row in content["contributions"]
    )


def _remove_rest(
    plan: Plan,
    areas: Mapping[int, Area],
    objectives: Mapping[tuple[int, str], Objective],
    actions: Mapping[str, Action],
    indicators: Mapping[str, Indicator],
) -> None:
    """What the file does not have, from the leaves to the root.  Raises RefusedError."""
    gone = plan.indicators.exclude(code__in=indicators)
    if (held := gone.filter(manual_values__isnull=False).first()) is not None:
        raise RefusedError("indicator_has_values", code=held.code)
    gone.delete()
    for action in plan.actions.exclude(code__in=actions):
        try:
            with transaction.atomic():
                action.delete()
        except ProtectedError as error:
            raise RefusedError("action_in_use", code=action.code) from error
    kept = [objective.pk for objective in objectives.values()]
    Objective.objects.filter(area__plan=plan).exclude(pk__in=kept).delete()
    plan.areas.exclude(number__in=areas).delete()
