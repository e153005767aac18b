"""Writes a paper sheet into the list in one go."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from digitilts.apps.learning.rules.attendance import SheetMark
from digitilts.apps.learning.services.attendance import mark, mark_anonymous, open_for_marks, walk_in
from digitilts.apps.people.access import Actor
from digitilts.values.channels import Heard


def enter_sheet(
    *, lesson_id: int, marks: Sequence[SheetMark], by: Actor, now: datetime, submission_key: UUID
) -> int:
    """Write a whole paper sheet at once, or nothing of it; gives how many people came or did not."""
    with transaction.atomic():
        open_for_marks(lesson_id, by=by, now=now)
        for number, seen in enumerate(marks):
            _enter(lesson_id, seen, by=by, now=now, key=uuid5(submission_key, str(number)))
    return sum(seen.unknown or 1 for seen in marks)


def _enter(lesson_id: int, seen: SheetMark, *, by: Actor, now: datetime, key: UUID) -> None:
    if seen.registration_id:
        mark(
            lesson_id=lesson_id,
            registration_id=seen.registration_id,
            mark=seen.mark,
            by=by,
            now=now,
            heard=Heard.PAPER,
        )
    elif seen.name:
        given_name, _, family_name = seen.name.partition(" ")
        walk_in(
            lesson_id=lesson_id,
            person_id=seen.person_id,
            name=(given_name, family_name),
            by=by,
            now=now,
            submission_key=key,
            heard=Heard.PAPER,
        )
    elif seen.unknown:
        mark_anonymous(
            lesson_id=lesson_id,
            how_many=seen.unknown,
            by=by,
            now=now,
            submission_key=key,
            heard=Heard.PAPER,
        )
