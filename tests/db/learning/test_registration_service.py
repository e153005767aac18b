from datetime import timedelta
from uuid import uuid4

import pytest

from digitilts.apps.audit.models import Entry
from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.rules import Form, RegistrationStatus, Travel
from digitilts.apps.learning.services.entering import WhenFull
from digitilts.apps.learning.services.registration import (
    cancel_registration,
    move_registration,
    register,
    register_group,
)
from digitilts.apps.notices.models import Message
from digitilts.apps.people.access import PUBLIC
from digitilts.values.channels import Heard
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import (
    make_activity,
    make_actor,
    make_kind,
    make_lesson,
    make_other_territory,
    make_person,
    make_registration,
    make_user,
    make_venue,
)

REGISTERED, WAITING, OFFERED = (
    RegistrationStatus.REGISTERED,
    RegistrationStatus.WAITING,
    RegistrationStatus.OFFERED,
)


def enter(lesson, person=None, *, now, **given):
    defaults = {"heard": Heard.OWN_CLICK, "by": PUBLIC, "submission_key": uuid4()}
    person = person or make_person()
    return register(lesson_id=lesson.pk, person_id=person.pk, now=now, **{**defaults, **given})


def enter_group(lesson, people, *, now, **given):
    defaults = {"heard": Heard.GROUP, "by": PUBLIC, "submission_key": uuid4()}
    ids = [person.pk for person in people]
    return register_group(lesson_id=lesson.pk, person_ids=ids, now=now, **{**defaults, **given})


def seats_taken(lesson):
    return Lesson.objects.get(pk=lesson.pk).seats_taken


def reason_of(call):
    with pytest.raises(RefusedError) as refused:
        call()
    return refused.value.reason


def course(now, dates=3, **given):
    activity = make_activity(kind=make_kind(form=Form.SERIES))
    venue = make_venue()
    return [
        make_lesson(activity=activity, venue=venue, starts_at=now + timedelta(days=7 * (week + 1)), **given)
        for week in range(dates)
    ]


def consultations(now, slots=2):
    starts_at = now + timedelta(days=3)
    return make_lesson(
        seats=slots,
        activity=make_activity(kind=make_kind(form=Form.SLOTS)),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30 * slots),
        slot_minutes=30,
    )


def test_a_registration_keeps_where_it_came_from(now):
    helper, relative = make_actor(Role.HELPER), make_person()
    found = enter(
        make_lesson(),
        now=now,
        by=helper,
        heard=Heard.PHONE,
        on_word_of=relative.pk,
        travel=Travel.LIFT_BOTH,
        with_companion=True,
    )
    row = Registration.objects.get(pk=found.pk)
    assert (row.heard, row.entered_by, row.on_word_of) == ("phone", helper.user, relative)
    assert (row.travel, row.with_companion, row.status) == ("lift_both", True, "registered")


def test_a_registration_takes_a_seat_is_told_and_is_audited(now):
    lesson = make_lesson()
    found = enter(lesson, now=now)
    assert seats_taken(lesson) == 1
    message = Message.objects.get(person=found.person)
    assert message.template == "learning/seat_confirmed"
    entry = Entry.objects.get(did="learning.register_person")
    assert (entry.person_id, entry.object_id) == (found.person_id, str(found.pk))


def test_the_same_click_five_times_makes_one_registration(now):
    lesson, person, key = make_lesson(seats=1), make_person(), uuid4()
    made = [enter(lesson, person, now=now, submission_key=key) for _ in range(5)]
    assert len({row.pk for row in made}) == 1
    assert seats_taken(lesson) == 1
    assert Message.objects.count() == 1


def test_who_finds_no_seat_waits_in_order(now):
    lesson = make_lesson(seats=1)
    rows = [enter(lesson, now=now) for _ in range(4)]
    assert [row.status for row in rows] == [REGISTERED, WAITING, WAITING, WAITING]
    assert [row.waiting_number for row in rows] == [None, 1, 2, 3]
    told = Message.objects.get(person=rows[3].person)
    assert told.template == "learning/on_waiting_list"
    assert "numurs rindā: 3" in told.body


