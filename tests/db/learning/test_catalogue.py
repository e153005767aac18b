"""Everybody finds a lesson: filters in the address, words for seats, a way on when nothing is found."""

from datetime import timedelta

import pytest
from django.urls import reverse

from digitilts.apps.learning.queries.catalogue import Filters, upcoming, wish
from digitilts.apps.learning.rules import Audience, Form, Topic
from tests.factories import make_activity, make_kind, make_lesson, make_territory, make_venue

URL = "/learning/"


def titles(page):
    return [card.title for card in page.context["page"].object_list]


def lesson_called(title, *, kind=None, **given):
    activity = make_activity(title={"lv": title, "en": f"{title} (en)"}, **({"kind": kind} if kind else {}))
    return make_lesson(activity=activity, **given)


def test_a_stranger_sees_the_lessons_ahead_earliest_first(client, now):
    lesson_called("Vēlāk", starts_at=now + timedelta(days=9))
    lesson_called("Drīz", starts_at=now + timedelta(days=2))
    lesson_called("Bija", starts_at=now - timedelta(days=2))
    lesson_called("Melnraksts", status="draft")
    lesson_called("Atcelta", status="cancelled", cancelled_at=now)
    lesson_called("Darbiniekiem", kind=make_kind(audience=Audience.STAFF))
    page = client.get(URL)
    assert titles(page) == ["Drīz", "Vēlāk"]
    assert "trešdien, 4.\N{NO-BREAK SPACE}martā" in page.content.decode()


def test_each_filter_narrows_and_stays_in_the_address(client, now):
    parish = make_territory("0054020", "Glūdas pagasts")
    wanted = make_lesson(
        activity=make_activity(title={"lv": "Īstā"}, topic=Topic.SAFETY, level=2, language="ru"),
        venue=make_venue(territory=parish, is_step_free=True),
        starts_at=now + timedelta(days=20),
    )
    make_lesson()
    day = (now + timedelta(days=10)).date()
    for query in (
        f"parish={parish.pk}",
        "topic=safety",
        "level=2",
        "language=ru",
        "step_free=on",
        f"from_day={day}",
        f"activity={wanted.activity_id}",
        f"kind={wanted.activity.kind.code}",
    ):
        page = client.get(f"{URL}?{query}")
        assert [card.lesson_id for card in page.context["page"].object_list] == [wanted.pk], query


def test_nonsense_in_the_address_shows_everything_instead_of_an_error(client):
    make_lesson()
    assert len(titles(client.get(f"{URL}?parish=x&level=9&from_day=never&page=77"))) == 1


def test_nothing_found_gives_the_phone_and_a_way_back(client, settings):
    make_lesson()
    page = client.get(f"{URL}?level=3").content.decode()
    assert "Tādas nodarbības pašlaik nav" in page
    assert settings.HELP_PHONE in page.replace("\u00a0", " ")


def test_a_course_stands_once_with_its_next_date(now):
    activity, venue = make_activity(kind=make_kind(form=Form.SERIES)), make_venue()
    for week in (1, 2, 3):
        make_lesson(activity=activity, venue=venue, starts_at=now + timedelta(days=7 * week))
    (card,) = upcoming(Filters(), now)
    assert (card.dates, card.starts_at) == (3, now + timedelta(days=7))


@pytest.mark.parametrize(
    ("taken", "words"), [(0, "10 brīvas vietas"), (9, "Vairs tikai 1 vieta"), (10, "Pilna, bet var gaidīt")]
)
def test_seats_are_said_in_words(client, taken, words):
    make_lesson(seats=10, seats_taken=taken)
    assert words in client.get(URL).content.decode()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("redzēt mazbērnus", "redzēt mazbērnus"),
        ("Gribu redzēt mazbērnus", "redzēt mazbērnus"),
        ("…runāt pa video.", "runāt pa video"),
        ("Gribulis", "Gribulis"),
    ],
)
def test_a_wish_continues_the_words_i_want_to(written, shown):
    assert wish(written) == shown


def test_the_number_of_queries_does_not_grow_with_lessons(client, django_assert_max_num_queries):
    make_lesson()
    client.get(URL)
    for _ in range(15):
        make_lesson()
    with django_assert_max_num_queries(4):
        client.get(URL)


def test_the_page_of_a_lesson_says_what_when_where_and_how(client, now):
    lesson = make_lesson(
        venue=make_venue(name="Elejas bibliotēka", how_to_get_in="Ieeja no pagalma", is_step_free=True)
    )
    page = client.get(reverse("learning:lesson_page", args=[lesson.pk])).content.decode()
    for words in ("Kā pieteikties ārstam", "Ieeja no pagalma", "Var iekļūt bez pakāpieniem", "Pieteikties"):
        assert words in page


@pytest.mark.parametrize("status", ["draft", None])
def test_a_lesson_that_is_not_public_is_not_found(client, status):
    number = make_lesson(status=status).pk if status else 999_999
    assert client.get(reverse("learning:lesson_page", args=[number])).status_code == 404


def test_open_doors_ask_nobody_to_register(client):
    lesson = make_lesson(activity=make_activity(kind=make_kind(form=Form.WALK_IN)))
    page = client.get(reverse("learning:lesson_page", args=[lesson.pk])).content.decode()
    assert "Nav jāpiesakās" in page
    assert reverse("learning:register", args=[lesson.pk]) not in page


def test_a_cancelled_lesson_says_so_and_gives_the_phone(client, now, settings):
    lesson = make_lesson(status="cancelled", cancelled_at=now, cancel_reason="Pasniedzēja ir slima.")
    page = client.get(reverse("learning:lesson_page", args=[lesson.pk])).content.decode()
    assert "Šī nodarbība nenotiks" in page
    assert "Pasniedzēja ir slima." in page
    assert settings.HELP_PHONE in page.replace("\u00a0", " ")


def test_the_link_of_a_venue_shows_the_lessons_of_that_venue(client):
    here, elsewhere = make_lesson(), make_lesson()
    page = client.get(reverse("places:venue_page", args=[here.venue_id])).content.decode()
    link = next(part for part in page.split('"') if "venue=" in part)

    shown = client.get(link).context["page"].object_list

    assert [card.lesson_id for card in shown] == [here.pk]
    assert elsewhere.venue_id != here.venue_id


@pytest.mark.parametrize("query", ["activity=" + "9" * 40, "venue=" + "9" * 40, "kind=%00"])
def test_an_address_that_no_page_makes_is_not_found(client, query):
    assert client.get(f"/learning/?{query}").status_code == 404
