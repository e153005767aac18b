"""Making, copying, changing and cancelling lessons: docs/rules/lessons.md."""

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from digitilts.apps.audit.models import Entry
from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.rules import HOLDS_SEAT, LessonStatus, RegistrationStatus
from digitilts.apps.learning.services.lessons import (
    LessonDetails,
    cancel_lesson,
    copy_lesson,
    create_lesson,
    create_series,
    details_of,
    edit_lesson,
)
from digitilts.apps.learning.services.registration import register
from digitilts.apps.notices.models import Message
from digitilts.apps.people.access import Actor
from digitilts.values.channels import Channel, Heard
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import (
    make_activity,
    make_actor,
    make_equipment,
    make_lesson,
    make_other_territory,
    make_person,
    make_registration,
    make_user,
    make_venue,
    municipality_of,
)


def details(venue=None, **given):
    starts = given.pop("starts_at", timezone.now() + timedelta(days=3))
    facts = {"venue_id": (venue or make_venue()).pk, "seats": 10, "ends_at": starts + timedelta(hours=2)}
    return LessonDetails(starts_at=starts, **{**facts, **given})


@pytest.fixture
def coordinator():
    return make_actor(Role.COORDINATOR)


def refusal(call):
    with pytest.raises(RefusedError) as caught:
        call()
    return caught.value.reason


def test_a_coordinator_makes_a_lesson_that_is_recorded(coordinator, now):
    lesson = create_lesson(activity_id=make_activity().pk, details=details(), by=coordinator, now=now)
    assert lesson.status == LessonStatus.OPEN
    assert lesson.registration_closes_at == lesson.starts_at
    assert Entry.objects.filter(did="learning.create_lesson", object_id=str(lesson.pk)).exists()


def test_the_same_click_makes_one_lesson(coordinator, now):
    activity, key, facts = make_activity(), uuid4(), details()
    made = {
        create_lesson(activity_id=activity.pk, details=facts, by=coordinator, now=now, submission_key=key).pk
        for _ in range(3)
    }
    assert len(made) == 1
    assert Lesson.objects.count() == 1


def test_a_trainer_of_another_municipality_makes_no_lesson_here(now):
    stranger = make_actor(Role.TRAINER, municipality_of(make_other_territory()))
    activity = make_activity()
    assert refusal(
        lambda: create_lesson(activity_id=activity.pk, details=details(), by=stranger, now=now)
    ) == ("not_yours")


def test_a_helper_makes_no_lesson(now):
    activity, helper = make_activity(), make_actor(Role.HELPER)
    assert refusal(lambda: create_lesson(activity_id=activity.pk, details=details(), by=helper, now=now)) == (
        "not_yours"
    )


def test_only_trainers_can_be_chosen_as_trainers(coordinator, now):
    activity, facts = make_activity(), details(trainer_ids=[make_user(Role.DRIVER).pk])
    assert refusal(
        lambda: create_lesson(activity_id=activity.pk, details=facts, by=coordinator, now=now)
    ) == ("trainer_unknown")


def test_a_series_keeps_the_hour_on_the_wall_over_the_change_of_time(coordinator, now):
    starts = timezone.make_aware(timezone.datetime(2026, 3, 25, 14))
    days = [date(2026, 3, 25), date(2026, 4, 1)]
    made = create_series(
        activity_id=make_activity().pk, details=details(starts_at=starts), dates=days, by=coordinator, now=now
    )
    assert [timezone.localtime(lesson.starts_at).hour for lesson in made] == [14, 14]
    first, second = Lesson.objects.values_list("starts_at", flat=True)
    assert second - first == timedelta(days=7, hours=-1)


def test_a_series_sent_twice_is_made_once(coordinator, now):
    key, activity, facts = uuid4(), make_activity(), details()
    days = [date(2026, 3, 11), date(2026, 3, 18)]
    for _ in range(2):
        create_series(
            activity_id=activity.pk, details=facts, dates=days, by=coordinator, now=now, submission_key=key
        )
    assert Lesson.objects.count() == 2


