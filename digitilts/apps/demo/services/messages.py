"""What people were told about their coming lessons, and what they asked."""

import uuid
from datetime import timedelta

from digitilts.apps.demo.services.content import BATCH, Town, content
from digitilts.apps.learning.models import Registration
from digitilts.apps.learning.rules import RegistrationStatus
from digitilts.apps.learning.services.lesson_news import BY_LESSON
from digitilts.apps.notices.models import Conversation, ConversationEntry, Message, Receipt
from digitilts.apps.notices.rules import Author, ConversationStatus, MessageStatus, Topic
from digitilts.apps.people.models import Person
from digitilts.kit.dates import day_clock
from digitilts.values.channels import Channel
from digitilts.values.codes import ALPHABET, LENGTH

RECENT_DAYS = 45
NOT_AT_HOME = 9  # every ninth call about a cancelled lesson found nobody
BY_HAND = {Channel.CALL: MessageStatus.TO_CALL, Channel.LETTER: MessageStatus.TO_PRINT}


def build_messages(town: Town, registrations: list[Registration]) -> None:
    recent = [
        row
        for row in registrations
        if row.status == RegistrationStatus.REGISTERED
        and row.created_at > town.now - timedelta(days=RECENT_DAYS)
    ]
    told_off = [row for row in registrations if row.cancelled_how == BY_LESSON]
    messages = [
        *(confirmation(town, row) for row in recent),
        *(cancellation(town, row, number) for number, row in enumerate(told_off)),
    ]
    Message.objects.bulk_create(messages, batch_size=BATCH)
    Receipt.objects.bulk_create(
        (
            Receipt(
                message=message,
                at=message.done_at,
                channel=message.channel,
                is_success=True,
                provider="demo",
                detail="accepted",
            )
            for message in messages
            if message.done_at and message.channel != Channel.CALL
        ),
        batch_size=BATCH,
    )
    build_conversations(town)


def confirmation(town: Town, row: Registration) -> Message:
    person = row.person
    channel, address = way_to(person)
    status = {Channel.CALL: MessageStatus.TO_CALL, Channel.LETTER: MessageStatus.TO_PRINT}.get(
        channel, MessageStatus.SENT
    )
    is_old = row.created_at < town.now - timedelta(days=3)
    if status != MessageStatus.SENT and is_old:
        status = MessageStatus.REACHED if channel == Channel.CALL else MessageStatus.PRINTED
    is_done = status in {MessageStatus.SENT, MessageStatus.REACHED, MessageStatus.PRINTED}
    return Message(
        id=uuid.UUID(int=town.rng.getrandbits(128), version=4),
        person=person,
        topic=Topic.REGISTRATION,
        template="learning/seat_confirmed",
        language="lv",
        channel=channel,
        address=address,
        subject="Jūsu vieta nodarbībā",
        body=(
            f"Labdien! Jums ir vieta nodarbībā “{row.lesson.activity.title.in_language('lv')}” "
            f"{day_clock(row.lesson.starts_at)}, {row.lesson.venue.name}."
        ),
        about_kind="learning.registration",
        about_id=str(row.pk),
        dedupe_key=f"seat:{row.pk}",
        status=status,
        not_before=row.created_at,
        useful_until=row.lesson.starts_at,
        attempts=1 if is_done else 0,
        created_at=row.created_at,
        done_at=row.created_at + timedelta(minutes=2) if is_done else None,
        is_demo=True,
    )


def cancellation(town: Town, row: Registration, number: int) -> Message:
    """Everybody with a place in a cancelled lesson was told; a few were not at home when we called."""
    lesson, person = row.lesson, row.person
    channel, address = way_to(person)
    told_at = lesson.cancelled_at or lesson.starts_at
    if channel == Channel.CALL:
        status = MessageStatus.DROPPED if number % NOT_AT_HOME == 0 else MessageStatus.REACHED
    else:
        status = MessageStatus.PRINTED if channel == Channel.LETTER else MessageStatus.SENT
    is_done = status != MessageStatus.DROPPED
    title = lesson.activity.title.in_language("lv")
    return Message(
        id=uuid.UUID(int=town.rng.getrandbits(128), version=4),
        person=person,
        topic=Topic.CHANGE,
        template="learning/lesson_cancelled",
        language="lv",
        channel=channel,
        address=address,
        subject=f"Nodarbība “{title}” ir atcelta",
        body=(
            f"Nodarbība “{title}” {day_clock(lesson.starts_at)}, {lesson.venue.name}, nenotiks. "
            f"Iemesls: {lesson.cancel_reason}"
        ),
        about_kind="learning.lesson",
        about_id=str(lesson.pk),
        dedupe_key=f"learning/lesson_cancelled:{lesson.pk}:{person.pk}:{row.pk}",
        status=status,
        not_before=told_at,
        useful_until=lesson.ends_at,
        attempts=1,
        created_at=told_at,
        done_at=told_at + timedelta(hours=1) if is_done else lesson.ends_at,
        is_demo=True,
    )


def way_to(person: Person) -> tuple[Channel, str]:
    if person.phone and person.channel != Channel.EMAIL:
        return (Channel.CALL if person.channel == Channel.CALL else Channel.SMS), person.phone
    if person.email:
        return Channel.EMAIL, person.email
    return Channel.LETTER, person.address


def build_conversations(town: Town) -> None:
    for number, row in enumerate(content("activities")["conversation"]):
        person = town.learners[number * 7]
        opened = town.now - timedelta(days=2 + number, hours=3)
        answered = "answer" in row
        conversation = Conversation.objects.create(
            id=uuid.UUID(int=town.rng.getrandbits(128), version=4),
            person=person,
            territory=person.home or town.municipality,
            subject=row["subject"],
            status=ConversationStatus.ANSWERED if answered else ConversationStatus.OPEN,
            code="".join(town.rng.choices(ALPHABET, k=LENGTH)),
            opened_at=opened,
            last_entry_at=opened + timedelta(hours=5 if answered else 0),
        )
        entry(town, conversation, Author.RESIDENT if number % 2 else Author.HELPER, row["ask"])
        if answered:
            entry(town, conversation, Author.STAFF, row["answer"])


def entry(town: Town, conversation: Conversation, author: Author, text: str) -> None:
    is_resident = author == Author.RESIDENT
    ConversationEntry.objects.create(
        conversation=conversation,
        author=author,
        written_by=None if is_resident else town.users["operators"],
        text=text,
        at=conversation.last_entry_at if author == Author.STAFF else conversation.opened_at,
        submission_key=uuid.UUID(int=town.rng.getrandbits(128), version=4),
    )
