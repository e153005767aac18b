"""Registers people who enter themselves or others on the public page, in one step that can be repeated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.rules import Travel
from digitilts.apps.learning.services.entering import WhenFull
from digitilts.apps.learning.services.registration import register, register_group
from digitilts.apps.learning.services.seats import dates_covered, lock_lessons
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import Person
from digitilts.apps.people.rules import NeedCode
from digitilts.apps.people.services.newcomers import enter_newcomer, part_of
from digitilts.apps.people.services.persons import AllFacts, create_person
from digitilts.values.channels import Heard


@dataclass(frozen=True, kw_only=True)
class Application:
    """All that somebody filled in. `people` are those who come; `speaker` the one who registers them."""

    lesson_id: int
    submission_key: UUID
    heard: Heard
    people: Sequence[AllFacts] = ()
    person_id: UUID | None = None  # instead of `people`: somebody who is signed in
    speaker: AllFacts | None = None
    speaker_has_word: bool = False  # registers others, rather than being somebody whom we may call
    needs: Sequence[NeedCode] = ()
    travel: Travel = Travel.NOT_SAID
    with_companion: bool = False
    slot_at: datetime | None = None
    when_full: WhenFull = WhenFull.ASK


def apply(application: Application, *, by: Actor, now: datetime) -> list[Registration]:
    """Enter the people and register them: all of it or nothing, once for each submission key.

    Raises RefusedError as register and register_group do.
    """
    with transaction.atomic():
        # The lock comes first: two equal clicks enter one person, not two.
        locked = lock_lessons({application.lesson_id, *dates_covered(application.lesson_id, now)})
        met_in = where_met(locked[application.lesson_id])
        speaker = _speaker(application, met_in, by=by, now=now)
        on_word_of = speaker.pk if speaker and application.speaker_has_word else None
        if application.person_id:
            ids = [application.person_id]
        else:
            ids = [
                _newcomer(application, number, {**facts, "entered_in_id": met_in}, speaker, by=by, now=now).pk
                for number, facts in enumerate(application.people)
            ]
        return _register(application, ids, on_word_of, by=by, now=now)


def where_met(lesson: Lesson) -> int:
    """The territory whose helpers may find somebody met at this lesson, wherever that person lives.

    The parish of the venue; for a venue of another municipality the municipality that gives the lesson.
    """
    ours, parish = lesson.activity.territory, lesson.venue.territory
    return parish.pk if parish.path.startswith(ours.path) else ours.pk


def _speaker(application: Application, met_in: int, *, by: Actor, now: datetime) -> Person | None:
    if application.speaker is None:
        return None
    facts: AllFacts = {**application.speaker, "entered_in_id": met_in}
    key = part_of(application.submission_key, "speaker")
    return create_person(by=by, now=now, heard=application.heard, submission_key=key, **facts)


def _newcomer(  # one argument per fact
    application: Application,
    number: int,
    facts: AllFacts,
    speaker: Person | None,
    *,
    by: Actor,
    now: datetime,
) -> Person:
    return enter_newcomer(
        by=by,
        now=now,
        heard=application.heard,
        submission_key=part_of(application.submission_key, f"person {number}"),
        needs=application.needs,
        speaker=speaker,
        **facts,
    )


def _register(
    application: Application, ids: Sequence[UUID], on_word_of: UUID | None, *, by: Actor, now: datetime
) -> list[Registration]:
    if len(ids) == 1:
        only = register(
            lesson_id=application.lesson_id,
            person_id=ids[0],
            heard=application.heard,
            by=by,
            now=now,
            submission_key=application.submission_key,
            travel=application.travel,
            with_companion=application.with_companion,
            on_word_of=on_word_of,
            slot_at=application.slot_at,
        )
        return [only]
    return register_group(
        lesson_id=application.lesson_id,
        person_ids=ids,
        heard=application.heard,
        by=by,
        now=now,
        submission_key=application.submission_key,
        travel=application.travel,
        with_companion=application.with_companion,
        on_word_of=on_word_of,
        when_full=application.when_full,
    )
