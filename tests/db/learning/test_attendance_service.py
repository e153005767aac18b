"""Marks, newcomers, the paper sheet, closing and opening again: docs/rules/attendance.md."""

from datetime import timedelta
from uuid import uuid4

import pytest

from digitilts.apps.audit.models import Entry
from digitilts.apps.learning.models import Attendance
from digitilts.apps.learning.queries.paper import read_paper
from digitilts.apps.learning.rules import LessonStatus, Mark, RegistrationStatus
from digitilts.apps.learning.services import attendance as services
from digitilts.apps.learning.services.paper import enter_sheet
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import Person
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import (
    make_actor,
    make_lesson,
    make_person,
    make_registration,
    make_territory,
    make_user,
)


@pytest.fixture
def trainer():
    return Actor(user=make_user(Role.TRAINER))


@pytest.fixture
def lesson(trainer, now):
    return make_lesson(starts_at=now - timedelta(minutes=30), trainers=[trainer.user])


def refusal(call):
    with pytest.raises(RefusedError) as caught:
        call()
    return caught.value.reason


def mark(registration, mark, by, now):
    return services.mark(
        lesson_id=registration.lesson_id, registration_id=registration.pk, mark=mark, by=by, now=now
    )


def test_a_mark_keeps_age_sex_and_parish_of_that_day(lesson, trainer, now):
    person = make_person(birth_year=now.year - 78, sex="f")
    seen = mark(make_registration(lesson=lesson, person=person), Mark.PRESENT, trainer, now)
    assert (seen.age_band, seen.sex, seen.home) == ("75+", "f", make_territory())


def test_marking_again_replaces_the_mark(lesson, trainer, now):
    registration = make_registration(lesson=lesson)
    for seen in (Mark.PRESENT, Mark.PRESENT, Mark.LATE):
        mark(registration, seen, trainer, now)
    assert list(lesson.attendances.values_list("mark", flat=True)) == [Mark.LATE]


def test_somebody_from_the_waiting_list_walked_in(lesson, trainer, now):
    registration = make_registration(lesson=lesson, status=RegistrationStatus.WAITING)
    assert mark(registration, Mark.PRESENT, trainer, now).mark == Mark.WALKED_IN


def test_who_gave_up_the_place_is_not_in_the_list(lesson, trainer, now):
    registration = make_registration(lesson=lesson, status=RegistrationStatus.CANCELLED)
    assert refusal(lambda: mark(registration, Mark.PRESENT, trainer, now)) == "not_in_lesson"


def test_nothing_is_marked_long_before_the_lesson(trainer, now):
    later = make_lesson(starts_at=now + timedelta(hours=3), trainers=[trainer.user])
    registration = make_registration(lesson=later)
    assert refusal(lambda: mark(registration, Mark.PRESENT, trainer, now)) == "too_early_to_mark"


def test_another_trainer_marks_nobody(lesson, now):
    registration = make_registration(lesson=lesson)
    other = make_actor(Role.TRAINER)
    assert refusal(lambda: mark(registration, Mark.PRESENT, other, now)) == "not_yours"


def test_an_auditor_marks_nobody(lesson, now):
    registration = make_registration(lesson=lesson)
    assert refusal(lambda: mark(registration, Mark.PRESENT, make_actor(Role.AUDITOR), now)) == "not_yours"


def test_a_walk_in_who_was_registered_is_present(lesson, trainer, now):
    registration = make_registration(lesson=lesson)
    seen = services.mark_walk_in(lesson_id=lesson.pk, person_id=registration.person_id, by=trainer, now=now)
    assert (seen.mark, seen.registration) == (Mark.PRESENT, registration)


def test_somebody_new_needs_only_a_name_and_is_entered_once(lesson, trainer, now):
    key = uuid4()
    for _ in range(2):
        services.walk_in(
            lesson_id=lesson.pk,
            person_id=None,
            name=("Zenta", ""),
            by=trainer,
            now=now,
            submission_key=key,
        )
    assert Person.objects.filter(given_name="Zenta").count() == 1
    assert lesson.attendances.get().mark == Mark.WALKED_IN


def test_a_trainer_cannot_pick_a_stranger_by_guessing(lesson, trainer, now):
    stranger = make_person()
    assert refusal(
        lambda: services.walk_in(
            lesson_id=lesson.pk,
            person_id=stranger.pk,
            name=("", ""),
            by=trainer,
            now=now,
            submission_key=uuid4(),
        )
    ) == ("not_yours")


