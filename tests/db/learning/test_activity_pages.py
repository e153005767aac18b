"""activity_list, activity_page, new_activity, edit_activity, new_lesson_plan, kinds, certificates."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from digitilts.apps.learning.models import Activity, Certificate, Kind
from digitilts.apps.learning.rules import LessonStatus
from digitilts.values.roles import Role
from tests.factories import (
    make_action,
    make_activity,
    make_attendance,
    make_certificate,
    make_diary,
    make_diary_tag,
    make_indicator,
    make_kind,
    make_lesson,
    make_municipality,
    make_other_territory,
    make_person,
    make_user,
    municipality_of,
)


@pytest.fixture
def coordinator(client):
    user = make_user(Role.COORDINATOR)
    client.force_login(user)
    return user


def to(name, **arguments):
    return reverse(f"learning:{name}", kwargs=arguments)


def of(activity):
    return {"activity_id": activity.pk}


def test_the_list_has_the_territorys_activities_found_by_title_and_kind(client, coordinator):
    first = make_activity(title={"lv": "Droša banka"})
    second = make_activity(title={"lv": "Video saruna"})
    make_activity(territory=municipality_of(make_other_territory()))
    assert {line.id for line in client.get(to("activity_list")).context["lines"]} == {first.pk, second.pk}
    found = client.get(to("activity_list"), {"q": "BANKA"}).context["lines"]
    assert [line.id for line in found] == [first.pk]
    by_kind = client.get(to("activity_list"), {"kind": second.kind_id}).context["lines"]
    assert [line.id for line in by_kind] == [second.pk]


def test_the_list_is_narrowed_to_the_activities_of_one_action(client, coordinator):
    action = make_action(code="1.9")
    serving, _other = make_activity(action=action), make_activity()
    page = client.get(to("activity_list"), {"action": "1.9"})
    assert [line.id for line in page.context["lines"]] == [serving.pk]
    assert page.context["served"] == [("1.9", f"1.9 {action.title}")]
    assert client.get(to("activity_list"), {"action": "9.9"}).context["lines"] == []


def test_lesson_activity_action_and_indicator_lead_to_one_another(client, coordinator):
    action = make_action(code="1.9")
    indicator = make_indicator(plan=action.plan, action=action, code="1.9.1", measure="attendances")
    activity = make_activity(action=action)
    ways = {
        to("lesson_desk", lesson_id=make_lesson(activity=activity).pk): [
            "/plan/action/1.9/",
            "/results/action/1.9/",
        ],
        to("activity_page", **of(activity)): ["/plan/action/1.9/", "/results/action/1.9/"],
        reverse("plan:action_page", args=["1.9"]): [
            "/learning/activities/?action=1.9",
            "/results/action/1.9/",
        ],
        reverse("results:action_results", args=["1.9"]): [
            "/learning/activities/?action=1.9",
            "/plan/action/1.9/",
            f"/results/indicator/{indicator.code}/",
        ],
        reverse("results:indicator", args=["1.9.1"]): ["/results/action/1.9/"],
    }
    for page, links in ways.items():
        text = client.get(page).content.decode()
        assert [link for link in links if f'href="{link}"' not in text] == [], page


def test_a_trainer_is_not_led_to_results_that_stay_closed(client):
    client.force_login(make_user(Role.TRAINER))
    activity = make_activity(action=make_action(code="1.9"))
    text = client.get(to("activity_page", **of(activity))).content.decode()
    assert "/results/action/" not in text
    assert "1.9" in text


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_many(client, coordinator):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(to("activity_list"))
        return len(queries)

    make_activity()
    asked()  # warms what is asked once per process
    few = asked()
    for _ in range(5):
        make_lesson()
    assert asked() == few


def test_the_page_shows_open_remarks_dates_and_who_came(client, coordinator, now):
    lesson = make_lesson(starts_at=now - timedelta(days=1), status=LessonStatus.HELD)
    make_attendance(lesson=lesson)
    make_diary_tag(diary=make_diary(lesson=lesson), text="Vairāk laika parolēm")
    answer = client.get(to("activity_page", **of(lesson.activity)))
    assert "Vairāk laika parolēm" in answer.content.decode()
    assert (answer.context["turnout"].visits, answer.context["turnout"].people) == (1, 1)


def test_another_municipalitys_activity_does_not_exist(client, coordinator):
    activity = make_activity(territory=municipality_of(make_other_territory()))
    for name in ("activity_page", "edit_activity", "new_lesson_plan", "certificate_list"):
        assert client.get(to(name, **of(activity))).status_code == 404


def facts(kind):
    return {
        "territory": make_municipality().pk,
        "kind": kind.pk,
        "title_lv": "Stāstu vakars",
        "topic": "leisure",
        "level": 2,
        "language": "lv",
        "is_active": "on",
    }


def test_new_activity_and_edit_activity(client, coordinator):
    kind = make_kind()
    client.post(to("new_activity"), facts(kind))
    activity = Activity.objects.get()
    assert (activity.title, activity.level) == ({"lv": "Stāstu vakars"}, 2)
    client.post(to("edit_activity", **of(activity)), {**facts(kind), "level": 3})
    activity.refresh_from_db()
    assert activity.level == 3


def test_the_edit_form_shows_what_is_stored(client, coordinator):
    activity = make_activity(level=3)
    form = client.get(to("edit_activity", **of(activity))).context["form"]
    assert (form["level"].value(), form["kind"].value()) == (3, activity.kind_id)


def test_a_new_version_takes_up_remarks_and_can_be_compared(client, now):
    client.force_login(make_user(Role.TRAINER))
    lesson = make_lesson(starts_at=now - timedelta(days=1))
    tag = make_diary_tag(diary=make_diary(lesson=lesson))
    address = to("new_lesson_plan", **of(lesson.activity))
    client.post(address, {"content": "Banka\nJautājumi", "based_on": 0})
    client.post(address, {"content": "Paroles\nBanka", "based_on": 1, "take_up": [tag.pk]})
    tag.refresh_from_db()
    assert tag.taken_up_in.version == 2
    shown = client.get(to("compare_lesson_plans", **of(lesson.activity), older=1, newer=2))
    assert [(line.state, line.text) for line in shown.context["lines"]] == [
        ("added", "Paroles"),
        ("same", "Banka"),
        ("removed", "Jautājumi"),
    ]


def test_new_kind_and_edit_kind(client, coordinator):
    sent = {
        "territory": make_municipality().pk,
        "name_lv": "Digitālā trešdiena",
        "code": "wednesday",
        "form": "walk_in",
        "audience": "residents",
        "weekday": 2,
        "icon": "calendar",
        "counts_in_results": "on",
    }
    client.post(to("new_kind"), sent)
    kind = Kind.objects.get()
    assert (kind.weekday, kind.counts_in_results) == (2, True)
    client.post(to("edit_kind", kind_id=kind.pk), {**sent, "external_programme": "IZM"})
    kind.refresh_from_db()
    assert kind.external_programme == "IZM"
    assert "IZM" in client.get(to("kind_list")).content.decode()


def test_a_trainer_keeps_no_kinds_and_no_activities(client):
    client.force_login(make_user(Role.TRAINER))
    for name in ("kind_list", "new_kind", "new_activity"):
        assert client.get(to(name)).status_code == 403


def test_chosen_certificates_are_issued_and_printed(client, coordinator, now):
    activity, person = make_activity(kind=make_kind(gives_certificate=True)), make_person()
    for number in range(3):
        held = make_lesson(
            activity=activity, starts_at=now - timedelta(days=number + 1), status=LessonStatus.HELD
        )
        make_attendance(lesson=held, person=person)
    client.post(to("certificate_list", **of(activity)), {"person": [str(person.pk)]})
    certificate = Certificate.objects.get()
    answer = client.get(to("certificate", certificate_id=certificate.pk))
    assert answer.content.startswith(b"%PDF")


def test_another_municipalitys_certificate_does_not_exist(client, coordinator):
    foreign = make_activity(territory=municipality_of(make_other_territory()))
    certificate = make_certificate(activity=foreign)
    assert client.get(to("certificate", certificate_id=certificate.pk)).status_code == 404


def test_i_want_to_stands_once_also_when_the_author_wrote_it_too(client, coordinator):
    activity = make_activity(i_want_to={"lv": "Gribu redzēt mazbērnus"})
    page = client.get(to("activity_page", activity_id=activity.pk)).content.decode()
    assert "Es gribu redzēt mazbērnus" in page
