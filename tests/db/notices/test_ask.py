"""The public pages: ask, find by code, read and write on."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from digitilts.apps.notices.models import Conversation
from digitilts.apps.notices.rules import Author, ConversationStatus
from digitilts.apps.notices.services import guarding
from digitilts.values.codes import grouped
from tests.db.notices.pages import text_of
from tests.factories import make_conversation, make_conversation_entry, make_territory, make_user

ASK, FIND = reverse("notices:ask"), reverse("notices:find_conversation")


@pytest.fixture(autouse=True)
def _counts_begin_at_zero():
    cache.clear()


def question(**given):
    return {
        "text": "Kad būs nākamā nodarbība?",
        "name": "Velta Ozola",
        "territory": make_territory().pk,
        "answer_by": "none",
        "submission_key": str(uuid4()),
        **given,
    }


def mine(conversation):
    return reverse("notices:my_conversation", args=[conversation.code])


def test_a_question_gets_a_code_that_can_be_read_aloud():
    response = Client().post(ASK, question(), follow=True)
    conversation = Conversation.objects.get()
    assert response.redirect_chain == [(mine(conversation), 302)]
    assert grouped(conversation.code) in text_of(response)


@pytest.mark.parametrize(
    ("answer_by", "words"),
    [("call", "piezvanīt"), ("sms", "nosūtīt SMS"), ("email", "uzrakstīt"), ("letter", "vēstule Jūs atrod")],
)
def test_the_chosen_way_needs_its_address_and_nothing_typed_is_lost(answer_by, words):
    text = text_of(Client().post(ASK, question(answer_by=answer_by)))
    assert words in text
    assert "Velta Ozola" in text
    assert not Conversation.objects.exists()


def test_a_phone_is_kept_in_one_form():
    Client().post(ASK, question(answer_by="call", phone="26 123 456"))
    assert Conversation.objects.get().person.phone == "+37126123456"


def test_five_clicks_are_one_question():
    posted = question()
    for _click in range(5):
        Client().post(ASK, posted)
    assert Conversation.objects.count() == 1


def test_a_class_behind_one_address_may_ask_a_flood_may_not(monkeypatch):
    statuses = [Client().post(ASK, question()).status_code for _person in range(25)]
    assert set(statuses) == {302}
    monkeypatch.setattr(guarding, "QUESTIONS_PER_HOUR", 25)
    response = Client().post(ASK, question(text="Vēl viens"))
    assert "pārāk daudz jautājumu" in text_of(response)
    assert "Vēl viens" in text_of(response)
    assert Conversation.objects.count() == 25


@pytest.mark.parametrize("typed", ["a7k4 m3p9", "A7-K4-M3-P9", " A7K4M3P9 "])
def test_a_code_is_found_however_it_is_typed(typed):
    make_conversation(code="A7K4M3P9")
    response = Client().get(FIND, {"code": typed}, follow=True)
    assert "A7 K4 M3 P9" in text_of(response)


def test_an_unknown_code_is_not_found_and_says_what_to_do():
    response = Client().get(reverse("notices:my_conversation", args=["ZZZZ"]))
    assert response.status_code == 404
    assert "Šādu kodu neatrodam" in text_of(response)


def test_guessing_codes_ends(monkeypatch):
    monkeypatch.setattr(guarding, "WRONG_CODES_PER_HOUR", 3)
    conversation = make_conversation()
    for guess in ("AAAA", "CCCC", "DDDD"):
        Client().get(reverse("notices:my_conversation", args=[guess]))
    assert Client().get(mine(conversation)).status_code == 404


def test_the_holder_of_the_code_writes_on_and_it_waits_for_us_again():
    conversation = make_conversation(status=ConversationStatus.ANSWERED)
    posted = {"text": "Paldies, nākšu.", "submission_key": uuid4()}
    for _click in range(2):
        assert Client().post(mine(conversation), posted).url == mine(conversation)
    conversation.refresh_from_db()
    assert conversation.entries.get().author == Author.RESIDENT
    assert conversation.status == ConversationStatus.OPEN


def test_the_resident_sees_who_answered_but_no_page_of_staff():
    conversation = make_conversation()
    make_conversation_entry(
        conversation=conversation, author=Author.STAFF, written_by=make_user(display_name="Anna Bērziņa")
    )
    text = text_of(Client().get(mine(conversation)))
    assert "Anna Bērziņa" in text
    assert f"/people/{conversation.person_id}" not in text


def test_reading_writes_nothing_into_the_conversation():
    conversation = make_conversation()
    before = Conversation.objects.values().get()
    Client().get(mine(conversation))
    Client().get(ASK)
    assert Conversation.objects.values().get() == before