def test_a_copy_takes_trainers_and_equipment_but_nobodys_place(coordinator, now):
    trainer = make_user(Role.TRAINER)
    venue = make_venue()
    things = make_equipment(venue=venue, quantity=5)
    lesson = create_lesson(
        activity_id=make_activity().pk,
        details=details(venue, trainer_ids=[trainer.pk], equipment={things.pk: 5}, room="Lasītava"),
        by=coordinator,
        now=now,
    )
    make_registration(lesson=lesson)
    copy = copy_lesson(lesson_id=lesson.pk, on_day=date(2026, 4, 1), by=coordinator, now=now)
    assert replace(details_of(copy), starts_at=lesson.starts_at).trainer_ids == (trainer.pk,)
    assert (copy.room, details_of(copy).equipment) == ("Lasītava", {things.pk: 5})
    assert (copy.seats_taken, copy.registrations.count()) == (0, 0)


def test_the_same_equipment_is_never_promised_twice_at_once(coordinator, now):
    venue = make_venue()
    laptops = make_equipment(venue=venue, quantity=10)
    activity = make_activity()
    facts = details(venue, equipment={laptops.pk: 6})
    create_lesson(activity_id=activity.pk, details=facts, by=coordinator, now=now)
    assert refusal(
        lambda: create_lesson(activity_id=activity.pk, details=facts, by=coordinator, now=now)
    ) == ("equipment_taken")
    later = replace(facts, starts_at=facts.ends_at, ends_at=facts.ends_at + timedelta(hours=2))
    assert create_lesson(activity_id=activity.pk, details=later, by=coordinator, now=now)


def test_equipment_that_cannot_travel_stays(coordinator, now):
    facts = details(make_venue(), equipment={make_equipment().pk: 1})
    activity = make_activity()
    assert refusal(
        lambda: create_lesson(activity_id=activity.pk, details=facts, by=coordinator, now=now)
    ) == ("equipment_stays")


def test_a_new_time_is_told_to_everybody_once(coordinator, now):
    lesson = make_lesson(seats=1)
    seated = make_registration(lesson=lesson, person=make_person(phone="+37126123456"))
    waits = make_registration(lesson=lesson, status=RegistrationStatus.WAITING)
    gone = make_registration(lesson=lesson, status=RegistrationStatus.CANCELLED)
    facts = details_of(lesson)
    moved = replace(
        facts,
        starts_at=facts.starts_at + timedelta(hours=1),
        ends_at=facts.ends_at + timedelta(hours=1),
        registration_closes_at=None,
    )
    edit_lesson(lesson_id=lesson.pk, version=1, details=moved, by=coordinator, now=now)
    told = {message.person_id: message for message in Message.objects.all()}
    assert set(told) == {seated.person_id, waits.person_id}
    assert told[seated.person_id].channel == Channel.SMS
    assert told[waits.person_id].channel == Channel.CALL
    assert gone.person_id not in told
    lesson.refresh_from_db()
    assert (lesson.version, lesson.sequence) == (2, 1)


def test_a_change_inside_the_house_is_told_to_nobody(coordinator, now):
    lesson = make_lesson()
    make_registration(lesson=lesson)
    facts = replace(details_of(lesson), min_turnout=5, trainer_ids=[make_user(Role.TRAINER).pk])
    edit_lesson(lesson_id=lesson.pk, version=1, details=facts, by=coordinator, now=now)
    assert not Message.objects.exists()


def test_a_consultation_slot_moves_with_its_lesson(coordinator, now):
    lesson = make_lesson(slot_minutes=30)
    held = [
        make_registration(lesson=lesson, slot_at=lesson.starts_at + timedelta(minutes=30 * number))
        for number in range(3)
    ]
    facts = details_of(lesson)
    half = timedelta(minutes=30)
    moved = replace(
        facts, starts_at=facts.starts_at + half, ends_at=facts.ends_at + half, registration_closes_at=None
    )
    edit_lesson(lesson_id=lesson.pk, version=1, details=moved, by=coordinator, now=now)
    for before in held:
        assert Registration.objects.get(pk=before.pk).slot_at == before.slot_at + half


def test_a_stale_form_changes_nothing(coordinator, now):
    lesson = make_lesson()
    edit_lesson(lesson_id=lesson.pk, version=1, details=details_of(lesson), by=coordinator, now=now)
    stale = replace(details_of(lesson), seats=3)
    assert refusal(
        lambda: edit_lesson(lesson_id=lesson.pk, version=1, details=stale, by=coordinator, now=now)
    ) == ("changed_meanwhile")


def test_taken_seats_stay(coordinator, now):
    lesson = make_lesson()
    for _ in range(3):
        make_registration(lesson=lesson)
    fewer = replace(details_of(lesson), seats=2)
    assert refusal(
        lambda: edit_lesson(lesson_id=lesson.pk, version=1, details=fewer, by=coordinator, now=now)
    ) == ("fewer_than_taken")