def test_a_second_registration_of_the_same_person_is_refused(now):
    lesson, person = make_lesson(), make_person()
    enter(lesson, person, now=now)
    assert reason_of(lambda: enter(lesson, person, now=now)) == "already_registered"


def test_after_giving_up_a_person_may_register_again(now):
    lesson, person = make_lesson(), make_person()
    first = enter(lesson, person, now=now)
    cancel_registration(registration_id=first.pk, how=Heard.OWN_CLICK, by=PUBLIC, now=now)
    assert enter(lesson, person, now=now).status == REGISTERED
    assert seats_taken(lesson) == 1


def test_a_newcomer_does_not_overtake_those_who_wait(now):
    lesson = make_lesson(seats=1)
    waiting = make_registration(lesson=lesson, status=WAITING)
    newcomer = enter(lesson, now=now)
    waiting.refresh_from_db()
    assert waiting.status == OFFERED
    assert newcomer.status == WAITING


def test_a_helper_registers_only_people_of_her_territory(now):
    stranger = make_person(home=make_other_territory())
    helper = make_actor(Role.HELPER)
    assert reason_of(lambda: enter(make_lesson(), stranger, now=now, by=helper)) == "not_yours"
    auditor = make_actor(Role.AUDITOR)
    assert reason_of(lambda: enter(make_lesson(), now=now, by=auditor)) == "not_yours"


def test_an_erased_person_cannot_be_registered(now):
    ghost = make_person(is_ghost=True)
    assert reason_of(lambda: enter(make_lesson(), ghost, now=now)) == "not_yours"


def test_a_child_needs_the_word_of_somebody_else(now):
    child = make_person(birth_year=2015)
    lesson = make_lesson()
    assert reason_of(lambda: enter(lesson, child, now=now)) == "needs_guardian"
    assert reason_of(lambda: enter(lesson, child, now=now, on_word_of=child.pk)) == "needs_guardian"
    assert enter(lesson, child, now=now, on_word_of=make_person().pk).status == REGISTERED


# --- groups -----------------------------------------------------------------------------------------


def test_a_group_that_fits_gets_seats_together(now):
    lesson = make_lesson(seats=3)
    rows = enter_group(lesson, [make_person() for _ in range(3)], now=now)
    assert {row.status for row in rows} == {REGISTERED}
    assert len({row.group_key for row in rows}) == 1
    assert rows[0].group_key is not None


def test_a_group_of_three_with_two_seats_left_is_asked_and_nothing_happens(now):
    lesson = make_lesson(seats=2)
    with pytest.raises(RefusedError) as refused:
        enter_group(lesson, [make_person() for _ in range(3)], now=now)
    assert (refused.value.reason, refused.value.details) == ("not_all_fit", {"left": 2})
    assert not Registration.objects.exists()
    assert seats_taken(lesson) == 0


def test_a_group_may_wait_together_and_is_offered_seats_together(now):
    lesson = make_lesson(seats=3)
    seated = enter(lesson, now=now)
    people = [make_person() for _ in range(3)]
    rows = enter_group(lesson, people, now=now, when_full=WhenFull.WAIT_TOGETHER)
    assert {row.status for row in rows} == {WAITING}
    assert seats_taken(lesson) == 1
    cancel_registration(registration_id=seated.pk, how=Heard.PHONE, by=PUBLIC, now=now)
    assert set(Registration.objects.filter(person__in=people).values_list("status", flat=True)) == {OFFERED}
    assert seats_taken(lesson) == 3


def test_a_group_may_split_and_the_rest_waits_alone(now):
    lesson = make_lesson(seats=2)
    rows = enter_group(lesson, [make_person() for _ in range(3)], now=now, when_full=WhenFull.SPLIT)
    assert [row.status for row in rows] == [REGISTERED, REGISTERED, WAITING]
    assert rows[2].group_key is None


