"""The page of a person's switches."""

import pytest
from django.test import Client
from django.urls import reverse

from digitilts.apps.notices.rules import Topic
from digitilts.apps.people.models import PreferredChannel
from digitilts.values.channels import Channel
from digitilts.values.roles import Role
from tests.db.notices.pages import client_of
from tests.factories import make_other_territory, make_person, make_preferred_channel, make_user

EVERYTHING = {
    "registration": ["sms", "email", "call", "letter"],
    "reminder": ["sms", "email", "call", "letter"],
    "conversation": ["sms", "email", "call", "letter"],
    "news": ["sms", "email"],
}


def page_of(person):
    return reverse("notices:channel_switches", args=[person.pk])


def test_an_unticked_channel_is_off_and_the_rest_stay_as_usual():
    person = make_person()
    posted = {**EVERYTHING, "reminder": ["email"]}
    assert client_of(Role.HELPER).post(page_of(person), posted).status_code == 302
    off = set(PreferredChannel.objects.filter(is_on=False).values_list("topic", "channel"))
    assert off == {
        (Topic.REMINDER, Channel.SMS),
        (Topic.REMINDER, Channel.CALL),
        (Topic.REMINDER, Channel.LETTER),
    }
    assert not PreferredChannel.objects.filter(is_on=True).exists()


def test_an_express_wish_stays_when_the_page_is_saved():
    person = make_person()
    make_preferred_channel(person=person, topic=Topic.REMINDER, channel=Channel.CALL, is_on=True)
    client_of(Role.HELPER).post(page_of(person), EVERYTHING)
    assert PreferredChannel.objects.get().is_on


def test_a_resident_sets_their_own_on_a_calm_page():
    person = make_person()
    client = client_of(person=person)
    text = client.get(page_of(person)).content.decode()
    assert 'class="resident' in text
    client.post(page_of(person), {**EVERYTHING, "news": []})
    assert PreferredChannel.objects.filter(topic=Topic.NEWS, is_on=False).count() == 2


def test_there_is_no_switch_for_changes_of_lessons():
    assert 'name="change"' not in client_of(Role.HELPER).get(page_of(make_person())).content.decode()


@pytest.mark.parametrize("who", ["resident", "helper_elsewhere", "trainer"])
def test_nobody_elses_switches_are_found(who):
    client = {
        "resident": lambda: client_of(person=make_person()),
        "helper_elsewhere": lambda: client_of(Role.HELPER, make_other_territory()),
        "trainer": lambda: client_of(Role.TRAINER),
    }[who]()
    person = make_person()
    assert client.get(page_of(person)).status_code == 404
    assert client.post(page_of(person), {}).status_code == 404
    assert not PreferredChannel.objects.exists()


def test_an_auditor_looks_but_changes_nothing():
    person, client = make_person(), client_of(Role.AUDITOR)
    assert client.get(page_of(person)).status_code == 200
    client.post(page_of(person), {})
    assert not PreferredChannel.objects.exists()


def test_without_signing_in_there_is_only_the_way_to_sign_in():
    assert Client().get(page_of(make_person())).status_code == 302
    assert make_user().pk
