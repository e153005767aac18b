"""Keeps the leaders' diaries, their open remarks, and the next version of a lesson plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from digitilts.apps.audit.services import record
from digitilts.apps.learning.access import coordinates, makes_lessons_of, own_lessons
from digitilts.apps.learning.models import Activity, Diary, DiaryQuestion, DiaryTag, Lesson, LessonPlan
from digitilts.apps.learning.rules import LessonStatus, TagKind
from digitilts.apps.learning.rules.diaries import may_write, names_in
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import Person
from digitilts.apps.places.models import Territory
from digitilts.values.verdict import RefusedError


@dataclass(frozen=True)
class Remark:
    """Keep this, or change that."""

    kind: TagKind
    text: str


def write_diary(  # the facts of one diary
    *,
    lesson_id: int,
    answers: Mapping[str, str],
    tags: Iterable[Remark],
    by: Actor,
    now: datetime,
    version: int = 0,
) -> Diary:
    """Write or rewrite the diary of one's own lesson; `version` 0 is a diary not written yet.

    Refuses "names_in_diary" (details: words), "too_early_for_diary", "diary_settled", "changed_meanwhile".
    """
    with transaction.atomic():
        lesson = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson_id)
        if not Lesson.objects.filter(own_lessons(by), pk=lesson.pk).exists():
            raise RefusedError("not_yours")
        if lesson.status == LessonStatus.CANCELLED:
            raise RefusedError("lesson_cancelled")
        diary = Diary.objects.filter(lesson=lesson).first()
        may_write(
            starts_at=lesson.starts_at, first_written_at=diary.written_at if diary else None, now=now
        ).or_refuse()
        remarks = [Remark(tag.kind, tag.text.strip()) for tag in tags if tag.text.strip()]
        said = {number: text.strip() for number, text in answers.items() if text.strip()}
        _refuse_names(lesson, [*said.values(), *(tag.text for tag in remarks)])
        if diary is None:
            diary = Diary.objects.create(
                lesson=lesson, answers=said, written_by_id=by.user_id, written_at=now
            )
        elif diary.version != version:
            raise RefusedError("changed_meanwhile")
        else:
            diary.answers, diary.version = said, diary.version + 1
            diary.save(update_fields=["answers", "version"])
        _keep_tags(diary, remarks)
        record(by=by, did="learning.write_diary", on=diary, now=now, tags=len(remarks))
    return diary


def learners_names(lesson: Lesson) -> list[str]:
    """Everybody who ever registered for the lesson or was seen in it."""
    involved = Person.objects.filter(Q(registrations__lesson=lesson) | Q(attendances__lesson=lesson))
    return [person.name for person in involved.filter(is_ghost=False).distinct()]


def _refuse_names(lesson: Lesson, texts: Iterable[str]) -> None:
    if found := names_in("\n".join(texts), learners_names(lesson)):
        raise RefusedError("names_in_diary", words=found)


def _keep_tags(diary: Diary, remarks: Iterable[Remark]) -> None:
    """Remarks that a lesson plan took up stay; the open ones become what is written now."""
    wanted = {(tag.kind, tag.text) for tag in remarks}
    for tag in diary.tags.all():
        if (tag.kind, tag.text) in wanted:
            wanted.discard((tag.kind, tag.text))
        elif tag.taken_up_in_id is None:
            tag.delete()
    DiaryTag.objects.bulk_create(DiaryTag(diary=diary, kind=kind, text=text) for kind, text in sorted(wanted))


def new_lesson_plan(  # the facts of one version
    *,
    activity_id: int,
    content: str,
    by: Actor,
    now: datetime,
    why_changed: str = "",
    take_up: Iterable[int] = (),
    based_on: int | None = None,
) -> LessonPlan:
    """Make the next version of the lesson plan; the chosen remarks (DiaryTag ids) are taken up in it.

    Future lessons use it. Refuses "changed_meanwhile" when `based_on` is no longer the newest version,
    "plan_unchanged" when the text is the same.
    """
    with transaction.atomic():
        activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity_id)
        if not makes_lessons_of(by, activity):
            raise RefusedError("not_yours")
        newest = activity.lesson_plans.order_by("-version").first()
        if based_on is not None and based_on != (newest.version if newest else 0):
            raise RefusedError("changed_meanwhile")
        if newest and newest.content.split() == content.split():
            raise RefusedError("plan_unchanged")
        plan = LessonPlan.objects.create(
            activity=activity,
            version=newest.version + 1 if newest else 1,
            content=content,
            why_changed=why_changed,
            made_at=now,
            made_by_id=by.user_id,
        )
        open_tags = DiaryTag.objects.filter(diary__lesson__activity=activity, taken_up_in=None)
        taken = open_tags.filter(pk__in=list(take_up)).update(taken_up_in=plan)
        activity.lessons.filter(starts_at__gt=now).exclude(status=LessonStatus.CANCELLED).update(
            lesson_plan=plan
        )
        record(by=by, did="learning.new_lesson_plan", on=plan, now=now, taken_up=taken)
    return plan


def edit_questions(
    *,
    territory: Territory,
    questions: Iterable[tuple[int, Mapping[str, str], bool]],
    by: Actor,
    now: datetime,
) -> None:
    """Set the guiding questions: number, text by language, whether it is asked. Numbers keep old answers."""
    with transaction.atomic():
        held = Territory.objects.select_for_update().get(pk=territory.pk)
        if not coordinates(by, held.path):
            raise RefusedError("not_yours")
        for number, text, is_active in questions:
            DiaryQuestion.objects.update_or_create(
                territory=held, number=number, defaults={"text": dict(text), "is_active": is_active}
            )
        record(by=by, did="learning.edit_questions", on=held, now=now)