# --- courses ----------------------------------------------------------------------------------------


def test_one_registration_covers_every_remaining_date_of_a_course(now):
    dates = course(now)
    found = enter(dates[1], now=now)
    rows = Registration.objects.filter(person=found.person)
    assert {row.lesson_id for row in rows} == {lesson.pk for lesson in dates}
    assert {row.series_key for row in rows} == {found.series_key}
    assert found.lesson_id == dates[1].pk
    assert Message.objects.filter(person=found.person).count() == 1


def test_a_course_with_one_full_date_means_waiting_on_every_date(now):
    dates = course(now, seats=2)
    make_registration(lesson=dates[1])
    make_registration(lesson=dates[1])
    enter(dates[0], now=now)
    assert set(Registration.objects.filter(series_key__isnull=False).values_list("status", flat=True)) == {
        WAITING
    }
    assert [seats_taken(lesson) for lesson in dates] == [0, 2, 0]


def test_leaving_a_course_frees_every_date_and_offers_them_to_the_next(now):
    dates = course(now, seats=1)
    first, second = enter(dates[0], now=now), enter(dates[0], now=now)
    cancel_registration(registration_id=first.pk, how=Heard.OWN_CLICK, by=PUBLIC, now=now)
    assert set(Registration.objects.filter(person=second.person).values_list("status", flat=True)) == {
        OFFERED
    }
    assert [seats_taken(lesson) for lesson in dates] == [1, 1, 1]


# --- slots ------------------------------------------------------------------------------------------


def test_a_consultation_needs_a_free_slot(now):
    lesson = consultations(now)
    assert reason_of(lambda: enter(lesson, now=now)) == "slot_needed"
    enter(lesson, now=now, slot_at=lesson.starts_at)
    assert reason_of(lambda: enter(lesson, now=now, slot_at=lesson.starts_at)) == "slot_taken"


def test_who_waits_for_a_consultation_is_offered_the_slot_that_became_free(now):
    lesson = consultations(now)
    second_slot = lesson.starts_at + timedelta(minutes=30)
    enter(lesson, now=now, slot_at=lesson.starts_at)
    leaver = enter(lesson, now=now, slot_at=second_slot)
    waiting = enter(lesson, now=now)
    assert (waiting.status, waiting.slot_at) == (WAITING, None)
    cancel_registration(registration_id=leaver.pk, how=Heard.OWN_CLICK, by=PUBLIC, now=now)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.slot_at) == (OFFERED, second_slot)


# --- cancelling and moving --------------------------------------------------------------------------


def test_a_place_given_up_twice_is_freed_once(now):
    lesson = make_lesson(seats=5)
    stays, leaves = enter(lesson, now=now), enter(lesson, now=now)
    for _ in range(2):
        cancel_registration(registration_id=leaves.pk, how=Heard.OWN_CLICK, by=PUBLIC, now=now)
    assert seats_taken(lesson) == 1
    stays.refresh_from_db()
    assert stays.status == REGISTERED
    assert Message.objects.filter(template="learning/registration_cancelled").count() == 1


def test_leaving_the_waiting_list_frees_no_seat(now):
    lesson = make_lesson(seats=1)
    enter(lesson, now=now)
    waiting = enter(lesson, now=now)
    cancel_registration(registration_id=waiting.pk, how=Heard.OWN_CLICK, by=PUBLIC, now=now)
    assert seats_taken(lesson) == 1


def test_a_place_cannot_be_given_up_after_the_start(now):
    row = make_registration(lesson=make_lesson(starts_at=now - timedelta(minutes=1)))
    call = lambda: cancel_registration(registration_id=row.pk, how=Heard.PHONE, by=PUBLIC, now=now)  # noqa: E731
    assert reason_of(call) == "lesson_over"


def test_staff_end_places_of_their_own_people_only(now):
    row = make_registration(person=make_person(home=make_other_territory()))
    helper = make_actor(Role.HELPER)
    call = lambda: cancel_registration(registration_id=row.pk, how=Heard.PHONE, by=helper, now=now)  # noqa: E731
    assert reason_of(call) == "not_yours"


