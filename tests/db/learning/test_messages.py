"""Every message says what, when, where and whom to call; an SMS fits into two parts and has no link."""

from datetime import timedelta

import pytest

from digitilts.apps.learning.models import Registration
from digitilts.apps.learning.services.telling import lesson_facts, registration_facts
from digitilts.apps.notices.services.texts import write_texts
from tests.factories import make_activity, make_lesson, make_registration, make_venue

TWO_PARTS = 134  # two linked UCS-2 parts of 67 signs
OF_A_PLACE = [
    "seat_confirmed",
    "on_waiting_list",
    "seat_offered",
    "offer_expired",
    "registration_cancelled",
    "registration_moved",
    "reminder",
]
OF_A_LESSON = ["lesson_changed", "lesson_cancelled"]


def facts(now, name):
    lesson = make_lesson(
        activity=make_activity(
            title={
                "lv": "Kā droši norēķināties internetā un pamanīt krāpniekus",
                "en": "Paying safely online",
            },
            bring_along={"lv": "brilles", "en": "glasses"},
        ),
        venue=make_venue(
            name="Jaunsvirlaukas pagasta bibliotēka", address="Skolas iela 3", how_to_get_in="No pagalma"
        ),
        starts_at=now + timedelta(days=206, hours=4),  # ceturtdien, 24. septembrī
    )
    registration = Registration.objects.select_related("lesson__activity", "lesson__venue").get(
        pk=make_registration(lesson=lesson).pk
    )
    lesson = registration.lesson  # as it comes from the database: with texts in two languages
    registration.offered_until = now + timedelta(days=1)
    more = {
        "name": "Velta Kalniņa",
        "was_at": now,
        "was_in": "Elejas bibliotēka",
        "has_new_time": True,
        "has_new_place": True,
        "reason": "Pasniedzēja ir slima.",
        "place_in_line": 180,
    }
    own = registration_facts(registration, lesson) if name in OF_A_PLACE else lesson_facts(lesson)
    return {**own, **more} if name in OF_A_LESSON else {**more, **own, "place_in_line": 180}


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("name", [*OF_A_PLACE, *OF_A_LESSON])
def test_a_message_says_what_when_where_and_whom_to_call(name, language, now, settings):
    texts = write_texts(f"learning/{name}", facts(now, name), language)
    assert texts.language == language
    assert "\n" not in texts.subject
    for body in (texts.subject + texts.body, texts.sms):
        assert "None" not in body
        assert "{" not in body
        assert ("Kā droši" if language == "lv" else "Paying") in body
        assert ("24. septembrī" if language == "lv" else "24 September") in " ".join(body.split())
    assert "Jaunsvirlaukas pagasta bibliotēka" in texts.body
    for body in (texts.body, texts.sms):
        assert "+371 63" in body
    assert len(texts.sms) <= TWO_PARTS, (len(texts.sms), texts.sms)
    assert "http" not in texts.sms


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_receipt_has_the_code_and_a_link_that_opens_the_place(language, now, client):
    texts = write_texts("learning/seat_confirmed", facts(now, "seat_confirmed"), language)
    assert "/my/" in texts.body
    assert ("/en/" in texts.body) == (language == "en") or language == "en"
    assert ("Jūsu kods: " if language == "lv" else "Your code: ") in texts.body


def test_a_course_is_told_as_a_course(now):
    once = write_texts("learning/seat_confirmed", {**facts(now, "seat_confirmed"), "dates": 4}, "lv")
    assert "Nodarbību skaits: 4" in once.body


def test_a_wished_lift_is_repeated_back(now):
    given = {**facts(now, "seat_confirmed"), "travel": "lift_both"}
    assert "vajag aizvešanu" in write_texts("learning/seat_confirmed", given, "lv").body
    assert (
        "vajag aizvešanu" not in write_texts("learning/seat_confirmed", {**given, "travel": "bus"}, "lv").body
    )
