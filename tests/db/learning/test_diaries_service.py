"""Diaries without names, remarks that become the next lesson plan: docs/rules/diaries.md."""

from datetime import timedelta

import pytest

from digitilts.apps.learning.models import DiaryQuestion
from digitilts.apps.learning.rules import TagKind
from digitilts.apps.learning.services.diaries import Remark, edit_questions, new_lesson_plan, write_diary
from digitilts.apps.people.access import Actor
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import (
    make_activity,
    make_actor,
    make_diary,
    make_diary_tag,
    make_lesson,
    make_municipality,
    make_person,
    make_registration,
    make_user,
)


@pytest.fixture
def trainer():
    return Actor(user=make_user(Role.TRAINER))


@pytest.fixture
def lesson(trainer, now):
    return make_lesson(starts_at=now - timedelta(hours=3), trainers=[trainer.user])


def refusal(call):
    with pytest.raises(RefusedError) as caught:
        call()
    return caught.value


def write(lesson, by, now, text="Izdevās.", tags=(), version=0):
    return write_diary(lesson_id=lesson.pk, answers={"1": text}, tags=tags, by=by, now=now, version=version)


def test_the_trainer_writes_and_rewrites(lesson, trainer, now):
    write(lesson, trainer, now)
    diary = write(lesson, trainer, now + timedelta(days=6), text="Izdevās ļoti.", version=1)
    assert (diary.answers, diary.version) == ({"1": "Izdevās ļoti."}, 2)


def test_a_settled_diary_stays(lesson, trainer, now):
    write(lesson, trainer, now)
    late = now + timedelta(days=8)
    assert refusal(lambda: write(lesson, trainer, late, version=1)).reason == "diary_settled"


def test_two_windows_do_not_overwrite_each_other(lesson, trainer, now):
    write(lesson, trainer, now)
    assert refusal(lambda: write(lesson, trainer, now, version=0)).reason == "changed_meanwhile"


def test_a_learners_name_is_refused_and_named(lesson, trainer, now):
    make_registration(lesson=lesson, person=make_person(given_name="Anna", family_name="Ozola"))
    refused = refusal(lambda: write(lesson, trainer, now, text="Annai izdevās."))
    assert (refused.reason, refused.details["words"]) == ("names_in_diary", ["Annai"])
    remarks = [Remark(TagKind.CHANGE, "Ozolai vajag lielākus burtus")]
    assert refusal(lambda: write(lesson, trainer, now, tags=remarks)).reason == "names_in_diary"


def test_a_coordinator_does_not_write_anothers_diary(lesson, now):
    assert refusal(lambda: write(lesson, make_actor(Role.COORDINATOR), now)).reason == "not_yours"


def test_remarks_wait_until_a_lesson_plan_takes_them_up(lesson, trainer, now):
    remarks = [Remark(TagKind.KEEP, "Pāros"), Remark(TagKind.CHANGE, "Vairāk laika")]
    diary = write(lesson, trainer, now, tags=remarks)
    wanted = diary.tags.get(kind=TagKind.CHANGE)
    coming = make_lesson(activity=lesson.activity, starts_at=now + timedelta(days=7))
    plan = new_lesson_plan(
        activity_id=lesson.activity_id, content="1. Paroles", by=trainer, now=now, take_up=[wanted.pk]
    )
    wanted.refresh_from_db()
    coming.refresh_from_db()
    assert (plan.version, wanted.taken_up_in, coming.lesson_plan) == (1, plan, plan)
    assert diary.tags.get(kind=TagKind.KEEP).taken_up_in is None


def test_rewriting_a_diary_keeps_what_was_taken_up(lesson, trainer, now):
    diary = write(lesson, trainer, now, tags=[Remark(TagKind.CHANGE, "Vairāk laika")])
    plan = new_lesson_plan(
        activity_id=lesson.activity_id,
        content="1. Paroles",
        by=trainer,
        now=now,
        take_up=[diary.tags.get().pk],
    )
    write(lesson, trainer, now, tags=[Remark(TagKind.KEEP, "Pāros")], version=1)
    assert {tag.text: tag.taken_up_in for tag in diary.tags.all()} == {"Vairāk laika": plan, "Pāros": None}


def test_remarks_of_another_activity_are_not_taken_up(lesson, trainer, now):
    foreign = make_diary_tag(diary=make_diary(lesson=make_lesson()))
    new_lesson_plan(
        activity_id=lesson.activity_id, content="1. Paroles", by=trainer, now=now, take_up=[foreign.pk]
    )
    foreign.refresh_from_db()
    assert foreign.taken_up_in is None


def test_a_version_is_a_change_and_made_from_the_newest(trainer, now):
    activity = make_activity()
    new_lesson_plan(activity_id=activity.pk, content="A", by=trainer, now=now)
    same = refusal(lambda: new_lesson_plan(activity_id=activity.pk, content=" A ", by=trainer, now=now))
    stale = refusal(
        lambda: new_lesson_plan(activity_id=activity.pk, content="B", by=trainer, now=now, based_on=0)
    )
    assert (same.reason, stale.reason) == ("plan_unchanged", "changed_meanwhile")


def test_questions_keep_their_numbers(now):
    questions = [(1, {"lv": "Kas izdevās?"}, True), (2, {"lv": "Kas bija grūti?"}, False)]
    by = make_actor(Role.COORDINATOR)
    for _ in range(2):
        edit_questions(territory=make_municipality(), questions=questions, by=by, now=now)
    assert list(DiaryQuestion.objects.values_list("number", "is_active")) == [(1, True), (2, False)]


def test_a_trainer_does_not_change_the_questions(trainer, now):
    held = make_municipality()
    assert refusal(lambda: edit_questions(territory=held, questions=[], by=trainer, now=now)).reason == (
        "not_yours"
    )
