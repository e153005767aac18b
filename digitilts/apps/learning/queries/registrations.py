"""A person's place in a lesson, as the person sees it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from digitilts.apps.learning.models import Registration
from digitilts.apps.learning.queries.catalogue import LessonCard, card_of
from digitilts.apps.learning.queries.codes import signed
from digitilts.apps.learning.queries.lesson_page import other_dates
from digitilts.apps.learning.queries.words import TRAVELS
from digitilts.apps.learning.rules import ACTIVE, RegistrationStatus, Travel
from digitilts.values.folded import fold


@dataclass(frozen=True, kw_only=True)
class Companion:
    """Somebody registered together with this person."""

    name: str
    code: str
    status: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """One person's place: what is known, and what can still be done."""

    registration_id: UUID
    code: str
    token: str
    name: str
    status: str
    card: LessonCard
    slot_at: datetime | None
    offered_until: datetime | None
    place_in_line: int
    travel: str
    needs_lift: bool
    dates: list[datetime]
    bring_along: str
    how_to_get_in: str
    cancel_reason: str
    group: list[Companion]
    moves_to: list[LessonCard]
    is_open: bool  # can still be changed
    new_token: str  # where it moved to


def place_by_code(code: str, now: datetime) -> Place | None:
    """The place with this code; None when there is none."""
    row = (
        Registration.objects.filter(code=code)
        .select_related("person", "moved_to", "lesson__activity__kind", "lesson__venue__territory")
        .first()
    )
    return _place(row, now) if row else None


def _place(row: Registration, now: datetime) -> Place:
    lesson = row.lesson
    is_open = row.status in ACTIVE and lesson.starts_at > now and lesson.status == "open"
    return Place(
        registration_id=row.pk,
        code=row.code,
        token=signed(row.code),
        name=row.person.name,
        status=row.status,
        card=card_of(lesson, now),
        slot_at=row.slot_at,
        offered_until=row.offered_until,
        place_in_line=_place_in_line(row),
        travel=str(TRAVELS[Travel(row.travel)]),
        needs_lift=row.travel.startswith("lift"),
        dates=_dates(row),
        bring_along=str(lesson.activity.bring_along),
        how_to_get_in=lesson.venue.how_to_get_in,
        cancel_reason=lesson.cancel_reason,
        group=_group(row),
        moves_to=other_dates(lesson, row.person_id, now) if is_open and lesson.slot_minutes is None else [],
        is_open=is_open,
        new_token=signed(row.moved_to.code) if row.moved_to else "",
    )


def _place_in_line(row: Registration) -> int:
    if row.status != RegistrationStatus.WAITING:
        return 0
    ahead = Registration.objects.filter(
        lesson=row.lesson_id, status=RegistrationStatus.WAITING, waiting_number__lt=row.waiting_number
    )
    return ahead.count() + 1


def _dates(row: Registration) -> list[datetime]:
    """Of a course; empty for a single lesson."""
    if row.series_key is None:
        return []
    same = Registration.objects.filter(series_key=row.series_key, person=row.person_id, status=row.status)
    return list(same.order_by("lesson__starts_at").values_list("lesson__starts_at", flat=True))


def _group(row: Registration) -> list[Companion]:
    """Everyone whom the same click registered here, this person too; empty for one person alone."""
    together = Registration.objects.filter(submission_key=row.submission_key, lesson=row.lesson_id)
    people = [
        Companion(name=other.person.name, code=other.code, status=other.status)
        for other in together.select_related("person").order_by("created_at", "waiting_number", "id")
    ]
    return people if len(people) > 1 else []


def code_of(typed: str, letters: str) -> str | None:
    """The code, if the person's first or last name begins with these letters; else None."""
    row = Registration.objects.filter(code=typed).select_related("person").first()
    wanted = fold(letters)
    if row is None or not wanted:
        return None
    names = (fold(row.person.given_name), fold(row.person.family_name))
    return row.code if any(name.startswith(wanted) for name in names if name) else None


def place_of_person(registration_id: UUID, person_id: UUID) -> str | None:
    """The code of this registration, if it is this person's."""
    mine = Registration.objects.filter(pk=registration_id, person=person_id)
    return mine.values_list("code", flat=True).first()
