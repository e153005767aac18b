"""Who is forgotten leaves no empty chair behind."""

from datetime import timedelta
from uuid import uuid4

from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.rules import Form
from digitilts.apps.learning.services.registration import register
from digitilts.apps.notices.models import Message
from digitilts.apps.people.access import PUBLIC
from digitilts.apps.people.services.erasure import erase_person
from digitilts.values.channels import Heard
from digitilts.values.roles import Role
from tests.factories import (
    make_activity,
    make_actor,
    make_attendance,
    make_kind,
    make_lesson,
    make_person,
    make_registration,
)


def enter(lesson, now, person):
    return register(
        lesson_id=lesson.pk,
        person_id=person.pk,
        heard=Heard.OWN_CLICK,
        by=PUBLIC,
        now=now,
        submission_key=uuid4(),
    )


def forget(person, now):
    return erase_person(person_id=person.pk, by=make_actor(Role.HELPER), now=now)


def test_erasing_somebody_frees_the_seat_and_offers_it_to_the_next(now):
    lesson = make_lesson(seats=1, starts_at=now + timedelta(days=7))
    leaving = make_person()
    seat = enter(lesson, now, leaving)
    waiting = enter(lesson, now, make_person(phone="+37120000001"))

    ghost = forget(leaving, now)

    seat.refresh_from_db()
    waiting.refresh_from_db()
    assert (seat.status, seat.person_id, waiting.status) == ("cancelled", ghost, "offered")
    assert Lesson.objects.get().seats_taken == 1
    assert not Message.objects.filter(template="learning/registration_cancelled").exists()


def test_a_place_in_the_waiting_list_ends_without_freeing_a_seat(now):
    lesson = make_lesson(seats=1, starts_at=now + timedelta(days=7))
    enter(lesson, now, make_person())
    leaving = make_person()
    waiting = enter(lesson, now, leaving)

    forget(leaving, now)

    waiting.refresh_from_db()
    assert (waiting.status, Lesson.objects.get().seats_taken) == ("cancelled", 1)


def test_every_remaining_date_of_a_course_is_freed(now):
    activity = make_activity(kind=make_kind(form=Form.SERIES))
    first = make_lesson(activity=activity, starts_at=now + timedelta(days=7))
    make_lesson(activity=activity, venue=first.venue, starts_at=now + timedelta(days=14))
    leaving = make_person()
    enter(first, now, leaving)
    assert set(Lesson.objects.values_list("seats_taken", flat=True)) == {1}

    forget(leaving, now)

    assert set(Lesson.objects.values_list("seats_taken", flat=True)) == {0}


def test_what_was_attended_stays_counted(now):
    lesson = make_lesson(starts_at=now - timedelta(days=1))
    leaving = make_person()
    make_attendance(registration=make_registration(person=leaving, lesson=lesson))

    forget(leaving, now)

    assert (Registration.objects.get().status, Lesson.objects.get().seats_taken) == ("registered", 1)
