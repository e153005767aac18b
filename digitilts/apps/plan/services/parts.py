"""The lists that hang on an action: milestones, costs, funding, risks, partners."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db import models, transaction

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.plan.access import may_edit_part
from digitilts.apps.plan.models import Action, CostLine, FundingLine, Milestone, Partner, Risk
from digitilts.apps.plan.rules import PartKind
from digitilts.apps.plan.services.editing import Fields, locked_action, put
from digitilts.values.verdict import RefusedError


@dataclass(frozen=True)
class PartSpec:
    model: type[models.Model]
    fields: tuple[str, ...]


PARTS: Mapping[PartKind, PartSpec] = {
    PartKind.MILESTONES: PartSpec(Milestone, ("title", "due_on", "done_on")),
    PartKind.COSTS: PartSpec(CostLine, ("year", "category", "amount_cents", "note")),
    PartKind.FUNDING: PartSpec(FundingLine, ("source", "year", "amount_cents", "status")),
    PartKind.RISKS: PartSpec(
        Risk, ("description", "likelihood", "impact", "mitigation", "owner", "review_on")
    ),
    PartKind.PARTNERS: PartSpec(Partner, ("name", "role")),
}


@transaction.atomic
def add_part(*, action_id: int, kind: PartKind, fields: Fields, by: Actor, now: datetime) -> models.Model:
    """Add a row. A row equal to one that is already there is that one: a form sent twice adds once."""
    action, spec = _open(action_id, kind, by)
    twin: models.Model | None = getattr(action, kind).filter(**fields).first()
    if twin is not None:
        return twin
    row = spec.model(action=action)
    put(row, fields, spec.fields)
    row.save()
    record(by=by, did=f"plan.add_{kind}", on=row, now=now, action=action.pk)
    return row


@transaction.atomic
def edit_part(
    *, action_id: int, kind: PartKind, part_id: int, fields: Fields, by: Actor, now: datetime
) -> models.Model:
    action, spec = _open(action_id, kind, by)
    row: models.Model | None = getattr(action, kind).filter(pk=part_id).first()
    if row is None:
        raise RefusedError("not_found")
    changed = put(row, fields, spec.fields)
    if changed:
        row.save()
        record(by=by, did=f"plan.edit_{kind}", on=row, now=now, action=action.pk, fields=changed)
    return row


@transaction.atomic
def remove_part(
    *, action_id: int, kind: PartKind, part_id: int, by: Actor, now: datetime
) -> dict[str, Any] | None:
    """Take a row out; gives its fields, so that one press puts it back. None: it was gone already."""
    action, spec = _open(action_id, kind, by)
    row = getattr(action, kind).filter(pk=part_id).first()
    if row is None:
        return None
    fields = {name: getattr(row, name) for name in spec.fields}
    record(by=by, did=f"plan.remove_{kind}", on=row, now=now, action=action.pk)
    row.delete()
    return fields


def _open(action_id: int, kind: PartKind, by: Actor) -> tuple[Action, PartSpec]:
    action = locked_action(action_id)
    may_edit_part(by, action.plan, kind).or_refuse()
    return action, PARTS[kind]


def fields_from_text(kind: PartKind, text: str) -> dict[str, Any]:
    """The fields of a removed row, as the session kept them in JSON."""
    model = PARTS[kind].model
    kept: dict[str, Any] = json.loads(text)
    return {
        name: cast("models.Field[Any, Any]", model._meta.get_field(name)).to_python(value)
        for name, value in kept.items()
    }