def test_more_seats_are_offered_to_those_who_wait(coordinator, now):
    lesson = make_lesson(seats=1)
    make_registration(lesson=lesson)
    waits = make_registration(lesson=lesson, status=RegistrationStatus.WAITING)
    more = replace(details_of(lesson), seats=2)
    edit_lesson(lesson_id=lesson.pk, version=1, details=more, by=coordinator, now=now)
    waits.refresh_from_db()
    assert waits.status == RegistrationStatus.OFFERED


def test_cancelling_tells_each_person_by_a_message_or_the_call_list(coordinator, now):
    lesson = make_lesson(seats=2)
    people = [
        make_person(phone="+37126123456"),
        make_person(email="velta@example.org"),
        make_person(),
        make_person(phone="+37163012345"),
    ]
    for person in people[:2]:
        make_registration(lesson=lesson, person=person)
    for person in people[2:]:
        make_registration(lesson=lesson, person=person, status=RegistrationStatus.WAITING)
    told = cancel_lesson(lesson_id=lesson.pk, reason="Pasniedzēja ir slima.", by=coordinator, now=now)
    assert told == len(people)
    channels = dict(Message.objects.values_list("person_id", "channel"))
    assert set(channels) == {person.pk for person in people}
    assert channels[people[2].pk] == Channel.CALL
    assert all("Pasniedzēja ir slima." in body for body in _bodies(lesson) if "Iemesls" in body)


def _bodies(lesson):
    return Message.objects.filter(about_id=str(lesson.pk)).values_list("body", flat=True)


def test_a_cancelled_lesson_holds_nobody_and_nothing(coordinator, now):
    venue = make_venue()
    things = make_equipment(venue=venue)
    lesson = create_lesson(
        activity_id=make_activity().pk,
        details=details(venue, equipment={things.pk: 2}),
        by=coordinator,
        now=now,
    )
    make_registration(lesson=lesson)
    make_registration(lesson=lesson, status=RegistrationStatus.OFFERED)
    cancel_lesson(lesson_id=lesson.pk, reason="Nav siltuma.", by=coordinator, now=now)
    lesson.refresh_from_db()
    assert (lesson.status, lesson.seats_taken) == (LessonStatus.CANCELLED, 0)
    assert not lesson.registrations.filter(status__in=HOLDS_SEAT).exists()
    assert not lesson.equipment_bookings.exists()


def test_a_lesson_is_cancelled_once(coordinator, now):
    lesson = make_lesson()
    make_registration(lesson=lesson)
    cancel_lesson(lesson_id=lesson.pk, reason="Nav siltuma.", by=coordinator, now=now)
    assert refusal(lambda: cancel_lesson(lesson_id=lesson.pk, reason="", by=coordinator, now=now)) == (
        "already_cancelled"
    )
    assert Message.objects.count() == 1


def test_another_trainer_cannot_cancel(now):
    lesson = make_lesson(trainers=[make_user(Role.TRAINER)])
    other = make_actor(Role.TRAINER)
    assert refusal(lambda: cancel_lesson(lesson_id=lesson.pk, reason="", by=other, now=now)) == "not_yours"


def at_the_same_time(calls):
    """Run each call in a thread of its own; a refusal is an answer."""

    def run(call):
        try:
            with suppress(RefusedError):
                call()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_lowering_seats_while_people_register_never_oversells(now):
    lesson = make_lesson(seats=6)
    by = Actor(user=make_user(roles=(Role.COORDINATOR, Role.HELPER)))
    fewer = replace(details_of(lesson), seats=3)
    people = [make_person() for _ in range(6)]
    calls = [
        partial(
            register,
            lesson_id=lesson.pk,
            person_id=person.pk,
            heard=Heard.PHONE,
            by=by,
            now=now,
            submission_key=uuid4(),
        )
        for person in people
    ]
    lower = partial(edit_lesson, lesson_id=lesson.pk, version=1, details=fewer, by=by, now=now)
    at_the_same_time([*calls[:3], lower, *calls[3:]])
    lesson.refresh_from_db()
    seated = lesson.registrations.filter(status__in=HOLDS_SEAT).count()
    assert seated == lesson.seats_taken <= lesson.seats
    assert lesson.registrations.count() == len(people)
