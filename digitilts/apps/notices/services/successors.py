"""When one way has failed for good, the same news travels by the next one."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from digitilts.apps.notices.models import Message
from digitilts.apps.notices.queries.recipients import recipient_of
from digitilts.apps.notices.rules import MessageStatus, QuietHours, Through, Topic, earliest_time
from digitilts.apps.notices.services.texts import to_read_aloud, write_texts
from digitilts.values.channels import Channel

FIRST_STATUS = {
    Channel.SMS: MessageStatus.QUEUED,
    Channel.EMAIL: MessageStatus.QUEUED,
    Channel.CALL: MessageStatus.TO_CALL,
    Channel.LETTER: MessageStatus.TO_PRINT,
}
AFTER = "after:"


def pass_on(message: Message, *, now: datetime, without: frozenset[Channel] = frozenset()) -> Message | None:
    """Make the next message for the same person; None when nobody should be bothered. Once per message."""
    if message.person_id is None:
        return None
    recipient = recipient_of(
        message.person_id,
        topic=Topic(message.topic),
        now=now,
        useful_until=message.useful_until,
        without=without | _tried(message),
    )
    way = recipient.way
    if way.through == Through.NOBODY:
        return None
    quiet = QuietHours(start=settings.QUIET_FROM, end=settings.QUIET_UNTIL)
    return Message.objects.get_or_create(
        dedupe_key=f"{AFTER}{message.pk}",
        defaults={
            "person_id": recipient.person_id,
            "via_id": recipient.via_id,
            "topic": message.topic,
            "template": message.template,
            "language": message.language,
            "channel": way.channel,
            "address": recipient.address,
            "subject": message.subject,
            "body": _words(message, way.channel),
            "about_kind": message.about_kind,
            "about_id": message.about_id,
            "status": FIRST_STATUS[way.channel],
            "not_before": earliest_time(way.channel, recipient.topic, now, message.useful_until, quiet),
            "useful_until": message.useful_until,
            "created_at": now,
            "is_demo": message.is_demo,
        },
    )[0]


def _words(message: Message, channel: Channel) -> str:
    """An e-mail's text is too long for an SMS: that says only what it is about and whom to ring."""
    if channel == Channel.SMS and message.channel != Channel.SMS:
        return write_texts("notices/in_short", {"subject": message.subject}, message.language).sms
    return to_read_aloud(message.body) if channel == Channel.CALL else message.body


def _tried(message: Message) -> frozenset[Channel]:
    """Channels on which this news has already failed, following the chain of predecessors."""
    tried = {Channel(message.channel)}
    while message.dedupe_key.startswith(AFTER):
        message = Message.objects.get(pk=UUID(message.dedupe_key.removeprefix(AFTER)))
        tried.add(Channel(message.channel))
    return frozenset(tried)
