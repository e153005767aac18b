"""The outbox as staff see it: what was said to whom, by which way, and whether it arrived."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from digitilts.apps.notices.access import may_read_words, messages_visible_to
from digitilts.apps.notices.models import Message
from digitilts.apps.notices.queries.words import (
    TONES,
    channel_word,
    detail_words,
    outcome_word,
    status_word,
    topic_word,
)
from digitilts.apps.notices.rules import MessageStatus
from digitilts.apps.people.access import Actor
from digitilts.gateways.sms_length import SmsSize, size_of
from digitilts.kit.dates import clock, short_date
from digitilts.kit.tables import Cell, Column, Row, Table
from digitilts.values.channels import Channel

NOT_REACHED = Q(status=MessageStatus.TO_CALL) | Q(status=MessageStatus.DROPPED, receipts__detail="too_late")


# Receipts that no outside gateway gave.
OURSELVES = ("digitilts", "fake")


@dataclass(frozen=True)
class Line:
    """One thing that happened to a message."""

    at: datetime
    words: str
    is_success: bool
    by: str


@dataclass(frozen=True)
class MessagePage:
    id: UUID
    person: str
    via: str
    address: str
    channel: str
    status: str
    tone: str
    topic: str
    subject: str
    body: str
    words_are_hidden: bool
    not_before: datetime
    useful_until: datetime | None
    created_at: datetime
    lines: list[Line]
    sms: SmsSize | None
    follows: str  # address of the message that took over, or empty
    is_finished: bool


def outbox_of(
    actor: Actor, *, status: str = "", channel: str = "", topic: str = "", reached: str = ""
) -> QuerySet[Message]:
    """Newest first; empty filters leave everything."""
    found = messages_visible_to(actor)
    chosen = {"status": status, "channel": channel, "topic": topic}
    found = found.filter(**{name: value for name, value in chosen.items() if value})
    if reached == "no":
        found = found.filter(NOT_REACHED).distinct()
    return found.select_related("person", "via").order_by("-created_at", "id")


def outbox_table(messages: list[Message], actor: Actor) -> Table:
    shows_words = may_read_words(actor)
    columns = [
        Column("written", _("Written"), "date"),
        Column("person", _("Person")),
        Column("subject", _("What about")),
        Column("channel", _("Way")),
        Column("status", _("State")),
    ]
    return Table(
        caption=_("Outgoing messages"),
        columns=columns,
        rows=[_row(message, shows_words=shows_words) for message in messages],
        empty=_("No message fits. Choose other filters."),
        caption_hidden=True,
    )


def _row(message: Message, *, shows_words: bool) -> Row:
    name = message.person.name if message.person else ""
    subject = message.subject if shows_words else topic_word(message.topic)
    return Row(
        key=str(message.pk),
        cells=[
            Cell(f"{short_date(message.created_at)} {clock(message.created_at)}"),
            Cell(name, to=reverse("notices:message_page", args=[message.pk])),
            Cell(subject or topic_word(message.topic)),
            Cell(channel_word(message.channel)),
            Cell(status_word(message.status), tone=TONES.get(message.status, "neutral")),
        ],
    )


def message_page_of(actor: Actor, message_id: UUID) -> MessagePage:
    """One message with all that happened to it.  Raises Message.DoesNotExist for somebody else's."""
    found = messages_visible_to(actor).select_related("person", "via")
    message = found.prefetch_related("receipts", "calls__by").get(pk=message_id)
    shows = may_read_words(actor)
    successor = Message.objects.filter(dedupe_key=f"after:{message.pk}").values_list("pk", flat=True).first()
    is_sms = message.channel == Channel.SMS
    return MessagePage(
        id=message.pk,
        person=message.person.name if message.person else "",
        via=message.via.name if message.via else "",
        address=message.address if shows else "",
        channel=channel_word(message.channel),
        status=status_word(message.status),
        tone=TONES.get(message.status, "neutral"),
        topic=topic_word(message.topic),
        subject=message.subject if shows else "",
        body=message.body if shows else "",
        words_are_hidden=not shows,
        not_before=message.not_before,
        useful_until=message.useful_until,
        created_at=message.created_at,
        lines=_lines(message, shows=shows),
        sms=size_of(message.body) if is_sms and message.body else None,
        follows=reverse("notices:message_page", args=[successor]) if successor else "",
        is_finished=message.done_at is not None,
    )


def _lines(message: Message, *, shows: bool) -> list[Line]:
    """Receipts and calls in one row of time."""
    lines = [
        Line(
            receipt.at,
            detail_words(receipt.detail)
            if receipt.detail in {"kept", "printed", "already_taken"} or not receipt.is_success
            else _("The gateway took it."),
            receipt.is_success,
            "" if receipt.provider.startswith(OURSELVES) else receipt.provider,
        )
        for receipt in message.receipts.all()
    ]
    for call in message.calls.all():
        note = f" {call.note}" if call.note and shows else ""
        lines.append(
            Line(
                call.at, f"{outcome_word(call.outcome)}.{note}", call.outcome == "reached", str(call.by or "")
            )
        )
    return sorted(lines, key=lambda line: line.at)
