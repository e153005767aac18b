"""The worker's part: takes messages from the outbox and hands them to a gateway.

At least once to the gateway; exactly once to the person when the gateway honours references.
No transaction is open while a gateway is asked; a killed worker's lease runs out and another goes on.
"""

from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from digitilts.apps.notices.models import Message, Receipt
from digitilts.apps.notices.rules import LEASE, MessageStatus, QuietHours, Topic, earliest_time, pause_after
from digitilts.apps.notices.services.carriers import CarrierFor, carrier_for
from digitilts.apps.notices.services.successors import pass_on
from digitilts.apps.people.models import Consent
from digitilts.apps.people.rules import Purpose
from digitilts.gateways.deliveries import Carrier, CarrierError, DeliveryState, Parcel
from digitilts.values.channels import Channel

BATCH = 40
LONGEST_RUN = 30.0  # seconds


def send_due(*, now: datetime, carriers: CarrierFor = carrier_for) -> int:
    """Send what is due; gives how many messages were handled. Safe in several processes at once."""
    drop_outdated(now=now)
    handled, started = 0, monotonic()
    while (elapsed := monotonic() - started) < LONGEST_RUN:
        moment = now + timedelta(seconds=elapsed)
        claimed = claim(now=moment)
        for message in claimed:
            deliver(message, now=moment, carriers=carriers)
        handled += len(claimed)
        if len(claimed) < BATCH:
            break
    return handled


def claim(*, now: datetime) -> list[Message]:
    """Lease a batch in one short transaction. Counting the attempt here is also the fence: see `_finish`."""
    is_due = Q(status=MessageStatus.QUEUED, not_before__lte=now)
    was_abandoned = Q(status=MessageStatus.CLAIMED, lease_until__lte=now)
    with transaction.atomic():
        waiting = Message.objects.select_for_update(skip_locked=True).filter(is_due | was_abandoned)
        keys = list(waiting.order_by("not_before", "id").values_list("pk", flat=True)[:BATCH])
        Message.objects.filter(is_due | was_abandoned, pk__in=keys).update(
            status=MessageStatus.CLAIMED, lease_until=now + LEASE, attempts=F("attempts") + 1
        )
        return list(Message.objects.filter(pk__in=keys).select_related("person").order_by("not_before", "id"))


def deliver(message: Message, *, now: datetime, carriers: CarrierFor) -> None:
    """One leased message: hand it over, put it off, or write down why not."""
    if why := _why_not_any_more(message, now):
        _finish(message, MessageStatus.DROPPED, now=now, provider="digitilts", detail=why)
        return
    if (later := _quiet_until(message, now)) > now:
        _put_off(message, later)
        return
    channel = Channel(message.channel)
    carrier = carriers(channel, message.is_demo)
    try:
        code = _hand_over(message, carrier)
    except CarrierError as error:
        _after_failure(message, carrier, error, now=now)
    else:
        _finish(message, MessageStatus.SENT, now=now, provider=carrier.name, detail=code, is_success=True)


def drop_outdated(*, now: datetime) -> int:
    """Calls and letters that no longer help (the lesson is over, the person erased) leave the lists."""
    by_hand = (MessageStatus.TO_CALL, MessageStatus.TO_PRINT)
    is_gone = Q(useful_until__lte=now) | Q(body="") | Q(person=None)
    with transaction.atomic():
        waiting = Message.objects.select_for_update(skip_locked=True).filter(is_gone, status__in=by_hand)
        outdated = list(waiting[:BATCH])
        for message in outdated:
            is_erased = message.person_id is None or not message.body
            message.status, message.done_at = MessageStatus.DROPPED, now
            message.save(update_fields=["status", "done_at"])
            detail = "erased" if is_erased else "too_late"
            _receipt(message, now=now, provider="digitilts", detail=detail, is_success=False)
    return len(outdated)


