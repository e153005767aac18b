"""The list of a lesson as it is marked on a phone, printed, and typed back from paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from digitilts.apps.learning.models import Attendance, Lesson, Registration
from digitilts.apps.learning.queries.lessons import numbered
from digitilts.apps.learning.queries.words import MARKS, age_words
from digitilts.apps.learning.rules import ACTIVE, WAS_THERE, Form, LessonStatus, Mark, RegistrationStatus
from digitilts.apps.people.models import Person
from digitilts.values.age_bands import CODES

BUTTONS = (Mark.PRESENT, Mark.LATE, Mark.EXCUSED, Mark.NO_SHOW)


@dataclass(frozen=True)
class MarkButton:
    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class SheetRow:
    """One learner in the list."""

    registration_id: UUID
    person_id: UUID
    number: int
    name: str
    slot: object
    mark: str
    mark_label: str
    buttons: list[MarkButton]


@dataclass(frozen=True)
class Newcomer:
    """Somebody who came without a seat; `name` is empty for anonymous ones."""

    attendance_id: int
    name: str
    age: str


@dataclass(frozen=True)
class Sheet:
    """The whole list, with its counts."""

    lesson: Lesson
    title: str
    rows: list[SheetRow]
    waiting: list[SheetRow]
    newcomers: list[Newcomer]
    came: int
    unmarked: int
    is_closed: bool
    is_cancelled: bool
    is_walk_in: bool
    age_choices: list[tuple[str, str]]


def sheet_of(lesson: Lesson) -> Sheet:
    """Everyone with a seat by name (slots by time), those who wait, and who just came."""
    numbers = numbered(lesson)
    rows = list(
        lesson.registrations.filter(status__in=ACTIVE)
        .select_related("person", "attendance")
        .order_by("slot_at", "person__family_name", "person__given_name", "id")
    )
    seen = list(lesson.attendances.select_related("person").order_by("id"))
    listed = {row.pk for row in rows}
    sheet_rows = [_row(row, numbers[row.pk]) for row in rows if row.status != RegistrationStatus.WAITING]
    waiting = [_row(row, numbers[row.pk]) for row in rows if row.status == RegistrationStatus.WAITING]
    return Sheet(
        lesson=lesson,
        title=str(lesson.activity),
        rows=sheet_rows,
        waiting=[row for row in waiting if not row.mark],
        newcomers=[_newcomer(each) for each in seen if not _is_row(each, listed)],
        came=sum(each.mark in WAS_THERE for each in seen),
        unmarked=sum(not row.mark for row in sheet_rows),
        is_closed=lesson.attendance_closed_at is not None,
        is_cancelled=lesson.status == LessonStatus.CANCELLED,
        is_walk_in=lesson.activity.kind.form == Form.WALK_IN,
        age_choices=[(code, age_words(code)) for code in CODES],
    )


def rows_by_number(lesson: Lesson) -> dict[int, Registration]:
    """Numbers that may be typed from paper, with whom they mean."""
    numbers = numbered(lesson)
    active = lesson.registrations.filter(status__in=ACTIVE).select_related("person")
    return {numbers[row.pk]: row for row in active}


def namesakes_in(lesson: Lesson, names: Sequence[str]) -> dict[str, Person]:
    """People already registered in the lesson whose name is exactly what was typed as new."""
    wanted = {name.casefold(): name for name in names}
    active = lesson.registrations.filter(status__in=ACTIVE).select_related("person")
    return {
        wanted[row.person.name.casefold()]: row.person
        for row in active
        if row.person.name.casefold() in wanted
    }


def _is_row(seen: Attendance, listed: set[UUID]) -> bool:
    return seen.registration_id in listed and seen.mark != Mark.WALKED_IN


def _row(row: Registration, number: int) -> SheetRow:
    seen = getattr(row, "attendance", None)
    mark = seen.mark if seen else ""
    return SheetRow(
        registration_id=row.pk,
        person_id=row.person_id,
        number=number,
        name=row.person.name,
        slot=row.slot_at,
        mark=mark,
        mark_label=str(MARKS[Mark(mark)]) if mark else "",
        buttons=[MarkButton(code, str(MARKS[code]), is_chosen=mark == code) for code in BUTTONS],
    )


def _newcomer(seen: Attendance) -> Newcomer:
    return Newcomer(
        attendance_id=seen.pk,
        name=seen.person.name if seen.person else "",
        age=age_words(seen.age_band) if seen.person is None else "",
    )