def test_the_trainer_may_end_a_place_in_her_own_lesson(now):
    trainer = make_actor(Role.TRAINER)
    row = make_registration(lesson=make_lesson(trainers=[trainer.user]))
    cancel_registration(registration_id=row.pk, how=Heard.PHONE, by=trainer, now=now)
    row.refresh_from_db()
    assert row.status == "cancelled"


def test_a_move_takes_the_new_seat_and_frees_the_old_one(now):
    old_lesson, new_lesson = make_lesson(seats=1), make_lesson(seats=1)
    old = enter(old_lesson, now=now, travel=Travel.LIFT_THERE)
    waiting = enter(old_lesson, now=now)
    new = move_registration(
        registration_id=old.pk,
        to_lesson_id=new_lesson.pk,
        how=Heard.OWN_CLICK,
        by=PUBLIC,
        now=now,
        submission_key=uuid4(),
    )
    old.refresh_from_db()
    waiting.refresh_from_db()
    assert (old.status, old.moved_to) == ("moved", new)
    assert (new.status, new.travel) == (REGISTERED, "lift_there")
    assert waiting.status == OFFERED
    assert (seats_taken(old_lesson), seats_taken(new_lesson)) == (1, 1)
    assert Message.objects.filter(person=new.person, template="learning/registration_moved").count() == 1


def test_a_move_to_a_full_lesson_changes_nothing(now):
    old_lesson, full = make_lesson(), make_lesson(seats=1)
    make_registration(lesson=full)
    old = enter(old_lesson, now=now)
    call = lambda: move_registration(  # noqa: E731
        registration_id=old.pk,
        to_lesson_id=full.pk,
        how=Heard.OWN_CLICK,
        by=PUBLIC,
        now=now,
        submission_key=uuid4(),
    )
    assert reason_of(call) == "no_seat_there"
    old.refresh_from_db()
    assert old.status == REGISTERED
    assert seats_taken(old_lesson) == 1


def test_the_same_move_twice_is_one_move(now):
    old_lesson, new_lesson = make_lesson(), make_lesson()
    old, key = enter(old_lesson, now=now), uuid4()
    moves = [
        move_registration(
            registration_id=old.pk,
            to_lesson_id=new_lesson.pk,
            how=Heard.OWN_CLICK,
            by=PUBLIC,
            now=now,
            submission_key=key,
        )
        for _ in range(2)
    ]
    assert moves[0].pk == moves[1].pk
    assert (seats_taken(old_lesson), seats_taken(new_lesson)) == (0, 1)


def test_a_course_is_moved_as_a_whole(now):
    monday = course(now, seats=1)
    tuesday_venue = make_venue()
    tuesday = [
        make_lesson(
            activity=monday[0].activity, venue=tuesday_venue, starts_at=lesson.starts_at + timedelta(days=1)
        )
        for lesson in monday
    ]
    old = enter(monday[0], now=now)
    move_registration(
        registration_id=old.pk,
        to_lesson_id=tuesday[0].pk,
        how=Heard.PHONE,
        by=PUBLIC,
        now=now,
        submission_key=uuid4(),
    )
    assert [seats_taken(lesson) for lesson in (*monday, *tuesday)] == [0, 0, 0, 1, 1, 1]
    assert Registration.objects.filter(person=old.person, status="moved").count() == 3


def test_registering_is_refused_when_the_lesson_is_cancelled(now):
    lesson = make_lesson(status="cancelled", cancelled_at=now)
    assert reason_of(lambda: enter(lesson, now=now)) == "lesson_cancelled"


def test_a_resident_signed_in_as_staff_registers_herself(now):
    user = make_user(Role.TRAINER, person=make_person(home=make_other_territory()))
    from digitilts.apps.people.access import Actor

    assert enter(make_lesson(), user.person, now=now, by=Actor(user=user)).status == REGISTERED
