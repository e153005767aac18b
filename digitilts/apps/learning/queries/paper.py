"""The sign-in sheet on paper: what is printed, and what the typed-back text means."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.queries.attendance import namesakes_in, rows_by_number, sheet_of
from digitilts.apps.learning.queries.words import MARKS
from digitilts.apps.learning.rules import Mark, RegistrationStatus
from digitilts.apps.learning.rules.attendance import SheetEntry, SheetMark, read_sheet
from digitilts.apps.people.models import Person
from digitilts.kit.dates import clock, day_long
from digitilts.kit.qr import qr_svg

BLANK_LINES = 6


@dataclass(frozen=True)
class PaperLine:
    """One line of the preview: who, and what will be written."""

    number: int
    who: str
    what: str


@dataclass(frozen=True)
class PaperSheet:
    """What was typed, understood."""

    lines: list[PaperLine]
    marks: list[SheetMark]
    not_understood: tuple[str, ...]
    missing: list[str]

    @property
    def total(self) -> int:
        return sum(each.unknown or 1 for each in self.marks)


def read_paper(lesson: Lesson, typed: str) -> PaperSheet:
    """Rows by their number; a "new" name that is already on the list means that person."""
    rows = rows_by_number(lesson)
    reading = read_sheet(typed, rows=rows.keys())
    known = namesakes_in(lesson, [entry.name for entry in reading.entries if entry.name])
    read = [_understood(entry, rows, known) for entry in reading.entries]
    named = {entry.row for entry in reading.entries}
    missing = [
        f"{number}. {row.person.name}"
        for number, row in sorted(rows.items())
        if number not in named and row.status != RegistrationStatus.WAITING
    ]
    return PaperSheet(
        [line for line, _mark in read], [mark for _line, mark in read], reading.not_understood, missing
    )


def _understood(
    entry: SheetEntry, rows: dict[int, Registration], known: dict[str, Person]
) -> tuple[PaperLine, SheetMark]:
    if entry.row:
        row = rows[entry.row]
        waits = row.status == RegistrationStatus.WAITING
        shown = Mark.WALKED_IN if waits and entry.mark == Mark.PRESENT else entry.mark
        line = PaperLine(entry.row, row.person.name, str(MARKS[shown]))
        return line, SheetMark(registration_id=row.pk, mark=entry.mark)
    if entry.name:
        person = known.get(entry.name)
        line = PaperLine(0, entry.name, str(MARKS[Mark.PRESENT if person else Mark.WALKED_IN]))
        return line, SheetMark(name=entry.name, person_id=person.pk if person else None)
    words = ngettext("%(n)s person", "%(n)s people", entry.unknown) % {"n": entry.unknown}
    return PaperLine(0, words, str(MARKS[Mark.ANONYMOUS])), SheetMark(unknown=entry.unknown)


def paper_data(lesson: Lesson, address: str) -> dict[str, Any]:
    """What the sheet prints; `address` is where its marks are typed back."""
    sheet = sheet_of(lesson)
    rows = sorted(sheet.rows, key=lambda row: row.number)
    return {
        "title": sheet.title,
        "heading": _("Sign-in sheet"),
        "when": f"{day_long(lesson.starts_at)}, {clock(lesson.starts_at)}–{clock(lesson.ends_at)}",
        "where": ", ".join(part for part in (lesson.venue.name, lesson.venue.address, lesson.room) if part),
        "trainers": ", ".join(str(trainer) for trainer in lesson.trainers.all()),
        "trainers_label": _("Trainers"),
        "columns": [_("No."), _("Name"), *(f"{MARKS[mark]} ({letter})" for mark, letter in _letters())],
        "rows": [{"number": row.number, "name": row.name} for row in rows],
        "waiting": [{"number": row.number, "name": row.name} for row in sheet.waiting],
        "waiting_label": _("From the waiting list"),
        "blank_lines": BLANK_LINES,
        "blank_label": _("Came without registering"),
        "unknown_label": _("People without a name:"),
        "how_back": _("Type it back at %(address)s, for example: 1 p, 2 l, +2") % {"address": address},
        "lesson_code": f"L{lesson.pk}",
        "qr": qr_svg(address),
        "qr_label": _("Code that opens the page for typing the sheet back"),
    }


def _letters() -> list[tuple[Mark, str]]:
    """The letters of the reader's language; typing back understands both languages."""
    return [
        (Mark.PRESENT, pgettext("letter on the sign-in sheet", "p")),
        (Mark.LATE, pgettext("letter on the sign-in sheet", "l")),
        (Mark.EXCUSED, pgettext("letter on the sign-in sheet", "e")),
        (Mark.NO_SHOW, pgettext("letter on the sign-in sheet", "n")),
    ]
