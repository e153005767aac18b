"""Tells people that a lesson changed or is cancelled, and puts their registrations in order."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.rules import ACTIVE, RegistrationStatus
from digitilts.apps.learning.rules.lessons import Appointment
from digitilts.apps.learning.services.telling import lesson_facts
from digitilts.apps.notices.rules import Topic
from digitilts.apps.notices.services.outbox import tell
from digitilts.apps.people.access import Actor
from digitilts.apps.places.models import Venue

# Stands in `cancelled_how` when the lesson itself was cancelled, not the person's place.
BY_LESSON = "lesson"


def people_to_tell(lesson: Lesson, *, but: UUID | None) -> list[UUID]:
    """Everyone with a seat, an offer or a waiting number, and trainers who are known as persons."""
    waiting_too = lesson.registrations.filter(status__in=ACTIVE).order_by("created_at", "id")
    people = [*waiting_too.values_list("person_id", flat=True)]
    trainers = lesson.trainers.exclude(person=None).values_list("person_id", flat=True)
    people += [person_id for person_id in trainers if person_id and person_id != but]
    return list(dict.fromkeys(people))


def tell_changed(
    lesson: Lesson, *, before: Appointment, changed: Sequence[str], by: Actor, now: datetime
) -> int:
    facts = {
        **lesson_facts(lesson),
        "was_at": before.starts_at,
        "was_in": Venue.objects.get(pk=before.venue_id).name,
        "has_new_time": "time" in changed,
        "has_new_place": "venue" in changed or "room" in changed,
    }
    return _tell_all(lesson, "learning/lesson_changed", facts, by=by, now=now)


def tell_cancelled(lesson: Lesson, *, by: Actor, now: datetime) -> int:
    facts = {**lesson_facts(lesson), "reason": lesson.cancel_reason}
    return _tell_all(lesson, "learning/lesson_cancelled", facts, by=by, now=now)


def _tell_all(lesson: Lesson, template: str, facts: dict[str, Any], *, by: Actor, now: datetime) -> int:
    people = people_to_tell(lesson, but=by.person_id)
    for person_id in people:
        tell(
            person_id=person_id,
            template=template,
            topic=Topic.CHANGE,
            facts=facts,
            dedupe_key=f"{template}:{lesson.pk}:{lesson.version}:{person_id}",
            about=lesson,
            useful_until=lesson.ends_at,
            by=by,
            now=now,
        )
    return len(people)


def close_registrations(lesson: Lesson, *, now: datetime) -> None:
    """After a cancelled lesson nobody holds or waits for a seat in it."""
    lesson.registrations.filter(status__in=ACTIVE).update(
        status=RegistrationStatus.CANCELLED,
        cancelled_at=now,
        cancelled_how=BY_LESSON,
        offered_until=None,
    )


def shift_slots(lesson: Lesson, *, by_time: timedelta) -> None:
    """Consultation slots move with the lesson; in an order in which no two meet on the way."""
    if not by_time:
        return
    order = "-slot_at" if by_time > timedelta() else "slot_at"
    for held in lesson.registrations.exclude(slot_at=None).order_by(order):
        Registration.objects.filter(pk=held.pk).update(slot_at=held.slot_at + by_time)  # type: ignore[operator]  # excluded above
