from datetime import timedelta
from uuid import uuid4

import pytest

from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.rules import RegistrationStatus
from digitilts.apps.learning.services.registration import cancel_registration, register
from digitilts.apps.learning.services.reminders import remind
from digitilts.apps.learning.services.waiting import (
    accept_offer,
    decline_offer,
    expire_offers,
    offer_free_seats,
)
from digitilts.apps.notices.models import Message
from digitilts.apps.people.access import PUBLIC
from digitilts.values.channels import Heard
from digitilts.values.verdict import RefusedError
from tests.factories import make_lesson, make_person, make_registration


def enter(lesson, now, **person):
    return register(
        lesson_id=lesson.pk,
        person_id=make_person(**person).pk,
        heard=Heard.OWN_CLICK,
        by=PUBLIC,
        now=now,
        submission_key=uuid4(),
    )


@pytest.fixture
def full(now):
    """One seat, somebody on it, two who wait: the first with a mobile phone, the second with nothing."""
    lesson = make_lesson(seats=1, starts_at=now + timedelta(days=7))
    seated = enter(lesson, now)
    return lesson, seated, enter(lesson, now, phone="+37120000001"), enter(lesson, now)


def answer(service, row, now):
    found = service(registration_id=row.pk, how=Heard.OWN_CLICK, by=PUBLIC, now=now)
    row.refresh_from_db()
    return found


def give_up(row, now):
    cancel_registration(registration_id=row.pk, how=Heard.OWN_CLICK, by=PUBLIC, now=now)


def test_a_freed_seat_is_offered_to_the_first_in_line_by_her_channel(full, now):
    _lesson, seated, first, second = full
    give_up(seated, now)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("offered", "waiting")
    assert first.offered_until == now + timedelta(hours=24)
    told = Message.objects.get(person=first.person, template="learning/seat_offered")
    assert (told.channel, told.useful_until) == ("sms", first.offered_until)


def test_who_can_only_be_called_gets_two_days_and_a_call_task(full, now):
    _lesson, seated, first, second = full
    give_up(seated, now)
    answer(decline_offer, first, now)
    second.refresh_from_db()
    assert second.offered_until == now + timedelta(hours=48)
    told = Message.objects.get(person=second.person, template="learning/seat_offered")
    assert (told.channel, told.status) == ("call", "to_call")


def test_accepting_makes_it_a_seat_and_is_confirmed_once(full, now):
    lesson, seated, first, _second = full
    give_up(seated, now)
    for _ in range(2):
        answer(accept_offer, first, now)
    assert (first.status, first.offered_until) == ("registered", None)
    assert Lesson.objects.get(pk=lesson.pk).seats_taken == 1
    assert Message.objects.filter(person=first.person, template="learning/seat_confirmed").count() == 1


def test_an_offer_that_nobody_answered_goes_to_the_next(full, now):
    _lesson, seated, first, second = full
    give_up(seated, now)
    assert expire_offers(now=now + timedelta(hours=23)) == 0
    later = now + timedelta(hours=24)
    assert expire_offers(now=later) == 1
    assert expire_offers(now=later) == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.cancelled_how, second.status) == ("cancelled", "no_answer", "offered")
    assert Message.objects.filter(person=first.person, template="learning/offer_expired").count() == 1


def test_an_offer_that_is_over_cannot_be_accepted(full, now):
    _lesson, seated, first, _second = full
    give_up(seated, now)
    expire_offers(now=now + timedelta(hours=24))
    with pytest.raises(RefusedError, match="offer_over"):
        answer(accept_offer, first, now + timedelta(hours=25))


def test_more_seats_are_offered_at_once(full, now):
    lesson, _seated, first, second = full
    Lesson.objects.filter(pk=lesson.pk).update(seats=3)
    offered = offer_free_seats(lesson_id=lesson.pk, by=PUBLIC, now=now)
    assert [row.pk for row in offered] == [first.pk, second.pk]
    assert Lesson.objects.get(pk=lesson.pk).seats_taken == 3
    assert offer_free_seats(lesson_id=lesson.pk, by=PUBLIC, now=now) == []


def test_shortly_before_the_start_nobody_is_offered_a_seat(now):
    lesson = make_lesson(seats=1, starts_at=now + timedelta(hours=3))
    make_registration(lesson=lesson, status=RegistrationStatus.WAITING)
    assert offer_free_seats(lesson_id=lesson.pk, by=PUBLIC, now=now) == []


def test_a_cancelled_lesson_offers_nothing(now):
    lesson = make_lesson(seats=1, status="cancelled", cancelled_at=now)
    make_registration(lesson=lesson, status=RegistrationStatus.WAITING)
    assert offer_free_seats(lesson_id=lesson.pk, by=PUBLIC, now=now) == []


# --- reminders --------------------------------------------------------------------------------------


def registered_earlier(now, **lesson):
    return make_registration(lesson=make_lesson(**lesson), created_at=now - timedelta(days=2))


def test_the_day_before_each_person_is_reminded_once(now):
    registered_earlier(now, starts_at=now + timedelta(hours=24))
    assert remind(now=now) == 1
    assert remind(now=now) == 0
    assert remind(now=now + timedelta(hours=3)) == 0
    assert Message.objects.filter(template="learning/reminder").count() == 1


def test_a_worker_that_stood_still_still_reminds(now):
    registered_earlier(now, starts_at=now + timedelta(hours=24))
    assert remind(now=now + timedelta(hours=20)) == 1


def test_nobody_is_reminded_of_what_is_far_waiting_cancelled_or_fresh(now):
    registered_earlier(now, starts_at=now + timedelta(days=3))
    registered_earlier(now, starts_at=now + timedelta(hours=20), status="cancelled", cancelled_at=now)
    near = make_lesson(starts_at=now + timedelta(hours=24))
    make_registration(lesson=near, status=RegistrationStatus.WAITING, created_at=now - timedelta(days=2))
    make_registration(lesson=near, created_at=now - timedelta(hours=1))
    assert remind(now=now) == 0


def test_reminding_asks_a_constant_number_of_questions_when_all_were_reminded(
    now, django_assert_max_num_queries
):
    for _ in range(5):
        registered_earlier(now, starts_at=now + timedelta(hours=24))
    remind(now=now)
    assert Registration.objects.count() == 5
    with django_assert_max_num_queries(3):
        assert remind(now=now) == 0
