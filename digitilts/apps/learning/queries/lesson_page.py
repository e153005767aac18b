"""All that one lesson's public page says."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.queries.catalogue import LessonCard, card_of, courses_once, public_lessons
from digitilts.apps.learning.rules import ACTIVE, HOLDS_SEAT, Form, LessonStatus
from digitilts.apps.learning.rules.registration import slot_times


@dataclass(frozen=True, kw_only=True)
class LessonDetail:
    card: LessonCard
    description: str
    bring_along: str
    room: str
    how_to_get_in: str
    has_accessible_toilet: bool
    venue_phone: str
    trainers: list[str]  # first names
    dates: list[datetime]  # of a course, this one included
    slots: list[datetime]  # free ones
    closes_at: datetime
    min_age: int | None
    cancel_reason: str
    can_register: bool
    territory_id: int
    kind_code: str
    kind_name: str


def lesson_detail(lesson_id: int, now: datetime) -> LessonDetail | None:
    """The page's data; None when there is no such public lesson."""
    lesson = public_lessons().prefetch_related("trainers__person").filter(pk=lesson_id).first()
    if lesson is None:
        return None
    card = card_of(lesson, now)
    dates = _dates(lesson, now)
    return LessonDetail(
        card=LessonCard(**{**vars(card), "dates": len(dates) or 1}),
        description=str(lesson.activity.description),
        bring_along=str(lesson.activity.bring_along),
        room=lesson.room,
        how_to_get_in=lesson.venue.how_to_get_in,
        has_accessible_toilet=lesson.venue.has_accessible_toilet,
        venue_phone=lesson.venue.phone,
        trainers=[_first_name(user) for user in lesson.trainers.all()],
        dates=dates,
        slots=free_slots(lesson),
        closes_at=lesson.registration_closes_at,
        min_age=lesson.activity.min_age,
        cancel_reason=lesson.cancel_reason,
        can_register=card.state in {"free", "few", "full"},
        territory_id=lesson.venue.territory_id,
        kind_code=lesson.activity.kind.code,
        kind_name=str(lesson.activity.kind.name),
    )


def _first_name(user: object) -> str:
    person = getattr(user, "person", None)
    return str(person.given_name) if person else str(user).split(" ")[0]


def _dates(lesson: Lesson, now: datetime) -> list[datetime]:
    if lesson.activity.kind.form != Form.SERIES:
        return []
    same = Lesson.objects.filter(
        activity=lesson.activity_id, venue=lesson.venue_id, status=LessonStatus.OPEN, starts_at__gt=now
    )
    return list(same.order_by("starts_at").values_list("starts_at", flat=True))


def free_slots(lesson: Lesson) -> list[datetime]:
    """Consultation times that nobody holds."""
    slots = slot_times(lesson.starts_at, lesson.ends_at, lesson.slot_minutes)
    if not slots:
        return []
    rows = Registration.objects.filter(lesson=lesson, status__in=HOLDS_SEAT, slot_at__isnull=False)
    held = set(rows.values_list("slot_at", flat=True))
    return [slot for slot in slots if slot not in held]


LONGEST_NUMBER = 18  # digits of the highest id that the database takes


def other_dates(lesson: Lesson, person_id: UUID, now: datetime, *, limit: int = 12) -> list[LessonCard]:
    """Other lessons or courses of the same activity with a seat left, for moving; none that are theirs."""
    own = Registration.objects.filter(person=person_id, status__in=ACTIVE).values("lesson")
    rows = public_lessons().filter(
        activity=lesson.activity_id, status=LessonStatus.OPEN, registration_closes_at__gt=now
    )
    cards = [card_of(row, now) for row in rows.exclude(pk__in=own).order_by("starts_at", "id")]
    return [card for card in courses_once(cards) if card.state in {"free", "few"}][:limit]


def date_to_move_to(typed: str, lesson_id: int) -> int | None:
    """Another public date of the same activity, as a page sent it; None for anything else."""
    if not typed.isdecimal() or len(typed) > LONGEST_NUMBER:
        return None
    same = public_lessons().filter(pk=int(typed), activity__lessons=lesson_id)
    return same.values_list("pk", flat=True).first()
