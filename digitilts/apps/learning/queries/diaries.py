"""Diaries, their open remarks, and the versions of a lesson plan."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from digitilts.apps.learning.access import ancestors
from digitilts.apps.learning.models import Activity, Diary, DiaryQuestion, DiaryTag, Lesson, LessonPlan
from digitilts.apps.learning.queries.words import TAGS
from digitilts.apps.learning.rules import ACTIVE, WAS_THERE, TagKind
from digitilts.apps.people.access import Actor
from digitilts.apps.places.models import Territory
from digitilts.values.roles import Role

MOST_SHOWN = 100


@dataclass(frozen=True)
class OpenTag:
    """A remark that no lesson plan has taken up yet."""

    id: int
    kind: str
    label: str
    text: str
    lesson_id: int
    said_at: datetime
    venue: str


@dataclass(frozen=True)
class DiaryLine:
    """One diary in the coordinator's list."""

    lesson_id: int
    title: str
    starts_at: datetime
    venue: str
    written_by: str
    answers: list[tuple[str, str]]
    tags: list[OpenTag]
    open_tags: int


@dataclass(frozen=True)
class LessonCounts:
    """The facts a diary begins with."""

    registered: int
    came: int
    anonymous: int
    waiting: int


def questions_for(territory: Territory) -> list[DiaryQuestion]:
    """The active questions of the territory, or of the nearest one above that has any."""
    for path in [territory.path, *reversed(ancestors(territory.path))]:
        questions = list(DiaryQuestion.objects.filter(territory__path=path, is_active=True))
        if questions:
            return questions
    return []


def territories_with_questions(actor: Actor) -> list[Territory]:
    """Where the actor is coordinator: widest first."""
    return list(Territory.objects.filter(actor.within("path", Role.COORDINATOR)).order_by("path"))


def all_questions(territory: Territory) -> list[DiaryQuestion]:
    return list(DiaryQuestion.objects.filter(territory=territory))


def counts_of(lesson: Lesson) -> LessonCounts:
    seen = lesson.attendances.filter(mark__in=WAS_THERE)
    return LessonCounts(
        registered=lesson.registrations.filter(status__in=ACTIVE, waiting_number=None).count(),
        came=seen.count(),
        anonymous=seen.filter(person=None).count(),
        waiting=lesson.registrations.filter(status="waiting").count(),
    )


def diary_of(lesson: Lesson) -> Diary | None:
    return Diary.objects.filter(lesson=lesson).select_related("written_by").prefetch_related("tags").first()


def open_tags(activity_id: int) -> list[OpenTag]:
    """What diaries said about this activity and nobody has decided on; "change" before "keep"."""
    rows = (
        DiaryTag.objects.filter(diary__lesson__activity_id=activity_id, taken_up_in=None)
        .select_related("diary__lesson__venue")
        .order_by("kind", "-diary__lesson__starts_at", "id")
    )
    return [_tag(row) for row in rows]


def _tag(row: DiaryTag) -> OpenTag:
    lesson = row.diary.lesson
    return OpenTag(
        id=row.pk,
        kind=row.kind,
        label=str(TAGS[TagKind(row.kind)]),
        text=row.text,
        lesson_id=lesson.pk,
        said_at=lesson.starts_at,
        venue=lesson.venue.name,
    )


def diary_lines(within: Q, *, only_open: bool) -> list[DiaryLine]:
    """Diaries of the lessons within reach, newest lesson first."""
    diaries = (
        Diary.objects.filter(lesson__in=Lesson.objects.filter(within).values("pk"))
        .select_related("lesson__activity__territory", "lesson__venue", "written_by")
        .prefetch_related("tags")
        .order_by("-lesson__starts_at")
    )
    if only_open:
        diaries = diaries.filter(tags__taken_up_in=None, tags__isnull=False).distinct()
    rows = list(diaries[:MOST_SHOWN])
    words = _question_words({row.lesson.activity.territory.path for row in rows})
    return [_line(row, words) for row in rows]


def _question_words(paths: set[str]) -> dict[tuple[str, str], str]:
    """Question texts by territory path and number, for all diaries of a page in one query."""
    wanted = {each for path in paths for each in (path, *ancestors(path))}
    rows = DiaryQuestion.objects.filter(territory__path__in=wanted).select_related("territory")
    held = {(row.territory.path, str(row.number)): str(row.text) for row in rows}
    return {
        (path, number): text
        for path in paths
        for (of, number), text in sorted(held.items(), key=lambda item: len(item[0][0]))
        if path.startswith(of)
    }


def _line(row: Diary, words: dict[tuple[str, str], str]) -> DiaryLine:
    path = row.lesson.activity.territory.path
    tags = [
        OpenTag(
            id=tag.pk,
            kind=tag.kind,
            label=str(TAGS[TagKind(tag.kind)]),
            text=tag.text,
            lesson_id=row.lesson_id,
            said_at=row.lesson.starts_at,
            venue=row.lesson.venue.name,
        )
        for tag in row.tags.all()
    ]
    return DiaryLine(
        lesson_id=row.lesson_id,
        title=str(row.lesson.activity),
        starts_at=row.lesson.starts_at,
        venue=row.lesson.venue.name,
        written_by=str(row.written_by or ""),
        answers=[(words.get((path, number), ""), text) for number, text in sorted(row.answers.items())],
        tags=tags,
        open_tags=sum(tag.taken_up_in_id is None for tag in row.tags.all()),
    )


@dataclass(frozen=True)
class PlanVersionLine:
    """One version of a lesson plan with what made it."""

    version: int
    before: int
    made_at: datetime
    made_by: str
    why: str
    content: str
    taken_up: Sequence[str]


def plan_versions(activity: Activity) -> list[PlanVersionLine]:
    """Newest first."""
    rows = activity.lesson_plans.select_related("made_by").prefetch_related("taken_up")
    return [
        PlanVersionLine(
            version=row.version,
            before=row.version - 1,
            made_at=row.made_at,
            made_by=str(row.made_by or ""),
            why=row.why_changed,
            content=row.content,
            taken_up=[f"{TAGS[TagKind(tag.kind)]}: {tag.text}" for tag in row.taken_up.all()],
        )
        for row in rows.order_by("-version")
    ]


@dataclass(frozen=True)
class ChangedLine:
    """One line of two versions: "same", "added" or "removed"."""

    state: str
    text: str


def compared(older: LessonPlan, newer: LessonPlan) -> list[ChangedLine]:
    states = {"+ ": "added", "- ": "removed", "  ": "same"}
    lines = difflib.ndiff(older.content.splitlines(), newer.content.splitlines())
    return [ChangedLine(states[line[:2]], line[2:]) for line in lines if line[:2] in states]