def test_the_same_click_adds_anonymous_people_once(lesson, trainer, now):
    key = uuid4()
    for _ in range(3):
        services.mark_anonymous(
            lesson_id=lesson.pk, how_many=2, band="65-74", by=trainer, now=now, submission_key=key
        )
    assert lesson.attendances.filter(mark=Mark.ANONYMOUS, age_band="65-74", person=None).count() == 2


def test_closing_asks_about_everyone_unmarked(lesson, trainer, now):
    make_registration(lesson=lesson)
    assert refusal(lambda: services.close_attendance(lesson_id=lesson.pk, by=trainer, now=now)) == (
        "still_unmarked"
    )
    lesson.refresh_from_db()
    assert lesson.status == LessonStatus.OPEN


def test_the_rest_become_no_shows_and_the_lesson_is_held(lesson, trainer, now):
    came, missed = make_registration(lesson=lesson), make_registration(lesson=lesson)
    mark(came, Mark.PRESENT, trainer, now)
    services.close_attendance(lesson_id=lesson.pk, by=trainer, now=now, unmarked_as=Mark.NO_SHOW)
    lesson.refresh_from_db()
    assert (lesson.status, lesson.attendance_closed_at) == (LessonStatus.HELD, now)
    assert Attendance.objects.get(registration=missed).mark == Mark.NO_SHOW
    assert refusal(lambda: mark(came, Mark.LATE, trainer, now)) == "attendance_closed"


def test_who_closed_it_can_undo_for_half_an_hour_and_a_coordinator_always(lesson, trainer, now):
    services.close_attendance(lesson_id=lesson.pk, by=trainer, now=now)
    late = now + timedelta(minutes=31)
    assert refusal(lambda: services.reopen_attendance(lesson_id=lesson.pk, by=trainer, now=late)) == (
        "not_yours"
    )
    services.reopen_attendance(lesson_id=lesson.pk, by=make_actor(Role.COORDINATOR), now=late)
    lesson.refresh_from_db()
    assert lesson.status == LessonStatus.OPEN
    assert Entry.objects.filter(did="learning.reopen_attendance").exists()


def test_a_mark_can_be_taken_back(lesson, trainer, now):
    seen = services.mark_anonymous(lesson_id=lesson.pk, by=trainer, now=now)[0]
    services.take_back_mark(lesson_id=lesson.pk, attendance_id=seen.pk, by=trainer, now=now)
    assert not lesson.attendances.exists()


def test_a_paper_sheet_is_entered_whole_and_once(lesson, trainer, now):
    first, second = make_registration(lesson=lesson), make_registration(lesson=lesson)
    paper, key = read_paper(lesson, "1 b, 2 n, +2, +Zenta Ziediņa"), uuid4()
    for _ in range(2):
        enter_sheet(lesson_id=lesson.pk, marks=paper.marks, by=trainer, now=now, submission_key=key)
    assert sorted(lesson.attendances.values_list("mark", flat=True)) == sorted(
        [Mark.PRESENT, Mark.NO_SHOW, Mark.ANONYMOUS, Mark.ANONYMOUS, Mark.WALKED_IN]
    )
    assert set(lesson.attendances.values_list("heard", flat=True)) == {"paper"}
    assert (first.attendance.mark, second.attendance.mark) == (Mark.PRESENT, Mark.NO_SHOW)


def test_one_wrong_row_keeps_the_whole_sheet_out(lesson, trainer, now):
    make_registration(lesson=lesson)
    waits = make_registration(lesson=lesson, status=RegistrationStatus.WAITING)
    paper = read_paper(lesson, "1 b, 2 n")
    assert refusal(
        lambda: enter_sheet(
            lesson_id=lesson.pk, marks=paper.marks, by=trainer, now=now, submission_key=uuid4()
        )
    ) == ("only_waiting")
    assert not lesson.attendances.exists()
    assert waits.status == RegistrationStatus.WAITING


def test_a_number_on_paper_stays_with_the_person(lesson, trainer, now):
    first, second = make_registration(lesson=lesson), make_registration(lesson=lesson)
    first.status = RegistrationStatus.CANCELLED
    first.save()
    paper = read_paper(lesson, "2 b, 1 b")
    assert [each.registration_id for each in paper.marks] == [second.pk]
    assert paper.not_understood == ("1 b",)
