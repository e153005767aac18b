"""Letters: what waits, one PDF of all, and marking them as printed."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from digitilts.apps.notices.rules import MessageStatus
from digitilts.values.channels import Channel
from digitilts.values.roles import Role
from tests.db.notices.pages import client_of, queries_of
from tests.factories import make_message, make_other_territory, make_person

LIST, PDF = reverse("notices:letter_list"), reverse("notices:letters_pdf")


def letter_for(person=None, **given):
    given = {
        "channel": Channel.LETTER,
        "address": "Lielā iela 12, Eleja, LV-3023",
        "status": MessageStatus.TO_PRINT,
        "subject": "Jums ir vieta",
        "body": "Labdien, Velta!\n\nNodarbība ir ceturtdien.\nKods A7 K4.",
        **given,
    }
    return make_message(person=person or make_person(), **given)


def test_marking_as_printed_is_done_once_with_a_receipt():
    letter, other = letter_for(), letter_for()
    client = client_of(Role.HELPER)
    for _time in range(2):
        assert client.post(LIST, {"letter": [str(letter.pk), "nonsense"]}).status_code == 302
    letter.refresh_from_db()
    other.refresh_from_db()
    assert (letter.status, other.status) == (MessageStatus.PRINTED, MessageStatus.TO_PRINT)
    assert letter.receipts.get().detail == "printed"


def test_letters_of_another_municipality_stay_untouched():
    letter = letter_for(make_person(given_name="Svešā", home=make_other_territory()))
    client = client_of(Role.HELPER)
    assert "Svešā" not in client.get(LIST).content.decode()
    client.post(LIST, {"letter": [str(letter.pk)]})
    letter.refresh_from_db()
    assert letter.status == MessageStatus.TO_PRINT


def test_the_pdf_has_a_page_per_letter_with_address_words_and_phone(settings):
    letter_for(), letter_for(make_person(given_name="Austra"), language="en", subject="Your place")
    response = client_of(Role.HELPER).get(PDF)
    assert response["Content-Type"] == "application/pdf"
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages]
    assert len(pages) == 2
    for page in pages:
        assert "Lielā iela 12" in page
        assert "Nodarbība ir ceturtdien." in page
        assert settings.HELP_PHONE in page
    assert "Zvaniet Ilzei" in pages[0]
    assert "Call Ilze" in pages[1]


def test_words_that_look_like_markup_stay_words():
    letter_for(body='#panic("x") *bold* $x$ \\ "quote"', subject="= #sys")
    response = client_of(Role.HELPER).get(PDF)
    text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert '#panic("x") *bold* $x$' in text


def test_printing_changes_nothing():
    letter = letter_for()
    client_of(Role.HELPER).get(PDF)
    letter.refresh_from_db()
    assert letter.status == MessageStatus.TO_PRINT


def test_without_letters_there_is_no_empty_pdf():
    assert client_of(Role.HELPER).get(PDF).url == LIST


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.HELPER, 200), (Role.COORDINATOR, 200), (Role.AUDITOR, 403), (Role.TRAINER, 403), (None, 403)],
)
def test_who_may_open_the_list(role, status):
    assert client_of(role).get(LIST).status_code == status


def test_more_letters_cost_no_more_queries():
    client = client_of(Role.HELPER)
    letter_for()
    few = queries_of(client, LIST)
    for _one in range(10):
        letter_for()
    assert queries_of(client, LIST) == few
