"""Registering on the public page: no account, no session, no JavaScript, nothing lost."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.rules import Form
from digitilts.apps.people.access import persons_visible_to
from digitilts.apps.people.models import Person
from digitilts.values.roles import Role
from tests.factories import (
    make_activity,
    make_actor,
    make_kind,
    make_lesson,
    make_municipality,
    make_other_territory,
    make_person,
    make_registration,
    make_territory,
    make_user,
    make_venue,
)

ME = {"given_name": "Velta", "family_name": "Bērziņa"}
TRAVEL = {"travel": "lift_both", "language": "lv", "channel": "", "needs": ["larger_text"]}


def url_of(lesson):
    return reverse("learning:register", args=[lesson.pk])


def hidden(page, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    assert found, page.content.decode()
    return found[1]


class Visitor:
    """Sends what a browser without JavaScript would send: the fields of the page that it was shown."""

    def __init__(self, client, lesson):
        self.client, self.url = client, url_of(lesson)
        self.page = client.get(self.url)

    def answer(self, **fields):
        sent = {"answers": hidden(self.page, "answers"), "step": hidden(self.page, "step"), **fields}
        self.last = sent
        self.page = self.client.post(self.url, sent)
        return self.page

    def register(self, who="me", contact=ME, travel=TRAVEL):
        self.answer(who=who)
        self.answer(**contact)
        self.answer(**travel)
        return self.answer()


def test_four_questions_make_a_registration_and_a_page_with_the_code(client):
    lesson = make_lesson()
    answer = Visitor(client, lesson).register()
    row = Registration.objects.get()
    assert answer.status_code == 302
    page = " ".join(client.get(answer.url).content.decode().split())
    assert " ".join(re.findall("..", row.code)) in page
    assert "Jums ir vieta" in page
    assert (row.person.name, row.travel, row.heard) == ("Velta Bērziņa", "lift_both", "own_click")
    assert (row.person.phone, row.person.email) == (None, None)
    assert list(row.person.needs.values_list("code", flat=True)) == ["larger_text"]


def test_no_session_and_no_cookie_but_the_form_guard_is_needed(client):
    Visitor(client, make_lesson()).register()
    assert "session" not in client.cookies


def test_the_last_click_five_times_makes_one_person_and_one_registration(client):
    visitor = Visitor(client, make_lesson())
    first = visitor.register()
    for _ in range(4):
        assert client.post(visitor.url, visitor.last).url == first.url
    assert Registration.objects.count() == 1
    assert Person.objects.count() == 1


def test_what_was_typed_survives_an_error(client):
    visitor = Visitor(client, make_lesson())
    visitor.answer(who="me")
    page = visitor.answer(given_name="Velta", phone="nav numurs")
    assert page.status_code == 422
    assert 'value="Velta"' in page.content.decode()
    assert "nav numurs" in page.content.decode()
    assert not Person.objects.exists()


def test_back_shows_the_earlier_answer(client):
    visitor = Visitor(client, make_lesson())
    visitor.answer(who="me")
    visitor.answer(**ME)
    page = visitor.answer(go="back")
    assert 'value="Velta"' in page.content.decode()


def test_answers_that_somebody_changed_are_asked_again(client):
    lesson = make_lesson()
    page = client.post(url_of(lesson), {"answers": "forged", "step": "check"})
    assert page.status_code == 422
    assert hidden(page, "step") == "who"
    assert not Registration.objects.exists()


def test_a_known_person_is_never_revealed_nor_reused(client):
    make_person(given_name="Velta", family_name="Bērziņa", phone="+37126123456")
    Visitor(client, make_lesson()).register(contact={**ME, "phone": "26 123 456"})
    assert Person.objects.filter(given_name="Velta").count() == 2


def test_a_relative_speaks_for_the_person_and_hears_the_news(client):
    contact = {**ME, "speaker_name": "Ivars Bērziņš", "speaker_phone": "26 123 457", "birth_year": "2016"}
    Visitor(client, make_lesson()).register(who="other", contact=contact)
    row = Registration.objects.get()
    assert (row.heard, row.on_word_of.name) == ("relative", "Ivars Bērziņš")
    assert row.person.proxies.count() == 0
    proxy = row.person.proxy_for.get()
    assert (proxy.person.phone, proxy.kind) == ("+37126123457", "guardian")


def test_a_child_alone_is_told_what_to_do(client):
    answer = Visitor(client, make_lesson()).register(contact={**ME, "birth_year": "2016"})
    assert answer.status_code == 422
    assert "Bērnu līdz 13 gadiem piesaka" in answer.content.decode()
    assert not Person.objects.exists()


def test_a_group_that_does_not_fit_chooses(client):
    lesson = make_lesson(seats=2)
    visitor = Visitor(client, lesson)
    contact = {"speaker_name": "Ivars", "names": "Anna A\nBiruta B\n\nCilda C"}
    asked = visitor.register(who="group", contact=contact)
    assert asked.status_code == 200
    assert "Visiem vietu nepietiek" in asked.content.decode()
    assert not Registration.objects.exists()
    done = visitor.answer(when_full="split")
    assert done.status_code == 302
    assert [row.status for row in Registration.objects.order_by("created_at", "waiting_number")].count(
        "registered"
    ) == 2
    assert "Cilda" in client.get(done.url).content.decode()


def test_a_full_lesson_leads_to_the_waiting_list(client):
    lesson = make_lesson(seats=1)
    make_registration(lesson=lesson)
    answer = Visitor(client, lesson).register()
    assert "Jūsu numurs rindā: 1" in client.get(answer.url).content.decode()


def test_a_consultation_asks_for_the_time_first(client, now):
    lesson = make_lesson(
        seats=2,
        activity=make_activity(kind=make_kind(form=Form.SLOTS)),
        starts_at=now + timedelta(days=1),
        ends_at=now + timedelta(days=1, hours=1),
        slot_minutes=30,
    )
    visitor = Visitor(client, lesson)
    assert hidden(visitor.page, "step") == "slot"
    slot = lesson.starts_at + timedelta(minutes=30)
    visitor.answer(slot=visitor.page.context["form"].fields["slot"].choices[1][0])
    visitor.register()
    assert Registration.objects.get().slot_at == slot


def test_who_is_signed_in_is_not_asked_for_the_name(client):
    person = make_person()
    client.force_login(make_user(person=person))
    visitor = Visitor(client, make_lesson())
    visitor.answer(who="me")
    assert hidden(visitor.page, "step") == "travel"
    visitor.answer(**TRAVEL)
    visitor.answer()
    assert Registration.objects.get().person == person


@pytest.mark.parametrize("given", [{"status": "cancelled"}, {"status": "held"}])
def test_a_lesson_that_takes_nobody_leads_back_to_its_page(client, now, given):
    given["cancelled_at"] = now if given["status"] == "cancelled" else None
    lesson = make_lesson(**given)
    assert client.get(url_of(lesson)).url == reverse("learning:lesson_page", args=[lesson.pk])


def test_asking_writes_nothing(client):
    lesson = make_lesson()
    client.get(url_of(lesson))
    assert Lesson.objects.get(pk=lesson.pk).seats_taken == 0
    assert not Registration.objects.exists()


def test_the_confirmation_opens_with_the_signed_code_only(client):
    row = make_registration()
    assert client.get(reverse("learning:registered", args=[row.code])).status_code == 404


def test_somebody_who_says_nothing_about_home_is_found_by_the_helpers_of_the_lesson(client):
    venue = make_venue(territory=make_territory())
    Visitor(client, make_lesson(venue=venue)).register()
    assert persons_visible_to(make_actor(Role.HELPER)).count() == 1
    assert persons_visible_to(make_actor(Role.HELPER, make_other_territory())).count() == 0


def test_at_a_venue_in_another_municipality_our_own_helpers_find_her(client):
    venue = make_venue(territory=make_other_territory(), serves=make_municipality())
    Visitor(client, make_lesson(venue=venue)).register()
    assert persons_visible_to(make_actor(Role.HELPER)).count() == 1
    assert persons_visible_to(make_actor(Role.HELPER, make_other_territory())).count() == 0
