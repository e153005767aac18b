"""Writes down what became of each call, and what follows from it."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.notices.access import WORKS_WITH_MESSAGES
from digitilts.apps.notices.models import CallAttempt, Message, Receipt
from digitilts.apps.notices.rules import (
    LETTER_TAKES,
    CallOutcome,
    MessageStatus,
    QuietHours,
    Topic,
    earliest_time,
    next_call,
    should_become_letter,
)
from digitilts.apps.notices.services.successors import pass_on
from digitilts.apps.people.access import Actor, can_see_person
from digitilts.values.channels import Channel
from digitilts.values.verdict import RefusedError

BY_PHONE = frozenset({Channel.CALL, Channel.SMS})
ALL_BUT_POST = BY_PHONE | {Channel.EMAIL}


def record_call(
    *,
    message_id: UUID,
    outcome: CallOutcome,
    by: Actor,
    now: datetime,
    submission_key: UUID,
    note: str = "",
    call_again_at: datetime | None = None,
) -> CallAttempt:
    """One attempt and its consequence. The same submission key gives the same attempt.

    Raises RefusedError: not_yours, not_on_call_list, time_is_past.
    """
    with transaction.atomic():
        message = _locked(message_id, by)
        if earlier := CallAttempt.objects.filter(submission_key=submission_key).first():
            return earlier
        if message.status != MessageStatus.TO_CALL:
            raise RefusedError("not_on_call_list")
        if call_again_at is not None and call_again_at <= now:
            raise RefusedError("time_is_past")
        attempt = CallAttempt.objects.create(
            message=message,
            at=now,
            by=by.user,
            outcome=outcome,
            note=note,
            submission_key=submission_key,
        )
        _follow(message, outcome, now, call_again_at)
        record(
            by=by, did="notices.record_call", on=message, about=message.person_id, now=now, outcome=outcome
        )
    return attempt


def _locked(message_id: UUID, by: Actor) -> Message:
    message = Message.objects.select_for_update().filter(pk=message_id).first()
    if message is None or message.person_id is None:
        raise RefusedError("not_yours")
    if not can_see_person(by, message.person_id, *WORKS_WITH_MESSAGES):
        raise RefusedError("not_yours")
    return message


def _follow(message: Message, outcome: CallOutcome, now: datetime, call_again_at: datetime | None) -> None:
    """Reached: done. Hopeless: the next way. Otherwise the call waits for its next time."""
    was_told = outcome == CallOutcome.REACHED or (outcome == CallOutcome.LEFT_WORD and not message.address)
    message.attempts += 1
    if was_told:
        _close(message, MessageStatus.REACHED, now, outcome)
    elif outcome == CallOutcome.WRONG_NUMBER and message.address:
        _close(message, MessageStatus.DEAD, now, outcome)
        pass_on(message, now=now, without=BY_PHONE)
    elif _post_takes_over(message, now):
        _close(message, MessageStatus.DEAD, now, outcome)
        pass_on(message, now=now, without=ALL_BUT_POST)
    else:
        again = next_call(outcome, now, call_again_at) or now
        message.not_before = _not_at_night(message, again, is_promised=call_again_at is not None)
        message.save(update_fields=["not_before", "attempts"])


def _post_takes_over(message: Message, now: datetime) -> bool:
    in_time = message.useful_until is None or message.useful_until - now >= LETTER_TAKES
    outcomes = [CallOutcome(found) for found in message.calls.values_list("outcome", flat=True)]
    has_address = bool(message.person and message.person.address)
    return should_become_letter(outcomes, has_address=has_address, post_in_time=in_time)


def _not_at_night(message: Message, at: datetime, *, is_promised: bool) -> datetime:
    """A time that the person named is kept, whatever the hour."""
    quiet = QuietHours(start=settings.QUIET_FROM, end=settings.QUIET_UNTIL)
    if is_promised:
        return at
    return earliest_time(Channel.CALL, Topic(message.topic), at, message.useful_until, quiet)


def _close(message: Message, status: MessageStatus, now: datetime, outcome: CallOutcome) -> None:
    message.status, message.done_at = status, now
    message.save(update_fields=["status", "done_at", "attempts"])
    Receipt.objects.create(
        message=message,
        at=now,
        channel=message.channel,
        is_success=status == MessageStatus.REACHED,
        provider="digitilts",
        detail=outcome,
    )