def _hand_over(message: Message, carrier: Carrier) -> str:
    """Somebody may have tried before: then the gateway is asked first whether it already has it."""
    reference = str(message.pk)
    if message.attempts > 1:
        state = carrier.state_of(reference)
        if state == DeliveryState.TAKEN:
            return "already_taken"
        if state == DeliveryState.FAILED:
            raise CarrierError("undeliverable", is_final=True)
    return carrier.send(Parcel(reference, message.address, message.body, message.subject, message.language))


def _after_failure(message: Message, carrier: Carrier, error: CarrierError, *, now: datetime) -> None:
    pause = None if error.is_final else pause_after(message.attempts)
    if pause is None and not error.is_final and _was_taken_after_all(message, carrier):
        _finish(
            message,
            MessageStatus.SENT,
            now=now,
            provider=carrier.name,
            detail="already_taken",
            is_success=True,
        )
    elif pause is None:
        _finish(message, MessageStatus.DEAD, now=now, provider=carrier.name, detail=error.code)
    else:
        _retry(message, now=now, pause=pause, provider=carrier.name, detail=error.code)


def _was_taken_after_all(message: Message, carrier: Carrier) -> bool:
    """Before a human is bothered: perhaps only the gateway's answer got lost."""
    try:
        return carrier.state_of(str(message.pk)) == DeliveryState.TAKEN
    except CarrierError:
        return False


def _why_not_any_more(message: Message, now: datetime) -> str:
    if message.useful_until is not None and message.useful_until <= now:
        return "too_late"
    if not message.address or message.person is None or message.person.is_ghost:
        return "erased"
    if message.topic == Topic.NEWS and not _still_agrees(message):
        return "no_consent"
    return ""


def _still_agrees(message: Message) -> bool:
    return Consent.objects.filter(
        person=message.person, text__purpose=Purpose.NEWS, withdrawn_at=None
    ).exists()


def _quiet_until(message: Message, now: datetime) -> datetime:
    """A worker that was behind must not ring at night."""
    quiet = QuietHours(start=settings.QUIET_FROM, end=settings.QUIET_UNTIL)
    return earliest_time(Channel(message.channel), Topic(message.topic), now, message.useful_until, quiet)


def _mine(message: Message) -> Q:
    """Only the worker whose claim was the last may finish: a slow one that lost its lease changes nothing."""
    return Q(pk=message.pk, status=MessageStatus.CLAIMED, attempts=message.attempts)


def _put_off(message: Message, until: datetime) -> None:
    """Not an attempt: nothing was handed over."""
    Message.objects.filter(_mine(message)).update(
        status=MessageStatus.QUEUED, not_before=until, lease_until=None, attempts=F("attempts") - 1
    )


def _retry(message: Message, *, now: datetime, pause: timedelta, provider: str, detail: str) -> None:
    with transaction.atomic():
        is_mine = Message.objects.filter(_mine(message)).update(
            status=MessageStatus.QUEUED, not_before=now + pause, lease_until=None
        )
        if is_mine:
            _receipt(message, now=now, provider=provider, detail=detail, is_success=False)


def _finish(  # the facts of a receipt
    message: Message,
    status: MessageStatus,
    *,
    now: datetime,
    provider: str,
    detail: str,
    is_success: bool = False,
) -> None:
    """Status and receipt together; a dead message hands its task on in the same transaction."""
    with transaction.atomic():
        is_mine = Message.objects.filter(_mine(message)).update(status=status, lease_until=None, done_at=now)
        if not is_mine:
            return
        _receipt(message, now=now, provider=provider, detail=detail, is_success=is_success)
        if status == MessageStatus.DEAD:
            pass_on(message, now=now)


def _receipt(message: Message, *, now: datetime, provider: str, detail: str, is_success: bool) -> None:
    Receipt.objects.create(
        message=message,
        at=now,
        channel=message.channel,
        is_success=is_success,
        provider=provider[:40],
        detail=detail[:200],
    )
