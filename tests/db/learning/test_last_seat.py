"""Two hundred people want twenty seats at the same moment: nobody is sold a seat that is not there.

Real threads with connections of their own, on whichever database the tests run. The same over HTTP against a
running server: benchmarks/last_seat.py.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections

from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.rules import RegistrationStatus
from digitilts.apps.learning.services.registration import cancel_registration, register, register_group
from digitilts.apps.learning.services.waiting import accept_offer, expire_offers
from digitilts.apps.notices.models import Message
from digitilts.apps.people.access import PUBLIC
from digitilts.apps.people.models import Person
from digitilts.values.channels import Heard
from digitilts.values.codes import new_code
from digitilts.values.verdict import RefusedError
from tests.factories import make_lesson, make_person, make_registration, make_territory

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 20  # PostgreSQL allows 100 connections by default


def all_at_once(calls: list[Callable[[], object]]) -> list[object]:
    """Run the calls on many threads that start together; an exception becomes a result."""
    threads = min(AT_ONCE, len(calls))
    barrier = Barrier(threads)

    def run(mine: list[Callable[[], object]]) -> list[object]:
        barrier.wait()
        try:
            return [outcome(call) for call in mine]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        results = pool.map(run, [calls[number::threads] for number in range(threads)])
        return [result for mine in results for result in mine]


def outcome(call: Callable[[], object]) -> object:
    try:
        return call()
    except Exception as error:  # noqa: BLE001  # the test counts them
        return error


def people(count: int) -> list[Person]:
    home = make_territory()
    return [make_person(home=home) for _ in range(count)]


def registering(lesson, person, now, key=None):
    return lambda: register(
        lesson_id=lesson.pk,
        person_id=person.pk,
        heard=Heard.OWN_CLICK,
        by=PUBLIC,
        now=now,
        submission_key=key or uuid4(),
    )


def statuses(lesson) -> dict[str, int]:
    found: dict[str, int] = {}
    for status in Registration.objects.filter(lesson=lesson).values_list("status", flat=True):
        found[status] = found.get(status, 0) + 1
    return found


def test_200_at_once_for_20_seats_give_20_seats_and_180_in_an_order(now):
    lesson = make_lesson(seats=20)
    results = all_at_once([registering(lesson, person, now) for person in people(200)])
    assert [result for result in results if isinstance(result, Exception)] == []
    assert statuses(lesson) == {"registered": 20, "waiting": 180}
    numbers = Registration.objects.filter(lesson=lesson, status="waiting").values_list(
        "waiting_number", flat=True
    )
    assert sorted(numbers) == list(range(1, 181))
    assert Lesson.objects.get(pk=lesson.pk).seats_taken == 20
    assert Message.objects.count() == 200


def test_without_lock_and_condition_the_same_crowd_oversells(now):
    """The negative control: the crowd is dense enough to catch a service that only counts."""
    lesson = make_lesson(seats=5)

    def careless(person):
        taken = Registration.objects.filter(lesson=lesson, status="registered").count()
        time.sleep(0.005)
        if taken < 5:
            Registration.objects.create(
                lesson=lesson,
                person=person,
                status=RegistrationStatus.REGISTERED,
                code=new_code(),
                heard=Heard.OWN_CLICK,
                submission_key=uuid4(),
                created_at=now,
            )

    all_at_once([lambda person=person: careless(person) for person in people(60)])
    assert statuses(lesson)["registered"] > 5


def test_the_database_itself_refuses_one_seat_too_many():
    lesson = make_lesson(seats=1, seats_taken=1)
    with pytest.raises(IntegrityError):
        Lesson.objects.filter(pk=lesson.pk).update(seats_taken=2)


def test_the_same_click_at_once_makes_one_registration_and_nobody_hears_full(now):
    lesson, person, key = make_lesson(seats=1), make_person(), uuid4()
    results = all_at_once([registering(lesson, person, now, key) for _ in range(20)])
    assert {getattr(result, "status", result) for result in results} == {"registered"}
    assert Registration.objects.count() == 1
    assert Message.objects.count() == 1


def test_cancelling_while_others_register_frees_each_seat_once(now):
    lesson = make_lesson(seats=10)
    seated = [make_registration(lesson=lesson) for _ in range(10)]

    def leaving(row):
        return lambda: cancel_registration(registration_id=row.pk, how=Heard.OWN_CLICK, by=PUBLIC, now=now)

    calls = [leaving(row) for row in seated for _ in range(2)]
    calls += [registering(lesson, person, now) for person in people(40)]
    results = all_at_once(calls)
    assert [result for result in results if isinstance(result, Exception)] == []
    found = statuses(lesson)
    assert found["cancelled"] == 10
    holding = found.get("registered", 0) + found.get("offered", 0)
    assert holding == Lesson.objects.get(pk=lesson.pk).seats_taken == 10
    assert holding + found["waiting"] == 40


def test_groups_at_once_get_all_or_nothing(now):
    lesson = make_lesson(seats=7)
    groups = [people(3) for _ in range(10)]

    def entering(group):
        return lambda: register_group(
            lesson_id=lesson.pk,
            person_ids=[person.pk for person in group],
            heard=Heard.GROUP,
            by=PUBLIC,
            now=now,
            submission_key=uuid4(),
        )

    results = all_at_once([entering(group) for group in groups])
    refused = [result for result in results if isinstance(result, Exception)]
    assert all(isinstance(result, RefusedError) and result.reason == "not_all_fit" for result in refused)
    assert statuses(lesson) == {"registered": 6}


def test_accepting_and_ending_an_offer_at_once_has_one_winner(now):
    lesson = make_lesson(seats=1)
    offered = make_registration(lesson=lesson, status=RegistrationStatus.OFFERED, offered_until=now)
    waiting = make_registration(lesson=lesson, status=RegistrationStatus.WAITING)

    def accepting():
        return accept_offer(registration_id=offered.pk, how=Heard.OWN_CLICK, by=PUBLIC, now=now)

    all_at_once([accepting, lambda: expire_offers(now=now), lambda: expire_offers(now=now)])
    offered.refresh_from_db()
    waiting.refresh_from_db()
    assert (offered.status, waiting.status) in {("registered", "waiting"), ("cancelled", "offered")}
    assert Lesson.objects.get(pk=lesson.pk).seats_taken == 1
