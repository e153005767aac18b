"""What all changes of a plan have in common: lock, permission, no lost update."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import models

from digitilts.apps.people.access import Actor
from digitilts.apps.plan.access import may_edit
from digitilts.apps.plan.models import Action, Indicator, Plan
from digitilts.apps.plan.rules.cells import clean_text
from digitilts.values.verdict import RefusedError

Fields = Mapping[str, Any]
UNSET = object()


def locked_plan(plan_id: int, by: Actor) -> Plan:
    """The plan, locked, if this person may edit it.  Raises RefusedError."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("territory").filter(pk=plan_id).first()
    if plan is None:
        raise RefusedError("not_found")
    may_edit(by, plan).or_refuse()
    return plan


def locked_action(action_id: int) -> Action:
    """The action, locked through its plan.  Raises RefusedError."""
    found = Action.objects.select_for_update(of=("self",)).select_related("plan__territory", "area")
    action = found.filter(pk=action_id).first()
    if action is None:
        raise RefusedError("not_found")
    return action


def locked_indicator(indicator_id: int) -> Indicator:
    found = Indicator.objects.select_for_update(of=("self",)).select_related("plan__territory")
    indicator = found.filter(pk=indicator_id).first()
    if indicator is None:
        raise RefusedError("not_found")
    return indicator


def refuse_stale(*, seen: int | None, now_is: int) -> None:
    """Somebody saved after this person opened the form."""
    if seen is not None and seen != now_is:
        raise RefusedError("changed_meanwhile")


def put(row: models.Model, fields: Fields, allowed: Collection[str]) -> list[str]:
    """Set the fields on the row; gives the names of those that changed.  Raises KeyError for an unknown."""
    changed = []
    for name, value in fields.items():
        if name not in allowed:
            raise KeyError(name)
        tidy = clean_text(value) if isinstance(value, str) else value
        # A relation that was never set raises AttributeError: it differs from anything.
        if getattr(row, name, UNSET) != tidy:
            setattr(row, name, tidy)
            changed.append(name)
    return sorted(changed)
