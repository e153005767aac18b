"""A person's switches: what may come by which channel."""

import pytest
from django.urls import reverse

from digitilts.apps.audit.models import Entry
from digitilts.apps.people.models import PreferredChannel
from digitilts.values.channels import Channel
from digitilts.values.roles import Role
from tests.factories import make_municipality, make_person, make_preferred_channel, make_user

EVERYTHING = {
    "registration": ["sms", "email", "call", "letter"],
    "reminder": ["sms", "email", "call", "letter"],
    "conversation": ["sms", "email", "call", "letter"],
    "news": ["sms", "email"],
}


@pytest.fixture
def helper(client):
    client.force_login(make_user(Role.HELPER, make_municipality()))
    return client


def page_of(person):
    return reverse("people:channels", args=[person.pk])


def test_an_unticked_channel_is_off_and_the_rest_stay_as_usual(helper):
    """A tick alone is no wish: it must not outrank the channel that the person prefers for everything."""
    person = make_person()

    assert helper.post(page_of(person), {**EVERYTHING, "reminder": ["email"]}).status_code == 302

    off = set(PreferredChannel.objects.filter(is_on=False).values_list("topic", "channel"))
    assert off == {("reminder", Channel.SMS), ("reminder", Channel.CALL), ("reminder", Channel.LETTER)}
    assert not PreferredChannel.objects.filter(is_on=True).exists()


def test_ticking_again_brings_everything_back(helper):
    person = make_person()
    helper.post(page_of(person), {})
    helper.post(page_of(person), EVERYTHING)

    assert not PreferredChannel.objects.exists()


def test_an_express_wish_stays_when_the_page_is_saved(helper):
    wish = make_preferred_channel(topic="reminder", channel=Channel.CALL, is_on=True)

    helper.post(page_of(wish.person), EVERYTHING)

    assert PreferredChannel.objects.get().is_on


def test_saving_the_same_again_writes_no_audit_entry(helper):
    person = make_person()
    for _time in range(2):
        helper.post(page_of(person), {**EVERYTHING, "news": []})

    assert Entry.objects.filter(did="people.set_channels").count() == 1


def test_there_is_no_switch_for_changes_and_news_never_ring(helper):
    text = helper.get(page_of(make_person())).content.decode()

    assert 'name="change"' not in text
    assert text.count('name="news"') == len(EVERYTHING["news"])


def test_a_resident_sets_their_own(client):
    person = make_person()
    client.force_login(make_user(person=person))

    client.post(reverse("people:my_channels"), {**EVERYTHING, "news": []})

    assert set(PreferredChannel.objects.values_list("person", "topic")) == {(person.pk, "news")}
