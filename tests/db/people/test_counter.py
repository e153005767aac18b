"""Counter mode: one person at a time, nothing of the last one left, the helper never locked out."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from digitilts.apps.people.access import Actor, persons_visible_to
from digitilts.apps.people.models import CounterSession
from digitilts.apps.people.queries import counter_person, find_persons
from digitilts.apps.people.services.counter import (
    finish_counter,
    keep_counter_open,
    leave_counter,
    open_counter,
)
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.conftest import NOW
from tests.factories import make_lesson, make_other_territory, make_person, make_user


@pytest.fixture
def user():
    return make_user(Role.HELPER)


@pytest.fixture
def helper(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def velta():
    return make_person(given_name="Velta", family_name="Ozoliņa")


def serve(client, person):
    return client.post(reverse("people:open_counter", args=[person.pk]), follow=True)


def test_only_the_person_in_front_is_seen(user, velta, now):
    make_person(given_name="Velta", family_name="Cita")
    open_counter(person_id=velta.pk, by=Actor(user=user), now=now)

    actor = Actor(user=user, at=now)
    assert list(persons_visible_to(actor)) == [velta]
    assert find_persons("velta", actor) == [velta]
    assert counter_person(actor, now) == velta


def test_another_persons_page_does_not_exist_while_serving(helper, velta):
    other = make_person()
    helper.post(reverse("people:open_person", args=[other.pk]))
    serve(helper, velta)

    assert helper.get(reverse("people:person_page", args=[other.pk])).status_code == 404


def test_every_page_says_who_is_served_and_can_finish(helper, velta):
    page = serve(helper, velta).content.decode()

    assert "counter-banner" in page
    assert reverse("people:finish_counter") in page
    assert "counter-banner" in helper.get(reverse("places:venue_list")).content.decode()


def test_pages_about_others_are_closed_while_serving(helper, velta):
    serve(helper, velta)

    for name in ("person_list", "likely_duplicates", "new_person"):
        assert helper.get(reverse(f"people:{name}")).url == reverse("people:counter")


def test_finishing_wipes_and_leads_to_a_clean_page(helper, velta):
    serve(helper, velta)

    response = helper.post(reverse("people:finish_counter"))

    assert response["Clear-Site-Data"] == '"cache", "storage"'
    page = helper.get(response.url)
    assert "Velta" not in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_the_back_button_finds_nothing_of_the_last_person(helper, velta):
    serve(helper, velta)
    helper.post(reverse("people:finish_counter"))

    for url in (reverse("people:person_page", args=[velta.pk]), reverse("people:person_list")):
        assert helper.get(url).url == reverse("people:counter_ended")


def test_the_helper_goes_back_to_work_with_one_click(helper, velta):
    serve(helper, velta)
    helper.post(reverse("people:finish_counter"))

    helper.post(reverse("people:leave_counter"))

    assert helper.get(reverse("people:person_list")).status_code == 200


def test_the_next_person_can_be_called_at_once(helper, velta):
    nele = make_person(given_name="Nele")
    serve(helper, velta)
    helper.post(reverse("people:finish_counter"))

    page = serve(helper, nele).content.decode()

    assert "Nele" in page
    assert CounterSession.objects.filter(closed_at=None).count() == 1


def test_reopening_closes_the_earlier_session(user, velta, now):
    nele = make_person(given_name="Nele")
    open_counter(person_id=velta.pk, by=Actor(user=user, at=now), now=now)
    leave_counter(by=Actor(user=user, at=now), now=now)
    open_counter(person_id=nele.pk, by=Actor(user=user, at=now), now=now)

    assert CounterSession.objects.get(closed_at=None).person == nele


@pytest.mark.parametrize(("minutes", "is_open"), [(9, True), (11, False)])
def test_it_ends_by_itself_after_ten_idle_minutes(minutes, is_open, user, velta, now):
    open_counter(person_id=velta.pk, by=Actor(user=user), now=now)
    later = now + timedelta(minutes=minutes)

    assert (Actor(user=user, at=later).serves_at_counter == velta.pk) is is_open


def test_clicks_keep_it_open_but_never_longer_than_half_an_hour(user, velta, now):
    open_counter(person_id=velta.pk, by=Actor(user=user), now=now)

    for minutes in (8, 16, 24, 29):
        keep_counter_open(by=Actor(user=user), now=now + timedelta(minutes=minutes))

    assert CounterSession.objects.get().expires_at == now + timedelta(minutes=30)


def test_a_page_left_open_leaves_by_itself_without_javascript(helper, velta):
    response = serve(helper, velta)

    seconds, _url, address = response["Refresh"].replace(";", "").replace("url=", "url ").split()
    assert 590 <= int(seconds) <= 605
    assert address == reverse("people:counter_ended")


def test_when_the_time_is_over_the_staff_pages_are_behind_the_clean_page(helper, velta):
    serve(helper, velta)

    with time_machine.travel(NOW + timedelta(minutes=12), tick=True):
        response = helper.get(reverse("people:person_page", args=[velta.pk]))
        assert response.url == reverse("people:counter_ended")
        assert helper.get(response.url)["Clear-Site-Data"]
        helper.post(reverse("people:leave_counter"))
        assert helper.get(reverse("people:person_list")).status_code == 200


def test_nobody_serves_a_person_of_another_territory(user, now):
    stranger = make_person(home=make_other_territory())

    with pytest.raises(RefusedError, match="not_yours"):
        open_counter(person_id=stranger.pk, by=Actor(user=user), now=now)


def test_finishing_twice_is_harmless(user, velta, now):
    open_counter(person_id=velta.pk, by=Actor(user=user, at=now), now=now)

    finish_counter(by=Actor(user=user, at=now), now=now)
    finish_counter(by=Actor(user=user, at=now), now=now)

    assert CounterSession.objects.count() == 1


def test_staying_leads_back_to_the_person_and_opens_nobody_else(helper, velta):
    serve(helper, velta)
    page = helper.post(reverse("people:stay_at_counter"))
    assert page["Location"] == reverse("people:person_page", args=[velta.pk])


def test_staying_when_nobody_is_served_wipes_and_leads_to_the_clean_page(helper):
    page = helper.post(reverse("people:stay_at_counter"))
    assert page["Location"] == reverse("people:counter")
    assert page["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(
    "name", ["learning:caller", "learning:register_for", "notices:new_conversation", "people:person_page"]
)
def test_no_title_stays_with_a_name_in_the_history_of_the_shared_computer(name, helper, velta):
    """Nothing can wipe the list of visited pages: so their titles name nobody."""
    serve(helper, velta)
    arguments = {
        "learning:caller": [],
        "learning:register_for": [velta.pk, make_lesson().pk],
    }.get(name, [velta.pk])

    page = helper.get(reverse(name, args=arguments)).content.decode()

    title = page.split("<title>")[1].split("</title>")[0]
    assert velta.given_name not in title
    assert velta.family_name not in title


def test_words_about_the_last_person_that_nobody_read_are_gone_with_them(helper, velta):
    serve(helper, velta)
    helper.post(
        reverse("learning:register_for", args=[velta.pk, make_lesson().pk]),
        {"travel": "on_foot", "heard": "counter"},
    )
    assert "messages" in helper.cookies

    helper.post(reverse("people:finish_counter"))

    assert velta.given_name not in helper.get(reverse("people:counter")).content.decode()
    assert not helper.cookies["messages"].value
