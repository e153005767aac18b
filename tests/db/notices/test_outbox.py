"""The outbox page and one message with its receipts."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from digitilts.apps.notices.models import Message
from digitilts.apps.notices.rules import MessageStatus, Topic
from digitilts.values.channels import Channel
from digitilts.values.roles import Role
from tests.db.notices.pages import client_of, queries_of
from tests.factories import (
    make_call_attempt,
    make_message,
    make_other_territory,
    make_person,
    make_receipt,
)

OUTBOX = reverse("notices:outbox")
WORDS = "Jūs esat pieteikta uz ceturtdienu."


def page_of(message):
    return reverse("notices:message_page", args=[message.pk])


def sent(**given):
    given = {
        "person": given.pop("person", None) or make_person(phone="+37126123456"),
        "status": MessageStatus.SENT,
        "body": WORDS,
        "subject": "Vieta nodarbībā",
        **given,
    }
    message = make_message(**given)
    message.done_at = message.created_at
    message.save(update_fields=["done_at"])
    make_receipt(message=message)
    return message


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("name", "value", "matching"),
    [
        ("status", MessageStatus.SENT, {"status": MessageStatus.SENT}),
        ("channel", Channel.EMAIL, {"channel": Channel.EMAIL}),
        ("topic", Topic.CHANGE, {"topic": Topic.CHANGE}),
        ("reached", "no", {"status": MessageStatus.TO_CALL}),
    ],
)
def test_each_filter_keeps_what_fits(name, value, matching):
    other = {"status": MessageStatus.QUEUED, "channel": Channel.SMS, "topic": Topic.NEWS}
    make_message(person=make_person(given_name="Derīga"), **{**other, **matching})
    make_message(person=make_person(given_name="Liekā"), **other)
    text = text_of(client_of(Role.COORDINATOR).get(OUTBOX, {name: value}))
    assert "Derīga" in text
    assert "Liekā" not in text


def test_a_nonsense_filter_filters_nothing():
    message = sent()
    assert message.person.name in text_of(client_of(Role.COORDINATOR).get(OUTBOX, {"status": "x"}))


def test_what_came_too_late_counts_as_nobody_reached():
    message = sent(status=MessageStatus.DROPPED)
    make_receipt(message=message, is_success=False, detail="too_late")
    text = text_of(client_of(Role.COORDINATOR).get(OUTBOX, {"reached": "no"}))
    assert text.count(message.person.name) == 1


def test_a_message_shows_its_words_and_its_whole_story():
    message = sent()
    make_call_attempt(message=message, note="Runāja meita")
    text = text_of(client_of(Role.COORDINATOR).get(page_of(message)))
    assert WORDS in text
    assert "Vārteja ziņu pieņēma." in text
    assert "Runāja meita" in text


def test_an_auditor_sees_everything_but_the_words():
    message = sent()
    make_call_attempt(message=message, note="Runāja meita")
    client = client_of(Role.AUDITOR)
    for text in (text_of(client.get(OUTBOX)), text_of(client.get(page_of(message)))):
        assert message.person.name in text
        for hidden in (WORDS, "Vieta nodarbībā", "26 123 456", "Runāja meita"):
            assert hidden not in text


def test_messages_of_another_municipality_do_not_exist():
    message = sent(person=make_person(given_name="Svešā", home=make_other_territory()))
    client = client_of(Role.COORDINATOR)
    assert "Svešā" not in text_of(client.get(OUTBOX))
    assert client.get(page_of(message)).status_code == 404
    assert client.post(page_of(message), {"submission_key": uuid4()}).status_code == 404


def test_sending_again_makes_one_new_message_whatever_is_pressed():
    message, client, key = sent(), client_of(Role.COORDINATOR), uuid4()
    first = client.post(page_of(message), {"submission_key": key})
    second = client.post(page_of(message), {"submission_key": key})
    again = Message.objects.exclude(pk=message.pk).get()
    assert first.url == second.url == page_of(again)
    assert (again.body, again.status) == (WORDS, MessageStatus.QUEUED)


def test_what_is_past_is_not_sent_again(now):
    message = sent(useful_until=now - timedelta(hours=1))
    response = client_of(Role.COORDINATOR).post(page_of(message), {"submission_key": uuid4()})
    assert "par vēlu" in text_of(response)
    assert Message.objects.count() == 1


@pytest.mark.parametrize("role", [Role.HELPER, Role.AUDITOR])
def test_only_those_who_run_the_outbox_send_again(role):
    message = sent()
    client_of(role).post(page_of(message), {"submission_key": uuid4()})
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.COORDINATOR, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.AUDITOR, 200),
        (Role.HELPER, 200),
        (Role.TRAINER, 403),
        (Role.DRIVER, 403),
        (None, 403),
    ],
)
def test_who_may_open_the_outbox(role, status):
    assert client_of(role).get(OUTBOX).status_code == status


def test_more_messages_cost_no_more_queries():
    client = client_of(Role.COORDINATOR)
    sent()
    few = queries_of(client, OUTBOX)
    for _one in range(10):
        sent()
    assert queries_of(client, OUTBOX) == few
