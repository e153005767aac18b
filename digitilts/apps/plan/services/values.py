"""Values that nobody can count from records: one person enters with evidence, another approves."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.plan.access import may_enter_values
from digitilts.apps.plan.models import ManualValue
from digitilts.apps.plan.services.editing import locked_indicator
from digitilts.values.verdict import RefusedError


@transaction.atomic
def enter_value(
    *,
    indicator_id: int,
    as_of: date,
    value: Decimal,
    evidence: str,
    by: Actor,
    now: datetime,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
) -> ManualValue:
    """Enter a value with its evidence. It counts only when somebody else has approved it."""
    indicator = locked_indicator(indicator_id)
    may_enter_values(by, indicator.plan).or_refuse()
    if indicator.measure:
        raise RefusedError("value_is_counted")
    if not evidence.strip():
        raise RefusedError("value_needs_evidence")
    if as_of > timezone.localdate(now):
        raise RefusedError("value_in_the_future")
    fields = {
        "as_of": as_of,
        "value": value,
        "numerator": numerator,
        "denominator": denominator,
        "evidence": evidence.strip(),
        "entered_by": by.user,
    }
    twin = indicator.manual_values.filter(**fields, sent_back_note="").first()
    if twin is not None:
        return twin
    entered = ManualValue.objects.create(indicator=indicator, entered_at=now, **fields)
    record(by=by, did="plan.enter_value", on=entered, now=now, indicator=indicator.pk)
    return entered


@transaction.atomic
def approve_value(*, value_id: int, by: Actor, now: datetime) -> ManualValue:
    """Four eyes: never the one who entered it."""
    entered = _locked_value(value_id, by)
    if entered.approved_at is not None:
        return entered
    if entered.sent_back_note:
        raise RefusedError("value_was_sent_back")
    if by.user_id is None or entered.entered_by_id == by.user_id:
        raise RefusedError("own_value")
    entered.approved_by, entered.approved_at = by.user, now
    entered.save(update_fields=["approved_by", "approved_at"])
    record(by=by, did="plan.approve_value", on=entered, now=now)
    return entered


@transaction.atomic
def send_back_value(*, value_id: int, note: str, by: Actor, now: datetime) -> ManualValue:
    """Not approved; the note says what is missing. The one who entered it may also take it back."""
    entered = _locked_value(value_id, by)
    if entered.approved_at is not None:
        raise RefusedError("value_is_approved")
    if not note.strip():
        raise RefusedError("note_needed")
    entered.sent_back_note = note.strip()
    entered.save(update_fields=["sent_back_note"])
    record(by=by, did="plan.send_back_value", on=entered, now=now)
    return entered


def _locked_value(value_id: int, by: Actor) -> ManualValue:
    found = ManualValue.objects.select_for_update(of=("self",)).select_related("indicator__plan__territory")
    entered = found.filter(pk=value_id).first()
    if entered is None:
        raise RefusedError("not_found")
    may_enter_values(by, entered.indicator.plan).or_refuse()
    return entered
