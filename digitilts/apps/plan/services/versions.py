"""Versions: the draft frozen as it is, and the council's decision about it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.plan.models import PlanVersion
from digitilts.apps.plan.queries.content import plan_content
from digitilts.apps.plan.rules.content import sha256
from digitilts.apps.plan.services.editing import locked_plan
from digitilts.values.verdict import RefusedError


@transaction.atomic
def make_version(*, plan_id: int, note: str, by: Actor, now: datetime) -> PlanVersion:
    """Freeze the draft as the next version. If nothing changed since the last one, that one is given."""
    plan = locked_plan(plan_id, by)
    content = plan_content(plan)
    fingerprint = sha256(content)
    newest = plan.versions.first()
    if newest is not None and newest.sha256 == fingerprint:
        return newest
    version = PlanVersion.objects.create(
        plan=plan,
        number=newest.number + 1 if newest else 1,
        content=content,
        sha256=fingerprint,
        note=note,
        made_at=now,
        made_by=by.user,
    )
    record(by=by, did="plan.make_version", on=version, now=now, number=version.number, sha256=fingerprint)
    return version


@transaction.atomic
def approve_version(
    *, version_id: int, decision: str, approved_on: date, by: Actor, now: datetime
) -> PlanVersion:
    """Write down the council's decision. Its number and date cannot be changed afterwards."""
    found = PlanVersion.objects.filter(pk=version_id).first()
    if found is None:
        raise RefusedError("not_found")
    plan = locked_plan(found.plan_id, by)
    version = plan.versions.select_for_update().get(pk=version_id)
    _check(version, decision=decision, approved_on=approved_on, today=timezone.localdate(now))
    if version.approved_on is not None:
        return version
    version.approved_on, version.decision, version.approved_by = approved_on, decision.strip(), by.user
    version.save(update_fields=["approved_on", "decision", "approved_by"])
    record(by=by, did="plan.approve_version", on=version, now=now, number=version.number)
    return version


def _check(version: PlanVersion, *, decision: str, approved_on: date, today: date) -> None:
    """Raises RefusedError."""
    if not decision.strip():
        raise RefusedError("decision_needed")
    if version.approved_on is not None and (version.approved_on, version.decision) != (
        approved_on,
        decision.strip(),
    ):
        raise RefusedError("already_approved")
    if approved_on > today:
        raise RefusedError("decision_in_the_future")
    if sha256(version.content) != version.sha256:
        raise RefusedError("content_was_changed")
