"""Fills free seats from the waiting list. Rules: docs/rules/waiting-list.md."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.rules import HOLDS_SEAT, Form, LessonStatus, RegistrationStatus
from digitilts.apps.learning.rules.registration import slot_times
from digitilts.apps.learning.rules.waiting import Party, QuietHours, offer_ends, who_is_offered
from digitilts.apps.learning.services.places import leave, lock_place, refuse_strangers
from digitilts.apps.learning.services.seats import Locked, lock_lessons, take_seats
from digitilts.apps.learning.services.telling import tell_of_place
from digitilts.apps.notices.queries.recipients import recipient_of
from digitilts.apps.notices.rules import Topic
from digitilts.apps.notices.services.outbox import withdraw_task
from digitilts.apps.people.access import Actor, system_actor
from digitilts.values.channels import Channel, Heard
from digitilts.values.verdict import RefusedError

NO_ANSWER = "no_answer"
OFFER = "learning/seat_offered"


def offer_free_seats(*, lesson_id: int, by: Actor, now: datetime) -> list[Registration]:
    """Offer the free seats of a lesson to those who wait, in their order. Nothing free: nothing happens."""
    with transaction.atomic():
        waiting = Registration.objects.filter(lesson=lesson_id, status=RegistrationStatus.WAITING)
        series = waiting.filter(series_key__isnull=False).values("series_key")
        dates = Registration.objects.filter(series_key__in=series).values_list("lesson_id", flat=True)
        return offer_in(lock_lessons({lesson_id, *dates}), by=by, now=now)


def offer_in(lessons: Locked, *, by: Actor, now: datetime) -> list[Registration]:
    """The same for lessons that are already locked."""
    free = {
        lesson.pk: lesson.seats - lesson.seats_taken for lesson in lessons.values() if _can_offer(lesson, now)
    }
    if not any(count > 0 for count in free.values()):
        return []
    places = _waiting_places(lessons, now)
    parties = [
        Party(key=key, number=min(row.waiting_number or 0 for row in rows), seats=_seats_of(rows))
        for key, rows in places.items()
    ]
    offered: list[Registration] = []
    for party in who_is_offered(parties, free):
        offered += _offer(places[party.key], lessons, by=by, now=now)
    return offered


def _can_offer(lesson: Lesson, now: datetime) -> bool:
    """Is there still time? The shortest offer is the same for every channel."""
    if lesson.status != LessonStatus.OPEN:
        return False
    return offer_ends(Channel.SMS, now=now, starts_at=lesson.starts_at, quiet=_quiet_hours()) is not None


def _waiting_places(lessons: Locked, now: datetime) -> dict[str, list[Registration]]:
    """Those who wait, by whom they wait with. A course is only counted when all its dates are locked."""
    rows = list(
        Registration.objects.filter(
            status=RegistrationStatus.WAITING,
            lesson__status=LessonStatus.OPEN,
            lesson__starts_at__gt=now,
            lesson_id__in=lessons,
        )
        .select_related("person")
        .order_by("lesson__starts_at", "lesson_id", "waiting_number")
    )
    series = {row.series_key for row in rows if row.series_key}
    elsewhere = set(
        Registration.objects.filter(
            series_key__in=series,
            status=RegistrationStatus.WAITING,
            lesson__status=LessonStatus.OPEN,
            lesson__starts_at__gt=now,
        )
        .exclude(lesson_id__in=lessons)
        .values_list("series_key", flat=True)
    )
    places: dict[str, list[Registration]] = defaultdict(list)
    for row in rows:
        if row.series_key not in elsewhere or row.series_key is None:
            places[str(row.group_key or row.series_key or row.pk)].append(row)
    return places


def _seats_of(rows: list[Registration]) -> dict[int, int]:
    seats: dict[int, int] = defaultdict(int)
    for row in rows:
        seats[row.lesson_id] += 1
    return seats


def _offer(rows: list[Registration], lessons: Locked, *, by: Actor, now: datetime) -> list[Registration]:
    """Keep the seats of one party and tell each person until when."""
    for lesson_id, count in _seats_of(rows).items():
        take_seats([lessons[lesson_id]], count)
    people: dict[UUID, list[Registration]] = defaultdict(list)
    for row in rows:
        people[row.person_id].append(row)
    for place in people.values():
        _offer_to_one(place, lessons, by=by, now=now)
    return rows


def _offer_to_one(place: list[Registration], lessons: Locked, *, by: Actor, now: datetime) -> None:
    first, lesson = place[0], lessons[place[0].lesson_id]
    reached = recipient_of(first.person_id, topic=Topic.REGISTRATION, now=now, useful_until=lesson.starts_at)
    until = offer_ends(reached.way.channel, now=now, starts_at=lesson.starts_at, quiet=_quiet_hours())
    for row in place:
        row.status, row.offered_until = RegistrationStatus.OFFERED, until
        row.slot_at = _free_slot(lessons[row.lesson_id])
        row.save(update_fields=["status", "offered_until", "slot_at"])
    tell_of_place("seat_offered", place, lesson, by=by, now=now, useful_until=until)
    record(by=by, did="learning.offer_seat", on=first, about=first.person_id, now=now, dates=len(place))


def _free_slot(lesson: Lesson) -> datetime | None:
    """The first slot of a consultation that nobody holds."""
    if lesson.activity.kind.form != Form.SLOTS:
        return None
    held = set(
        Registration.objects.filter(lesson=lesson, status__in=HOLDS_SEAT).values_list("slot_at", flat=True)
    )
    slots = slot_times(lesson.starts_at, lesson.ends_at, lesson.slot_minutes)
    return next((slot for slot in slots if slot not in held), None)


def accept_offer(*, registration_id: UUID, how: Heard, by: Actor, now: datetime) -> Registration:
    """The person wants the seat. Accepting twice is the same as once.

    Raises RefusedError: not_yours, offer_over.
    """
    with transaction.atomic():
        place, lessons = lock_place(registration_id, now)
        refuse_strangers(place, lessons, how=how, by=by)
        first, lesson = place[0], lessons[place[0].lesson_id]
        if first.status == RegistrationStatus.REGISTERED:
            return first
        if first.status != RegistrationStatus.OFFERED or now >= lesson.starts_at:
            raise RefusedError("offer_over")
        for row in place:
            row.status, row.offered_until = RegistrationStatus.REGISTERED, None
            row.save(update_fields=["status", "offered_until"])
        withdraw_task(person_id=first.person_id, template=OFFER, about=lesson, now=now)
        tell_of_place("seat_confirmed", place, lesson, by=by, now=now)
        record(by=by, did="learning.accept_offer", on=first, about=first.person_id, now=now, how=how)
    return first


def decline_offer(*, registration_id: UUID, how: Heard, by: Actor, now: datetime) -> Registration:
    """The person does not want the seat; the next one is offered it.

    Raises RefusedError: not_yours, offer_over.
    """
    with transaction.atomic():
        place, lessons = lock_place(registration_id, now)
        refuse_strangers(place, lessons, how=how, by=by)
        first = place[0]
        if first.status == RegistrationStatus.CANCELLED:
            return first
        if first.status != RegistrationStatus.OFFERED:
            raise RefusedError("offer_over")
        leave(place, lessons, status=RegistrationStatus.CANCELLED, how=how, now=now)
        withdraw_task(person_id=first.person_id, template=OFFER, about=lessons[first.lesson_id], now=now)
        tell_of_place("registration_cancelled", place, lessons[first.lesson_id], by=by, now=now)
        record(by=by, did="learning.decline_offer", on=first, about=first.person_id, now=now, how=how)
        offer_in(lessons, by=by, now=now)
    return first


def expire_offers(*, now: datetime) -> int:
    """End the offers that nobody answered and offer the seats to the next ones; safe in several processes."""
    by = system_actor()
    overdue = Registration.objects.filter(status=RegistrationStatus.OFFERED, offered_until__lte=now)
    ended = 0
    for registration_id in list(overdue.values_list("pk", flat=True)):
        ended += _expire(registration_id, by=by, now=now)
    return ended


def _expire(registration_id: UUID, *, by: Actor, now: datetime) -> int:
    with transaction.atomic():
        place, lessons = lock_place(registration_id, now)
        first, lesson = place[0], lessons[place[0].lesson_id]
        is_over = first.offered_until is not None and first.offered_until <= now
        if first.status != RegistrationStatus.OFFERED or not is_over:
            return 0
        leave(place, lessons, status=RegistrationStatus.CANCELLED, how=NO_ANSWER, now=now)
        tell_of_place("offer_expired", place, lesson, by=by, now=now)
        record(by=by, did="learning.expire_offer", on=first, about=first.person_id, now=now, dates=len(place))
        offer_in(lessons, by=by, now=now)
    return 1


def _quiet_hours() -> QuietHours:
    return QuietHours(begin=settings.QUIET_FROM, end=settings.QUIET_UNTIL, zone=ZoneInfo(settings.TIME_ZONE))
