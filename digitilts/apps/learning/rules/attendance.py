"""Marks, and the paper sheet they come back on. See docs/rules/attendance.md."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from digitilts.apps.learning.rules import LessonStatus, Mark
from digitilts.values.verdict import YES, Verdict, no

# A trainer may begin while people are arriving.
EARLIEST_BEFORE_START = timedelta(hours=2)
MOST_ANONYMOUS_AT_ONCE = 60
# Letters of the paper sheet, Latvian and English together; they do not clash.
LETTERS = {
    "b": Mark.PRESENT,  # bija
    "p": Mark.PRESENT,
    "k": Mark.LATE,  # kavēja
    "l": Mark.LATE,
    "a": Mark.EXCUSED,  # attaisnots
    "e": Mark.EXCUSED,
    "n": Mark.NO_SHOW,  # neatnāca, no-show
}
FOR_REGISTERED = frozenset({Mark.PRESENT, Mark.LATE, Mark.EXCUSED, Mark.NO_SHOW})


def may_mark(*, status: LessonStatus, starts_at: datetime, is_closed: bool, now: datetime) -> Verdict:
    """Marks are made from shortly before the start until the attendance is closed."""
    if status == LessonStatus.CANCELLED:
        return no("lesson_cancelled")
    if is_closed:
        return no("attendance_closed")
    if now < starts_at - EARLIEST_BEFORE_START:
        return no("too_early_to_mark")
    return YES


@dataclass(frozen=True)
class SheetEntry:
    """Read from the sheet: a row with a mark, somebody new by name, or a number of unknown people."""

    row: int = 0
    mark: Mark = Mark.PRESENT
    name: str = ""
    unknown: int = 0


@dataclass(frozen=True)
class SheetReading:
    entries: tuple[SheetEntry, ...]
    not_understood: tuple[str, ...]


ROW = re.compile(r"^(\d{1,3})\s*[.:)]?\s*([a-z])$")
SPAN = re.compile(r"^(\d{1,3})\s*[-–]\s*(\d{1,3})\s*([a-z])$")
UNKNOWN = re.compile(r"^\+\s*(\d{1,2})$")
NAMED = re.compile(r"^\+\s*(\D.*)$")


def read_sheet(text: str, *, rows: Collection[int]) -> SheetReading:
    """`1 b, 2 k, 4-6 n, +2, +Anna Ozola`; `rows` are numbers on the sheet; the last word holds."""
    found: dict[int, SheetEntry] = {}
    extra: list[SheetEntry] = []
    wrong: list[str] = []
    for piece in (part.strip() for part in re.split(r"[,;\n]+", text)):
        if not piece:
            continue
        marked = _marked_rows(piece.lower(), rows)
        newcomer = None if marked else _newcomer(piece)
        if marked:
            found.update(marked)
        elif newcomer:
            extra.append(newcomer)
        else:
            wrong.append(piece)
    return SheetReading((*(found[row] for row in sorted(found)), *extra), tuple(wrong))


def _marked_rows(piece: str, rows: Collection[int]) -> dict[int, SheetEntry] | None:
    if match := ROW.match(piece):
        wanted = [int(match[1])]
        letter = match[2]
    elif match := SPAN.match(piece):
        # Numbers between may be missing on paper (somebody cancelled); the ends must be there.
        wanted = [row for row in range(int(match[1]), int(match[2]) + 1) if row in rows]
        if not {int(match[1]), int(match[2])} <= set(rows):
            return None
        letter = match[3]
    else:
        return None
    if letter not in LETTERS or not wanted or not set(wanted) <= set(rows):
        return None
    return {row: SheetEntry(row=row, mark=LETTERS[letter]) for row in wanted}


def _newcomer(piece: str) -> SheetEntry | None:
    if (match := UNKNOWN.match(piece)) and 0 < int(match[1]) <= MOST_ANONYMOUS_AT_ONCE:
        return SheetEntry(mark=Mark.ANONYMOUS, unknown=int(match[1]))
    if match := NAMED.match(piece):
        return SheetEntry(mark=Mark.WALKED_IN, name=match[1].strip()[:160])
    return None


@dataclass(frozen=True)
class SheetMark:
    """One thing from paper, with its row found and its person known."""

    registration_id: UUID | None = None
    mark: Mark = Mark.PRESENT
    person_id: UUID | None = None  # known; otherwise `name` is entered now
    name: str = ""
    unknown: int = 0
