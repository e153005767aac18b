"""Two-way: a resident asks, the municipality answers, a helper may write for somebody on the phone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.notices.access import WORKS_WITH_MESSAGES
from digitilts.apps.notices.models import Conversation, ConversationEntry
from digitilts.apps.notices.queries.recipients import can_be_found
from digitilts.apps.notices.rules import Author, ConversationStatus, Topic
from digitilts.apps.notices.services.outbox import tell
from digitilts.apps.people.access import Actor, can_see_person
from digitilts.apps.people.models import Person
from digitilts.apps.people.services.persons import create_person
from digitilts.apps.places.models import Territory
from digitilts.values.channels import Channel, Heard
from digitilts.values.codes import grouped, new_code
from digitilts.values.verdict import RefusedError

LONGEST_SUBJECT = 80


@dataclass(frozen=True)
class Asker:
    """What somebody without an account says; `answer_by` None: they will ring up and say the code."""

    name: str
    territory_id: int
    answer_by: Channel | None = None
    phone: str | None = None
    email: str | None = None
    address: str = ""
    language: str = "lv"


def ask(*, asker: Asker, text: str, by: Actor, now: datetime, submission_key: UUID) -> Conversation:
    """Somebody asks from the public page. A known signed-in resident stays themselves.

    Nobody is recognised by a phone number here: that would tell strangers who is known to us.
    """
    with transaction.atomic():
        if earlier := _earlier(submission_key):
            return earlier
        person = _known(by) or _newcomer(asker, by=by, now=now, submission_key=submission_key)
        return _open(
            person,
            text,
            Author.RESIDENT,
            territory=Territory.objects.get(pk=asker.territory_id),
            by=by,
            now=now,
            submission_key=submission_key,
        )


def start_for(*, person_id: UUID, text: str, by: Actor, now: datetime, submission_key: UUID) -> Conversation:
    """A helper writes down the question of somebody on the phone or at the counter.

    Raises RefusedError: not_yours, no_territory.
    """
    with transaction.atomic():
        locked = Person.objects.select_for_update(of=("self",)).select_related("home", "entered_in")
        person = locked.get(pk=person_id)
        if not can_see_person(by, person_id, *WORKS_WITH_MESSAGES):
            raise RefusedError("not_yours")
        if earlier := _earlier(submission_key):
            return earlier
        territory = person.home or person.entered_in
        if territory is None:
            raise RefusedError("no_territory")
        return _open(
            person, text, Author.HELPER, territory=territory, by=by, now=now, submission_key=submission_key
        )


def write_as_resident(
    *, conversation_id: UUID, text: str, by: Actor, now: datetime, submission_key: UUID
) -> ConversationEntry:
    """The resident continues, by code. A closed conversation opens again."""
    with transaction.atomic():
        conversation = Conversation.objects.select_for_update().get(pk=conversation_id)
        return _add(conversation, Author.RESIDENT, text, by=by, now=now, submission_key=submission_key)


def write_down(
    *, conversation_id: UUID, text: str, by: Actor, now: datetime, submission_key: UUID
) -> ConversationEntry:
    """A helper writes what the resident said by phone.  Raises RefusedError: not_yours."""
    with transaction.atomic():
        conversation = _mine(conversation_id, by)
        return _add(conversation, Author.HELPER, text, by=by, now=now, submission_key=submission_key)


def answer(
    *, conversation_id: UUID, text: str, by: Actor, now: datetime, submission_key: UUID
) -> ConversationEntry:
    """The municipality answers; the person hears it by their own channel.  Raises RefusedError: not_yours."""
    with transaction.atomic():
        conversation = _mine(conversation_id, by)
        entry = _add(conversation, Author.STAFF, text, by=by, now=now, submission_key=submission_key)
        if can_be_found(conversation.person_id, now=now):
            tell(
                person_id=conversation.person_id,
                template="notices/conversation_reply",
                topic=Topic.CONVERSATION,
                facts={
                    "subject": conversation.subject,
                    "text": entry.text,
                    "code": grouped(conversation.code),
                },
                dedupe_key=f"notices/reply:{entry.pk}",
                by=by,
                now=now,
                about=conversation,
            )
        return entry


def set_closed(*, conversation_id: UUID, is_closed: bool, by: Actor, now: datetime) -> Conversation:
    """Close it, or open it again. Twice the same changes nothing.  Raises RefusedError: not_yours."""
    with transaction.atomic():
        conversation = _mine(conversation_id, by)
        if (conversation.status == ConversationStatus.CLOSED) == is_closed:
            return conversation
        conversation.status = ConversationStatus.CLOSED if is_closed else ConversationStatus.OPEN
        conversation.save(update_fields=["status"])
        did = "notices.close_conversation" if is_closed else "notices.reopen_conversation"
        record(by=by, did=did, on=conversation, about=conversation.person_id, now=now)
    return conversation


def _mine(conversation_id: UUID, by: Actor) -> Conversation:
    conversation = Conversation.objects.select_for_update().filter(pk=conversation_id).first()
    if conversation is None or not can_see_person(by, conversation.person_id, *WORKS_WITH_MESSAGES):
        raise RefusedError("not_yours")
    return conversation


def _earlier(submission_key: UUID) -> Conversation | None:
    return Conversation.objects.filter(entries__submission_key=submission_key).first()


def _known(by: Actor) -> Person | None:
    """A signed-in resident; staff who use the public page ask for somebody else."""
    if by.is_staff or by.person_id is None:
        return None
    return Person.objects.get(pk=by.person_id)


def _newcomer(asker: Asker, *, by: Actor, now: datetime, submission_key: UUID) -> Person:
    given_name, _, family_name = asker.name.strip().partition(" ")
    return create_person(
        given_name=given_name,
        family_name=family_name.strip(),
        phone=asker.phone,
        email=asker.email,
        address=asker.address,
        channel=asker.answer_by or "",
        home_id=asker.territory_id,
        language=asker.language,
        by=by,
        now=now,
        heard=Heard.OWN_CLICK,
        submission_key=submission_key,
    )


def _open(
    person: Person,
    text: str,
    author: Author,
    *,
    territory: Territory,
    by: Actor,
    now: datetime,
    submission_key: UUID,
) -> Conversation:
    conversation = Conversation.objects.create(
        person=person,
        territory=territory,
        subject=_subject(text),
        status=ConversationStatus.OPEN,
        code=new_code(),
        opened_at=now,
        last_entry_at=now,
    )
    _add(conversation, author, text, by=by, now=now, submission_key=submission_key)
    return conversation


def _add(
    conversation: Conversation, author: Author, text: str, *, by: Actor, now: datetime, submission_key: UUID
) -> ConversationEntry:
    """One entry; the conversation then waits for the other side."""
    if earlier := ConversationEntry.objects.filter(submission_key=submission_key).first():
        return earlier
    entry = ConversationEntry.objects.create(
        conversation=conversation,
        author=author,
        written_by=by.user,
        text=text,
        at=now,
        submission_key=submission_key,
    )
    is_answer = author == Author.STAFF
    conversation.status = ConversationStatus.ANSWERED if is_answer else ConversationStatus.OPEN
    conversation.last_entry_at = now
    conversation.save(update_fields=["status", "last_entry_at"])
    record(
        by=by,
        did="notices.write_entry",
        on=conversation,
        about=conversation.person_id,
        now=now,
        author=author,
    )
    return entry


def _subject(text: str) -> str:
    """The beginning of the first line, cut at a word."""
    line = text.strip().splitlines()[0]
    if len(line) <= LONGEST_SUBJECT:
        return line
    return f"{line[:LONGEST_SUBJECT].rsplit(' ', 1)[0]} …"
