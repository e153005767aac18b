"""The call list: whom to ring, through whom, what to say, and what became of earlier calls."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from digitilts.apps.notices.access import messages_visible_to
from digitilts.apps.notices.models import Message
from digitilts.apps.notices.queries.words import LANGUAGES, outcome_word
from digitilts.apps.notices.rules import MessageStatus
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import Person
from digitilts.apps.places.models import Venue
from digitilts.apps.places.rules import VenueKind
from digitilts.kit.navigation import address
from digitilts.kit.phones import readable

# The message of the app above that asks for an answer.
OFFER = "learning/seat_offered"


@dataclass(frozen=True)
class Attempt:
    at: datetime
    outcome: str
    note: str
    by: str


@dataclass(frozen=True)
class CallTask:
    """One person to ring up, as the operator needs it."""

    id: UUID
    person_id: UUID
    name: str
    parish: str
    number: str  # empty: nobody can be rung directly
    through: str  # whom to ask for, or whom to contact instead; empty: the person answers
    why: str
    script: str
    spoken: str  # "in Latvian"
    next_at: datetime
    is_due: bool
    useful_until: datetime | None
    attempts: list[Attempt] = field(default_factory=list)
    link: str = ""
    caller_link: str = ""
    answer_link: str = ""  # a seat is offered: yes or no is said in this very call

    @property
    def last(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts else None


def calls_of(actor: Actor) -> QuerySet[Message]:
    """Calls that wait, the most urgent first: whose time is up soonest, then whose turn it is."""
    waiting = messages_visible_to(actor).filter(status=MessageStatus.TO_CALL)
    return _complete(waiting).order_by(F("useful_until").asc(nulls_last=True), "not_before", "id")


def call_of(actor: Actor, message_id: UUID) -> Message:
    """One call, waiting or done.  Raises Message.DoesNotExist for somebody else's."""
    return _complete(messages_visible_to(actor)).get(pk=message_id)


def tasks_of(messages: Iterable[Message], now: datetime) -> list[CallTask]:
    messages = list(messages)
    libraries = _libraries(messages)
    return [_task(message, libraries, now) for message in messages]


def _complete(messages: QuerySet[Message]) -> QuerySet[Message]:
    return messages.select_related("person__home", "person__entered_by", "via").prefetch_related("calls__by")


def _task(message: Message, libraries: dict[int, Venue], now: datetime) -> CallTask:
    person = message.person
    assert person is not None  # noqa: S101  # messages_visible_to joins on the person
    caller = address("learning:caller")
    is_offer = message.template == OFFER and message.status == MessageStatus.TO_CALL
    return CallTask(
        id=message.pk,
        person_id=person.pk,
        name=person.name,
        parish=person.home.name if person.home else "",
        number=message.address,
        through=_through(message, person, libraries),
        why=message.subject,
        script=message.body,
        spoken=str(LANGUAGES.get(message.language, message.language)),
        next_at=message.not_before,
        is_due=message.not_before <= now,
        useful_until=message.useful_until,
        attempts=[
            Attempt(call.at, outcome_word(call.outcome), call.note, str(call.by or ""))
            for call in message.calls.all()
        ],
        link=reverse("notices:call_task", args=[message.pk]),
        caller_link=f"{caller}?person={person.pk}" if caller else "",
        answer_link=address("learning:answer_call", message_id=message.pk) if is_offer else "",
    )


def _through(message: Message, person: Person, libraries: dict[int, Venue]) -> str:
    """Whom to contact when the person has no number of their own."""
    if message.via is not None:
        return _("%(name)s, who takes messages for this person") % {"name": message.via.name}
    if message.address:
        return ""
    if person.entered_by is not None:
        return _("%(name)s, who entered this person here") % {"name": person.entered_by}
    library = libraries.get(person.home_id or 0)
    if library is not None:
        return f"{library.name} {readable(library.phone)}".strip()
    return _("somebody who knows this person: no contact is recorded")


def _libraries(messages: Iterable[Message]) -> dict[int, Venue]:
    """One library per parish, for people whom nobody entered."""
    homes = {message.person.home_id for message in messages if message.person and not message.address}
    found = Venue.objects.filter(territory__in=homes - {None}, kind=VenueKind.LIBRARY, is_active=True)
    return {venue.territory_id: venue for venue in found.order_by("-name")}
