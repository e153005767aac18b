"""Writes down what a person will be told, in the same transaction as the fact itself."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from digitilts.apps.notices.models import Message, Receipt
from digitilts.apps.notices.queries.recipients import Recipient, recipient_of
from digitilts.apps.notices.rules import MessageStatus, QuietHours, Through, Topic, Way, earliest_time
from digitilts.apps.notices.services.successors import FIRST_STATUS
from digitilts.apps.notices.services.texts import Texts, to_read_aloud, write_texts
from digitilts.apps.people.access import Actor
from digitilts.values.channels import Channel

LONGEST_KEY = 160


def tell(  # noqa: PLR0913  # one argument per fact of a message
    *,
    person_id: UUID,
    template: str,
    topic: Topic,
    facts: Mapping[str, Any],
    dedupe_key: str,
    by: Actor,  # noqa: ARG001  # the audit entry of the fact itself names who acted
    now: datetime,
    about: Model | None = None,
    useful_until: datetime | None = None,
) -> Message:
    """Queue one message for one person; the same dedupe_key always gives the same message.

    Call it inside the transaction of the fact. Somebody without any channel becomes a call-list task.
    """
    key = _short(dedupe_key)
    if earlier := Message.objects.filter(dedupe_key=key).first():
        return earlier
    recipient = recipient_of(person_id, topic=topic, now=now, useful_until=useful_until)
    texts = write_texts(template, {"name": recipient.name, **facts}, recipient.language)
    columns = {
        **_columns_of_the_way(recipient, texts, now=now, useful_until=useful_until),
        "person_id": recipient.person_id,
        "topic": topic,
        "template": template,
        "language": texts.language,
        "subject": texts.subject,
        "useful_until": useful_until,
        "created_at": now,
        "is_demo": recipient.is_demo,
        **_about(about),
    }
    return _once(key, columns, why_not=recipient.way.why_not)


def withdraw_task(*, person_id: UUID, template: str, about: Model, now: datetime) -> int:
    """The question was answered another way: nobody needs to be rung up or written to about it."""
    by_hand = (MessageStatus.TO_CALL, MessageStatus.TO_PRINT)
    tasks = Message.objects.filter(person=person_id, template=template, status__in=by_hand, **_about(about))
    withdrawn = 0
    for message in tasks.select_for_update():
        message.status, message.done_at = MessageStatus.DROPPED, now
        message.save(update_fields=["status", "done_at"])
        Receipt.objects.create(
            message=message,
            at=now,
            channel=message.channel,
            is_success=False,
            provider="digitilts",
            detail="answered",
        )
        withdrawn += 1
    return withdrawn


def _once(key: str, columns: dict[str, Any], *, why_not: str) -> Message:
    """Two that insert at the same moment get one row: get_or_create tries inside a savepoint."""
    with transaction.atomic():
        message, is_new = Message.objects.get_or_create(dedupe_key=key, defaults=columns)
        if is_new and why_not:
            Receipt.objects.create(
                message=message,
                at=message.created_at,
                channel=message.channel,
                is_success=False,
                provider="digitilts",
                detail=why_not,
            )
    return message


def _columns_of_the_way(
    recipient: Recipient, texts: Texts, *, now: datetime, useful_until: datetime | None
) -> dict[str, Any]:
    way = recipient.way
    silent = way.through == Through.NOBODY
    quiet = QuietHours(start=settings.QUIET_FROM, end=settings.QUIET_UNTIL)
    return {
        "channel": way.channel,
        "status": MessageStatus.DROPPED if silent else FIRST_STATUS[way.channel],
        "done_at": now if silent else None,
        "via_id": recipient.via_id,
        "address": "" if silent else recipient.address,
        "body": _words(way, recipient, texts),
        "not_before": earliest_time(way.channel, recipient.topic, now, useful_until, quiet),
    }


def _words(way: Way, recipient: Recipient, texts: Texts) -> str:
    """The length that fits the channel; a proxy is told first for whom it is."""
    if way.channel == Channel.CALL:
        return to_read_aloud(texts.body)
    body = texts.sms if way.channel == Channel.SMS else texts.body
    if way.through != Through.PROXY:
        return body
    kind = "sms" if way.channel == Channel.SMS else "email"
    opening = write_texts("notices/for_someone", {"name": recipient.name, "kind": kind}, texts.language)
    if way.channel == Channel.SMS:
        return f"{opening.sms} {body}"
    return f"{opening.body}\n\n{body}"


def _about(about: Model | None) -> dict[str, str]:
    if about is None:
        return {}
    return {"about_kind": about._meta.label_lower, "about_id": str(about.pk)}  # Django documents _meta


def _short(key: str) -> str:
    """A key that does not fit its column keeps its beginning and a digest of the whole."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - 33]}~{sha256(key.encode()).hexdigest()[:32]}"
