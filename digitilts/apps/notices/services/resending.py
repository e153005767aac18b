"""Sends the words of an earlier message once more, on somebody's decision."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.notices.access import RUNS_OUTBOX
from digitilts.apps.notices.models import Message
from digitilts.apps.notices.queries.recipients import recipient_of
from digitilts.apps.notices.rules import MessageStatus, QuietHours, Through, Topic, earliest_time
from digitilts.apps.notices.services.successors import FIRST_STATUS
from digitilts.apps.people.access import Actor, can_see_person
from digitilts.values.verdict import RefusedError

FINISHED = frozenset(
    {
        MessageStatus.SENT,
        MessageStatus.PRINTED,
        MessageStatus.REACHED,
        MessageStatus.DEAD,
        MessageStatus.DROPPED,
    }
)


def send_again(*, message_id: UUID, by: Actor, now: datetime, submission_key: UUID) -> Message:
    """A new message with the same words, by the way that is best today. Same key, same new message.

    Raises RefusedError: not_yours, still_on_its_way, too_late, nothing_to_say, no_way.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=message_id).first()
        if message is None or message.person_id is None:
            raise RefusedError("not_yours")
        if not can_see_person(by, message.person_id, *RUNS_OUTBOX):
            raise RefusedError("not_yours")
        key = f"again:{submission_key}"
        if earlier := Message.objects.filter(dedupe_key=key).first():
            return earlier
        _must_make_sense(message, now)
        again = _copy(message, key, now)
        record(by=by, did="notices.send_again", on=again, about=message.person_id, now=now)
    return again


def _must_make_sense(message: Message, now: datetime) -> None:
    if message.status not in FINISHED:
        raise RefusedError("still_on_its_way")
    if message.useful_until is not None and message.useful_until <= now:
        raise RefusedError("too_late")
    if not message.body:
        raise RefusedError("nothing_to_say")


def _copy(message: Message, key: str, now: datetime) -> Message:
    assert message.person_id is not None  # noqa: S101  # send_again has refused that
    topic = Topic(message.topic)
    found = recipient_of(message.person_id, topic=topic, now=now, useful_until=message.useful_until)
    if found.way.through == Through.NOBODY:
        raise RefusedError("no_way")
    quiet = QuietHours(start=settings.QUIET_FROM, end=settings.QUIET_UNTIL)
    return Message.objects.create(
        person_id=found.person_id,
        via_id=found.via_id,
        topic=message.topic,
        template=message.template,
        language=message.language,
        channel=found.way.channel,
        address=found.address,
        subject=message.subject,
        body=message.body,
        about_kind=message.about_kind,
        about_id=message.about_id,
        dedupe_key=key,
        status=FIRST_STATUS[found.way.channel],
        not_before=earliest_time(found.way.channel, topic, now, message.useful_until, quiet),
        useful_until=message.useful_until,
        created_at=now,
        is_demo=message.is_demo,
    )
