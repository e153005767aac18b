"""What people are told about their places. Called inside the transaction of the fact."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.queries.codes import link_to
from digitilts.apps.learning.rules import RegistrationStatus
from digitilts.apps.notices.models import Message
from digitilts.apps.notices.rules import Topic
from digitilts.apps.notices.services.outbox import tell
from digitilts.apps.people.access import Actor
from digitilts.values.codes import grouped


def lesson_facts(lesson: Lesson) -> dict[str, Any]:
    """When and where, and what to bring: what every message about a lesson may say."""
    return {
        "title": lesson.activity.title,
        "starts_at": lesson.starts_at,
        "ends_at": lesson.ends_at,
        "venue": lesson.venue.name,
        "address": lesson.venue.address,
        "room": lesson.room,
        "how_to_get_in": lesson.venue.how_to_get_in,
        "bring_along": lesson.activity.bring_along,
    }


def registration_facts(registration: Registration, lesson: Lesson) -> dict[str, Any]:
    """The lesson, and the person's own place in it."""
    language = registration.person.language
    return {
        **lesson_facts(lesson),
        "code": grouped(registration.code),
        "link": link_to(registration.code, language),
        "slot_at": registration.slot_at,
        "travel": str(registration.travel),
        "dates": 1,
        "place_in_line": 0,
        "offered_until": registration.offered_until,
    }


def tell_of_place(
    what: str,
    place: Sequence[Registration],
    lesson: Lesson,
    *,
    by: Actor,
    now: datetime,
    topic: Topic = Topic.REGISTRATION,
    **more: Any,  # noqa: ANN401  # facts of the message
) -> Message:
    """Tell one person one fact about a place; `place` has one registration per date, the first one speaks."""
    first = place[0]
    until = more.pop("useful_until", lesson.starts_at)
    facts = {**registration_facts(first, lesson), "dates": len(place), **more}
    occasion = first.offered_until.isoformat() if what == "seat_offered" and first.offered_until else ""
    return tell(
        person_id=first.person_id,
        template=f"learning/{what}",
        topic=topic,
        facts=facts,
        dedupe_key=f"learning/{what}:{first.pk}:{occasion}",
        by=by,
        now=now,
        about=lesson,
        useful_until=until,
    )


def place_in_line(registration: Registration) -> int:
    """1 for the next one to be offered a seat."""
    ahead = Registration.objects.filter(
        lesson=registration.lesson_id,
        status=RegistrationStatus.WAITING,
        waiting_number__lt=registration.waiting_number,
    )
    return ahead.count() + 1
