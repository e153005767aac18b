"""Staff pages of a lesson: today, lesson_desk, new_lesson, edit_lesson, cancel_lesson."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from digitilts.apps.learning.models import Lesson
from digitilts.apps.learning.rules import LessonStatus, RegistrationStatus
from digitilts.apps.notices.models import Message
from digitilts.apps.people.rules import NeedCode
from digitilts.values.roles import Role
from tests.factories import (
    make_activity,
    make_kind,
    make_lesson,
    make_need,
    make_other_territory,
    make_person,
    make_registration,
    make_user,
    make_venue,
    municipality_of,
)

WEDNESDAY = 2


@pytest.fixture
def trainer(client):
    user = make_user(Role.TRAINER)
    client.force_login(user)
    return user


def enter(client, role, territory=None):
    client.force_login(make_user(role, territory))
    return client


def page(client, name, **arguments):
    return client.get(reverse(f"learning:{name}", kwargs=arguments))


def posted(lesson, **given):
    """What the form of a lesson sends when nothing is touched."""
    return {
        "venue": lesson.venue_id,
        "day": "2026-03-05",
        "begins": "10:00",
        "ends": "12:00",
        "room": lesson.room,
        "seats": lesson.seats,
        "min_turnout": 3,
        "closes_hours": 0,
        "is_open": "on",
        "version": lesson.version,
        "anyway": "1",
        **given,
    }


def test_today_shows_what_waits_and_what_comes(client, trainer, now):
    held = {"trainers": [trainer]}
    to_close = make_lesson(starts_at=now - timedelta(days=1), **held)
    to_write = make_lesson(starts_at=now - timedelta(days=2), status=LessonStatus.HELD, **held)
    coming = make_lesson(starts_at=now + timedelta(days=2), **held)
    strange = make_lesson(starts_at=now + timedelta(days=2), trainers=[make_user(Role.TRAINER)])
    shown = page(client, "today").context["page"]
    assert [card.id for card in shown.to_close] == [to_close.pk]
    assert [card.id for card in shown.to_write] == [to_write.pk]
    assert [card.id for card in shown.week] == [coming.pk]
    assert strange.pk not in {card.id for card in (*shown.today, *shown.week, *shown.others_today)}


def test_a_helper_sees_todays_lessons_of_the_territory(client, now):
    lesson = make_lesson(starts_at=now + timedelta(hours=2))
    make_lesson(starts_at=now + timedelta(hours=2), venue=make_venue(territory=make_other_territory()))
    enter(client, Role.HELPER)
    assert [card.id for card in page(client, "today").context["page"].others_today] == [lesson.pk]


def test_today_asks_the_same_number_of_questions_for_one_and_for_many(
    client, trainer, now, django_assert_max_num_queries
):
    make_lesson(starts_at=now + timedelta(hours=1), trainers=[trainer])
    counted = count_queries(client, "today")
    for number in range(5):
        make_lesson(starts_at=now + timedelta(days=number), trainers=[trainer])
    with django_assert_max_num_queries(counted):
        page(client, "today")


def count_queries(client, name, **arguments):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        page(client, name, **arguments)
    return len(queries)


def test_the_trainer_of_a_lesson_sees_needs_and_wishes(client, trainer):
    lesson = make_lesson(trainers=[trainer])
    person = make_person(given_name="Anna", family_name="Ozola")
    make_need(person=person, code=NeedCode.STEP_FREE)
    make_registration(lesson=lesson, person=person, travel="lift_both")
    shown = page(client, "lesson_desk", lesson_id=lesson.pk).content.decode()
    assert "Anna Ozola" in shown
    assert "bez pakāpieniem" in shown
    assert "vajag aizvest turp un atpakaļ" in shown


def test_another_trainers_lesson_does_not_exist(client, trainer):
    lesson = make_lesson(trainers=[make_user(Role.TRAINER)])
    for name in ("lesson_desk", "edit_lesson", "cancel_lesson", "attendance", "diary", "enter_sheet"):
        assert page(client, name, lesson_id=lesson.pk).status_code == 404


def test_another_municipalitys_lesson_does_not_exist(client):
    lesson = make_lesson()
    for role in (Role.HELPER, Role.COORDINATOR, Role.AUDITOR):
        enter(client, role, municipality_of(make_other_territory()))
        assert page(client, "lesson_desk", lesson_id=lesson.pk).status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR])
def test_who_only_steers_sees_how_many_need_what_but_not_who(client, role):
    lesson = make_lesson()
    person = make_person()
    make_need(person=person, code=NeedCode.QUIET_GROUP)
    make_registration(lesson=lesson, person=person)
    desk = page(enter(client, role), "lesson_desk", lesson_id=lesson.pk).context["desk"]
    assert [list(each.needs) for each in desk.participants] == [[]]
    assert desk.needs_in_numbers == [("klusa grupa", 1)]


def test_the_desk_asks_the_same_number_of_questions_for_one_and_for_many(
    client, trainer, django_assert_max_num_queries
):
    lesson = make_lesson(trainers=[trainer], seats=20)
    make_need(person=make_registration(lesson=lesson).person)
    counted = count_queries(client, "lesson_desk", lesson_id=lesson.pk)
    for _ in range(8):
        make_need(person=make_registration(lesson=lesson).person)
    with django_assert_max_num_queries(counted):
        page(client, "lesson_desk", lesson_id=lesson.pk)


def test_the_desk_says_who_is_not_reached_yet(client, trainer):
    lesson = make_lesson(trainers=[trainer])
    make_registration(lesson=lesson)
    enter(client, Role.COORDINATOR).post(
        reverse("learning:edit_lesson", kwargs={"lesson_id": lesson.pk}), posted(lesson, begins="11:00")
    )
    desk = page(client, "lesson_desk", lesson_id=lesson.pk).context["desk"]
    assert [each.message for each in desk.participants] == ["waiting"]
    assert ("not_reached", 1) in {(light.code, light.number) for light in desk.lights}


def test_a_copy_comes_with_the_next_date_by_the_kinds_weekday(client, trainer, now):
    activity = make_activity(kind=make_kind(weekday=WEDNESDAY))
    lesson = make_lesson(
        activity=activity, starts_at=now - timedelta(days=3), trainers=[trainer], room="Lasītava"
    )
    address = f"{reverse('learning:new_lesson')}?copy={lesson.pk}"
    form = client.get(address).context["form"]
    assert (form["day"].value(), form["room"].value()) == (date(2026, 3, 4), "Lasītava")
    answer = client.post(
        address, posted(lesson, day="2026-03-04", repeat="once", trainers=[trainer.pk], room="Lasītava")
    )
    copy = Lesson.objects.exclude(pk=lesson.pk).get()
    assert answer["Location"] == reverse("learning:lesson_desk", kwargs={"lesson_id": copy.pk})
    assert list(copy.trainers.all()) == [trainer]


def test_a_weekly_rule_makes_all_dates(client, trainer):
    lesson = make_lesson(trainers=[trainer])
    address = f"{reverse('learning:new_lesson')}?activity={lesson.activity_id}"
    client.post(address, posted(lesson, repeat="times", times=4))
    assert Lesson.objects.exclude(pk=lesson.pk).count() == 4


def test_a_rule_without_an_end_keeps_what_was_typed(client, trainer):
    lesson = make_lesson(trainers=[trainer])
    address = f"{reverse('learning:new_lesson')}?activity={lesson.activity_id}"
    shown = client.post(address, posted(lesson, repeat="until", room="Zāle")).content.decode()
    assert "Izvēlieties pēdējo dienu." in shown
    assert "Zāle" in shown
    assert Lesson.objects.count() == 1


def test_a_taken_room_a_closed_venue_and_a_holiday_are_said_before_saving(client, trainer, now):
    venue = make_venue(opening_hours="Mo-Th 09:00-17:00")
    lesson = make_lesson(trainers=[trainer], venue=venue, room="Zāle")
    address = f"{reverse('learning:new_lesson')}?activity={lesson.activity_id}"
    facts = posted(lesson, day="2026-04-03", repeat="once")
    make_lesson(venue=venue, room="Zāle", starts_at=now.replace(month=4, day=3, hour=11))
    asked = client.post(address, {name: value for name, value in facts.items() if name != "anyway"})
    assert [each.code for each in asked.context["warned"]] == ["clash", "closed", "holiday"]
    assert Lesson.objects.count() == 2
    client.post(address, facts)
    assert Lesson.objects.count() == 3


def test_new_lesson_first_asks_of_which_activity(client, trainer):
    activity = make_activity()
    assert f"?activity={activity.pk}" in page(client, "new_lesson").content.decode()


def test_editing_names_how_many_people_will_be_told(client, trainer):
    lesson = make_lesson(trainers=[trainer])
    make_registration(lesson=lesson)
    make_registration(lesson=lesson, status=RegistrationStatus.WAITING)
    assert "ziņu saņems 2 cilvēki" in page(client, "edit_lesson", lesson_id=lesson.pk).content.decode()


def test_a_stale_edit_shows_both_and_can_be_saved_knowingly(client, trainer):
    lesson = make_lesson(trainers=[trainer], room="Zāle")
    address = reverse("learning:edit_lesson", kwargs={"lesson_id": lesson.pk})
    Lesson.objects.filter(pk=lesson.pk).update(version=5)
    answer = client.post(address, posted(lesson, room="Lasītava", trainers=[trainer.pk]))
    shown = answer.content.decode()
    assert "Zāle" in shown
    assert "Lasītava" in shown
    version = answer.context["form"]["version"].value()
    client.post(address, posted(lesson, room="Lasītava", trainers=[trainer.pk], version=version))
    lesson.refresh_from_db()
    assert lesson.room == "Lasītava"


def test_fewer_seats_than_taken_is_said_at_the_field(client, trainer):
    lesson = make_lesson(trainers=[trainer])
    make_registration(lesson=lesson)
    make_registration(lesson=lesson)
    address = reverse("learning:edit_lesson", kwargs={"lesson_id": lesson.pk})
    form = client.post(address, posted(lesson, seats=1, trainers=[trainer.pk])).context["form"]
    assert "seats" in form.errors


def test_cancelling_names_the_consequence_and_tells_everybody(client, trainer):
    lesson = make_lesson(trainers=[trainer])
    for _ in range(2):
        make_registration(lesson=lesson)
    assert "2 cilvēki" in page(client, "cancel_lesson", lesson_id=lesson.pk).content.decode()
    address = reverse("learning:cancel_lesson", kwargs={"lesson_id": lesson.pk})
    answer = client.post(address, {"reason": "Pasniedzēja ir slima."}, follow=True)
    assert "Pasniedzēja ir slima." in answer.content.decode()
    assert Message.objects.count() == 2


def test_a_lesson_is_not_cancelled_without_a_reason(client, trainer):
    lesson = make_lesson(trainers=[trainer])
    client.post(reverse("learning:cancel_lesson", kwargs={"lesson_id": lesson.pk}), {"reason": ""})
    lesson.refresh_from_db()
    assert lesson.status == LessonStatus.OPEN
