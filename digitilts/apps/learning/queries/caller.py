"""The caller screen: one person, their places, lessons near them and our last contacts, as plain data."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse

from digitilts.apps.learning.models import Registration
from digitilts.apps.learning.queries.catalogue import LessonCard, card_of, courses_once, public_lessons
from digitilts.apps.learning.queries.codes import signed
from digitilts.apps.learning.queries.words import TRAVELS
from digitilts.apps.learning.rules import ACTIVE, Form, LessonStatus, Travel
from digitilts.apps.learning.rules.nearness import kilometres
from digitilts.apps.notices.models import CallAttempt, Conversation, Message
from digitilts.apps.notices.queries.words import CHANNELS, CONVERSATION_STATUSES, OUTCOMES, STATUSES
from digitilts.apps.people.access import Actor, needs_visible_to
from digitilts.apps.people.models import Person, Proxy
from digitilts.apps.people.queries.words import CHANNELS as WISHED_CHANNELS
from digitilts.apps.people.queries.words import LANGUAGES, NEEDS, PROXY_KINDS, word
from digitilts.apps.people.rules import Matter
from digitilts.apps.places.models import Territory, Venue

AHEAD = timedelta(days=60)
MOST_LESSONS = 10
MOST_CONTACTS = 6
# Somebody who does not say where they live gets the lessons in the order of time.
UNKNOWN = 999.0


@dataclass(frozen=True, kw_only=True)
class PlaceLine:
    registration_id: UUID
    code: str
    token: str
    title: str
    starts_at: datetime
    venue: str
    status: str
    place_in_line: int
    offered_until: datetime | None
    travel: str
    needs_lift: bool
    dates: int  # of a course that are left


@dataclass(frozen=True, kw_only=True)
class NearLesson:
    card: LessonCard
    kilometres: int | None


@dataclass(frozen=True, kw_only=True)
class ProxyLine:
    name: str
    kind: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Something that we told or heard."""

    at: datetime
    icon: str
    what: str
    result: str
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class CallerSheet:
    person_id: UUID
    name: str
    phone: str
    email: str
    home: str
    language: str
    channel: str
    birth_year: int | None
    needs: list[str]
    proxies: list[ProxyLine]
    places: list[PlaceLine]
    lessons: list[NearLesson]
    contacts: list[Contact]


def caller_sheet(person: Person, actor: Actor, now: datetime) -> CallerSheet:
    """All of it in a fixed number of queries; `person.home` is loaded."""
    places = _places(person, now)
    return CallerSheet(
        person_id=person.pk,
        name=person.name,
        phone=person.phone or "",
        email=person.email or "",
        home=person.home.name if person.home else "",
        language=word(LANGUAGES, person.language),
        channel=word(WISHED_CHANNELS, person.channel) if person.channel else "",
        birth_year=person.birth_year,
        needs=[
            word(NEEDS, code)
            for code in needs_visible_to(actor).filter(person=person).values_list("code", flat=True)
        ],
        proxies=_proxies(person),
        places=places,
        lessons=_near_lessons(person, now),
        contacts=_contacts(person),
    )


def _places(person: Person, now: datetime) -> list[PlaceLine]:
    rows = list(
        Registration.objects.filter(person=person, status__in=ACTIVE, lesson__starts_at__gt=now)
        .select_related("lesson__activity", "lesson__venue")
        .order_by("lesson__starts_at")
    )
    left = Counter(row.series_key or row.pk for row in rows)
    first_dates = {row.series_key or row.pk: row for row in reversed(rows)}
    return [
        PlaceLine(
            dates=left[row.series_key or row.pk],
            registration_id=row.pk,
            code=row.code,
            token=signed(row.code),
            title=str(row.lesson.activity.title),
            starts_at=row.slot_at or row.lesson.starts_at,
            venue=row.lesson.venue.name,
            status=row.status,
            place_in_line=row.waiting_number or 0,
            offered_until=row.offered_until,
            travel=str(TRAVELS[Travel(row.travel)]),
            needs_lift=row.travel.startswith("lift"),
        )
        for row in sorted(first_dates.values(), key=lambda row: row.lesson.starts_at)
    ]


def _near_lessons(person: Person, now: datetime) -> list[NearLesson]:
    """Nearest first, then earliest; only what can still be registered by a helper and is not theirs yet."""
    own = Registration.objects.filter(person=person, status__in=ACTIVE).values("lesson")
    rows = list(
        public_lessons()
        .filter(status=LessonStatus.OPEN, starts_at__gt=now, starts_at__lte=now + AHEAD)
        .exclude(activity__kind__form=Form.WALK_IN)
        .exclude(pk__in=own)
        .order_by("starts_at", "id")
    )
    far = {lesson.pk: _kilometres(person.home, lesson.venue) for lesson in rows}
    cards = courses_once(card_of(lesson, now) for lesson in rows)
    # Five kilometres more or less do not matter: then the earlier date comes first.
    cards.sort(key=lambda card: (far[card.lesson_id] // 5, card.starts_at))
    return [
        NearLesson(
            card=card, kilometres=round(far[card.lesson_id]) if far[card.lesson_id] < UNKNOWN else None
        )
        for card in cards[:MOST_LESSONS]
    ]


def _kilometres(home: Territory | None, venue: Venue) -> float:
    """From the middle of the home parish; the same parish is no distance at all."""
    if home and venue.territory_id == home.pk:
        return 0.0
    if home and home.latitude and home.longitude and venue.latitude and venue.longitude:
        return kilometres((home.latitude, home.longitude), (venue.latitude, venue.longitude))
    return UNKNOWN


def _proxies(person: Person) -> list[ProxyLine]:
    rows = Proxy.objects.filter(acts_for=person, until=None).select_related("person")
    return [
        ProxyLine(name=row.person.name, kind=word(PROXY_KINDS, row.kind), phone=row.person.phone or "")
        for row in rows
    ]


def _contacts(person: Person) -> list[Contact]:
    """What we sent, whom we called, what was asked: newest first."""
    sent = Message.objects.filter(person=person).order_by("-created_at")[:MOST_CONTACTS]
    called = CallAttempt.objects.filter(message__person=person).select_related("message").order_by("-at")
    asked = Conversation.objects.filter(person=person).order_by("-last_entry_at")[:MOST_CONTACTS]
    contacts = [
        Contact(
            at=message.created_at,
            icon="send",
            what=message.subject,
            result=f"{CHANNELS[message.channel]}: {STATUSES[message.status]}",
            to=reverse("notices:call_task", args=[message.pk]) if message.status == "to_call" else "",
        )
        for message in sent
    ]
    contacts += [
        Contact(at=call.at, icon="phone", what=call.message.subject, result=str(OUTCOMES[call.outcome]))
        for call in called[:MOST_CONTACTS]
    ]
    contacts += [
        Contact(
            at=talk.last_entry_at,
            icon="message-circle",
            what=talk.subject,
            result=str(CONVERSATION_STATUSES[talk.status]),
            to=reverse("notices:conversation", args=[talk.pk]),
        )
        for talk in asked
    ]
    return sorted(contacts, key=lambda contact: contact.at, reverse=True)[:MOST_CONTACTS]


def speakers_for(person_id: UUID) -> list[tuple[str, str]]:
    """Those who may speak for this person in matters of lessons, for a form."""
    rows = Proxy.objects.filter(acts_for=person_id, until=None).select_related("person")
    return [(str(row.person_id), row.person.name) for row in rows if row.covers(Matter.LESSONS)]
