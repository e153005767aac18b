"""Conversations at the desk: list, one conversation, and a question written down."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from digitilts.apps.notices.models import Conversation, ConversationEntry
from digitilts.apps.notices.rules import Author, ConversationStatus
from digitilts.values.roles import Role
from tests.db.notices.pages import client_of, queries_of
from tests.factories import (
    make_conversation,
    make_conversation_entry,
    make_other_territory,
    make_person,
    make_user,
)

LIST = reverse("notices:conversation_list")


def page_of(conversation):
    return reverse("notices:conversation", args=[conversation.pk])


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_one_that_waits_longest_stands_first(now):
    make_conversation(
        subject="Sen atbildēta", status=ConversationStatus.ANSWERED, last_entry_at=now - timedelta(days=9)
    )
    make_conversation(subject="Gaida īsu brīdi", last_entry_at=now - timedelta(hours=2))
    make_conversation(subject="Gaida ilgi", last_entry_at=now - timedelta(days=3))
    text = text_of(client_of(Role.HELPER).get(LIST))
    places = [text.index(subject) for subject in ("Gaida ilgi", "Gaida īsu brīdi", "Sen atbildēta")]
    assert places == sorted(places)
    assert "Gaida: 3 dienas" in text


def test_the_filter_keeps_one_status():
    make_conversation(subject="Slēgtā", status=ConversationStatus.CLOSED)
    make_conversation(subject="Atvērtā")
    text = text_of(client_of(Role.HELPER).get(LIST, {"status": "closed"}))
    assert "Slēgtā" in text
    assert "Atvērtā" not in text


def test_an_answer_is_written_and_shown_with_its_writer():
    conversation, client = make_conversation(), client_of(Role.HELPER, display_name="Anna Bērziņa")
    posted = {"text": "Nāciet ceturtdien.", "do": "answer", "submission_key": uuid4()}
    assert client.post(page_of(conversation), posted).status_code == 302
    text = text_of(client.get(page_of(conversation)))
    assert "Nāciet ceturtdien." in text
    assert "Anna Bērziņa" in text


def test_what_the_resident_says_by_phone_is_marked_as_written_down():
    conversation, client = make_conversation(), client_of(Role.HELPER, display_name="Anna Bērziņa")
    client.post(page_of(conversation), {"text": "Paldies!", "do": "write_down", "submission_key": uuid4()})
    assert ConversationEntry.objects.get().author == Author.HELPER
    assert "pierakstīja Anna Bērziņa" in text_of(client.get(page_of(conversation)))


def test_an_empty_answer_is_not_sent():
    conversation = make_conversation()
    response = client_of(Role.HELPER).post(
        page_of(conversation), {"text": " ", "do": "answer", "submission_key": uuid4()}
    )
    assert response.status_code == 200
    assert not ConversationEntry.objects.exists()


@pytest.mark.parametrize(("do", "status"), [("close", "closed"), ("reopen", "open")])
def test_close_and_open_again(do, status):
    before = ConversationStatus.CLOSED if do == "reopen" else ConversationStatus.OPEN
    conversation = make_conversation(status=before)
    client_of(Role.COORDINATOR).post(page_of(conversation), {"do": do})
    conversation.refresh_from_db()
    assert conversation.status == status


def test_somebody_elses_conversation_does_not_exist():
    conversation = make_conversation(person=make_person(home=make_other_territory()), subject="Svešā")
    client = client_of(Role.HELPER)
    assert "Svešā" not in text_of(client.get(LIST))
    assert client.get(page_of(conversation)).status_code == 404
    posted = {"text": "x", "submission_key": uuid4()}
    assert client.post(page_of(conversation), posted).status_code == 404


def test_an_auditor_sees_that_people_wrote_but_not_what():
    entry = make_conversation_entry(
        conversation=make_conversation(subject="Par slimību"), text="Man ir slimība"
    )
    client = client_of(Role.AUDITOR)
    for text in (text_of(client.get(LIST)), text_of(client.get(page_of(entry.conversation)))):
        assert "slimīb" not in text
        assert entry.conversation.code not in text
    client.post(page_of(entry.conversation), {"text": "x", "submission_key": uuid4()})
    assert ConversationEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.HELPER, 200), (Role.COORDINATOR, 200), (Role.AUDITOR, 200), (Role.TRAINER, 403), (None, 403)],
)
def test_who_may_open_the_list(role, status):
    assert client_of(role).get(LIST).status_code == status


def test_a_helper_writes_down_a_new_question_for_somebody():
    person, client = make_person(), client_of(Role.HELPER)
    address = reverse("notices:new_conversation", args=[person.pk])
    assert person.name in text_of(client.get(address))
    posted = {"text": "Kad var nākt?", "submission_key": uuid4()}
    urls = {client.post(address, posted).url for _time in range(2)}
    assert urls == {page_of(Conversation.objects.get())}


def test_not_for_somebody_of_another_municipality():
    person = make_person(home=make_other_territory())
    address = reverse("notices:new_conversation", args=[person.pk])
    assert client_of(Role.HELPER).get(address).status_code == 404


def test_more_conversations_and_entries_cost_no_more_queries():
    client, helper = client_of(Role.HELPER), make_user(Role.HELPER)
    first = make_conversation()
    make_conversation_entry(conversation=first, author=Author.STAFF, written_by=helper)
    few = queries_of(client, LIST), queries_of(client, page_of(first))
    for _one in range(10):
        make_conversation()
        make_conversation_entry(conversation=first, author=Author.STAFF, written_by=helper)
    assert (queries_of(client, LIST), queries_of(client, page_of(first))) == few
