"""News go to those who agreed, once, and only after somebody has seen the number."""

from uuid import uuid4

import pytest
from django.urls import reverse

from digitilts.apps.notices.models import Message
from digitilts.apps.notices.rules import Topic
from digitilts.apps.notices.services import news
from digitilts.kit.translated_text import TranslatedText
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.db.notices.pages import client_of, text_of
from tests.factories import (
    make_actor,
    make_consent,
    make_municipality,
    make_other_territory,
    make_person,
    make_territory,
)

PAGE = reverse("notices:news")


def reader(**given):
    person = make_person(**{"phone": "+37126123456", **given})
    make_consent(person=person)
    return person


def typed(**given):
    return {
        "territory": make_territory().pk,
        "heading_lv": "Atvērto durvju diena",
        "text_lv": "Sestdien bibliotēkā.",
        "text_en": "On Saturday at the library.",
        "submission_key": str(uuid4()),
        **given,
    }


def test_the_number_is_shown_and_nothing_is_sent():
    reader()
    text = text_of(client_of(Role.COORDINATOR).post(PAGE, typed(do="count")))
    assert "Šo ziņu saņems 1 cilvēks." in text
    assert not Message.objects.exists()


def test_it_goes_to_those_who_agreed_in_their_language_once():
    latvian, english = reader(), reader(language="en")
    make_person(phone="+37126000000")
    client, posted = client_of(Role.COORDINATOR), typed(do="send")
    for _click in range(2):
        client.post(PAGE, posted)
    bodies = dict(Message.objects.values_list("person", "body"))
    assert set(bodies) == {latvian.pk, english.pk}
    assert "Sestdien bibliotēkā." in bodies[latvian.pk]
    assert "On Saturday at the library." in bodies[english.pk]
    assert set(Message.objects.values_list("topic", flat=True)) == {Topic.NEWS}


def test_a_parish_is_not_the_whole_municipality():
    reader()
    elsewhere = reader(home=make_territory("0054020", "Glūdas pagasts"))
    client = client_of(Role.COORDINATOR)
    client.post(PAGE, typed(do="send", territory=elsewhere.home.pk))
    assert Message.objects.get().person == elsewhere
    text = text_of(client.post(PAGE, typed(do="count", territory=make_municipality().pk)))
    assert "Šo ziņu saņems 2 cilvēki." in text


def test_another_municipality_is_not_offered_and_not_obeyed(now):
    stranger = reader(home=make_other_territory())
    text = text_of(client_of(Role.COORDINATOR).post(PAGE, typed(do="send", territory=stranger.home.pk)))
    assert "Tukuma" not in text
    with pytest.raises(RefusedError, match="not_yours"):
        news.send_news(
            territory_id=stranger.home.pk,
            heading=TranslatedText(lv="x"),
            text=TranslatedText(lv="y"),
            by=make_actor(Role.COORDINATOR),
            now=now,
            submission_key=uuid4(),
        )
    assert not Message.objects.exists()


def test_too_many_at_once_are_refused_in_words(monkeypatch):
    monkeypatch.setattr(news, "MOST_PEOPLE", 1)
    reader(), reader()
    text = text_of(client_of(Role.COORDINATOR).post(PAGE, typed(do="send")))
    assert "pa vienam pagastam" in text
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.COORDINATOR, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.HELPER, 403),
        (Role.AUDITOR, 403),
        (None, 403),
    ],
)
def test_who_may_send_news(role, status):
    assert client_of(role).get(PAGE).status_code == status
