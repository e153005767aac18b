"""With the code and one letter a person sees, moves and gives up the place; nobody else does."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from digitilts.apps.learning.models import Registration
from digitilts.apps.learning.queries.codes import signed
from tests.factories import make_lesson, make_person, make_registration

FIND = "/learning/my/"
WRONG_WORDS = "Kods un burts neatbilst viens otram"


@pytest.fixture(autouse=True)
def _no_tries_before():
    cache.clear()


def page_of(row):
    return reverse("learning:my_registration", args=[signed(row.code)])


def try_to_find(client, code, letters):
    return client.post(FIND, {"code": code, "letters": letters})


@pytest.mark.parametrize("letters", ["v", "V", "Ve", "Kal", "ķal"])
def test_code_and_first_letters_open_the_place_however_they_are_typed(client, letters):
    row = make_registration(person=make_person(given_name="Velta", family_name="Kalniņa"))
    typed = f" {row.code[:4].lower()}-{row.code[4:]} "
    assert try_to_find(client, typed, letters).url == page_of(row)


def test_a_wrong_code_and_a_wrong_letter_get_the_same_answer(client):
    row = make_registration(person=make_person(given_name="Velta", family_name="Kalniņa"))
    wrong_letter, wrong_code = try_to_find(client, row.code, "x"), try_to_find(client, "A7K4M3P9", "v")
    assert wrong_letter.status_code == wrong_code.status_code == 422
    assert WRONG_WORDS in wrong_letter.content.decode()
    assert WRONG_WORDS in wrong_code.content.decode()


def test_after_ten_tries_even_the_right_letter_has_to_wait(client):
    row = make_registration(person=make_person(given_name="Velta"))
    for _ in range(10):
        try_to_find(client, row.code, "x")
    answer = try_to_find(client, row.code, "v")
    assert answer.status_code == 429
    assert "Pagaidiet ceturtdaļstundu" in answer.content.decode()


def test_a_bare_code_in_the_address_opens_nothing(client):
    row = make_registration()
    answer = client.get(reverse("learning:my_registration", args=[row.code]))
    assert answer.url == f"{FIND}?code={row.code}"
    forged = f"{row.code}:{'x' * 43}"
    assert client.get(reverse("learning:my_registration", args=[forged])).url.startswith(FIND)


def test_reading_changes_nothing_and_a_button_gives_the_place_up(client):
    row = make_registration()
    client.get(page_of(row) + "?do=cancel")
    row.refresh_from_db()
    assert row.status == "registered"
    assert client.post(page_of(row), {"do": "cancel"}).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.cancelled_how) == ("cancelled", "own_click")
    assert client.post(page_of(row), {"do": "cancel"}).status_code == 302


def test_the_place_moves_to_another_date_of_the_same_activity(client):
    row = make_registration()
    other = make_lesson(activity=row.lesson.activity)
    assert str(other.pk) in client.get(page_of(row)).content.decode()
    answer = client.post(page_of(row), {"move_to": str(other.pk)})
    moved = Registration.objects.get(lesson=other)
    assert answer.url == page_of(moved)
    assert page_of(moved) in client.get(page_of(row)).content.decode()


def test_a_date_that_filled_up_meanwhile_is_refused_in_words(client):
    row = make_registration()
    full = make_lesson(activity=row.lesson.activity, seats=1)
    make_registration(lesson=full)
    answer = client.post(page_of(row), {"move_to": str(full.pk)})
    assert answer.status_code == 422
    assert "Jūsu līdzšinējā vieta paliek Jums" in answer.content.decode()


@pytest.mark.parametrize(("button", "status"), [("accept", "registered"), ("decline", "cancelled")])
def test_an_offer_is_answered_with_one_button(client, button, status):
    row = make_registration(status="offered")
    assert "Mēs glabājam šo vietu Jums" in client.get(page_of(row)).content.decode()
    client.post(page_of(row), {"do": button})
    row.refresh_from_db()
    assert row.status == status


def test_a_place_in_the_waiting_list_says_which_one(client):
    lesson = make_lesson(seats=1)
    make_registration(lesson=lesson, status="waiting")
    second = make_registration(lesson=lesson, status="waiting")
    assert "Jūsu numurs rindā: 2" in client.get(page_of(second)).content.decode()


def test_a_cancelled_lesson_is_said_on_the_page(client, now):
    lesson = make_lesson(status="cancelled", cancelled_at=now, cancel_reason="Plūdi.")
    row = make_registration(lesson=lesson, status="cancelled", cancelled_at=now, cancelled_how="lesson")
    page = client.get(page_of(row)).content.decode()
    assert "Plūdi." in page
    assert 'value="cancel"' not in page


@pytest.mark.parametrize("typed", ["99999999", "9" * 30, "abc", "-1", "other activity", "draft"])
def test_what_is_no_other_date_of_the_same_activity_is_no_place_to_move_to(client, typed):
    row = make_registration()
    lesson = {
        "other activity": make_lesson,
        "draft": lambda: make_lesson(activity=row.lesson.activity, status="draft"),
    }.get(typed)

    answer = client.post(page_of(row), {"move_to": str(lesson().pk) if lesson else typed})

    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.status == "registered"
