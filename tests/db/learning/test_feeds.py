"""Calendars can be read by others, keep 10.00 at 10.00 and strike what is cancelled."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from digitilts.apps.learning.models import CalendarFeed
from digitilts.apps.learning.services.feeds import feed_of_person, feed_of_trainer
from digitilts.apps.people.access import Actor
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import (
    make_actor,
    make_feed,
    make_lesson,
    make_other_territory,
    make_person,
    make_registration,
    make_territory,
    make_user,
    make_venue,
)

RIGA = ZoneInfo("Europe/Riga")


def events(answer):
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Riga"]
    return calendar.walk("VEVENT")


def test_a_lesson_can_be_put_into_a_calendar(client):
    lesson = make_lesson(sequence=3, room="2. stāvs")
    (event,) = events(client.get(reverse("learning:lesson_calendar", args=[lesson.pk])))
    assert event["UID"] == f"lesson-{lesson.pk}@digitilts"
    assert (event["SEQUENCE"], event["STATUS"]) == (3, "CONFIRMED")
    assert event.decoded("DTSTART") == lesson.starts_at.replace(microsecond=0)
    assert "2. stāvs" in event["LOCATION"]


def test_ten_oclock_stays_ten_oclock_in_the_week_when_the_clock_changes(client):
    venue = make_venue()
    for day in (22, 29):  # summer time begins on 29 March 2026
        make_lesson(venue=venue, starts_at=datetime(2026, 3, day, 10, 0, tzinfo=RIGA))
    starts = [
        event.decoded("DTSTART") for event in events(client.get(f"/learning/calendar/venue/{venue.pk}.ics"))
    ]
    assert [start.astimezone(RIGA).hour for start in starts] == [10, 10]
    assert starts[1] - starts[0] == timedelta(days=7)
    assert starts[1].timestamp() - starts[0].timestamp() == timedelta(days=6, hours=23).total_seconds()


def test_a_cancelled_lesson_is_struck_and_a_draft_is_unknown(client, now):
    venue = make_venue()
    make_lesson(venue=venue, status="cancelled", cancelled_at=now)
    make_lesson(venue=venue, status="draft")
    (event,) = events(client.get(f"/learning/calendar/venue/{venue.pk}.ics"))
    assert event["STATUS"] == "CANCELLED"


def test_parish_and_kind_have_calendars(client):
    lesson = make_lesson(venue=make_venue(territory=make_territory("0054020", "Glūdas pagasts")))
    make_lesson()
    parish = events(client.get(f"/learning/calendar/parish/{lesson.venue.territory_id}.ics"))
    kind = events(client.get(f"/learning/calendar/kind/{lesson.activity.kind.code}.ics"))
    assert (
        [event["UID"] for event in parish]
        == [event["UID"] for event in kind]
        == [f"lesson-{lesson.pk}@digitilts"]
    )
    assert client.get("/learning/calendar/kind/none.ics").status_code == 404


def test_a_person_has_a_secret_calendar_of_her_own_places(client, now):
    person = make_person()
    row = make_registration(person=person)
    make_registration(person=person, status="waiting")
    make_registration(person=person, status="cancelled", cancelled_at=now, cancelled_how="own_click")
    feed = feed_of_person(person_id=person.pk, by=Actor(user=make_user(person=person)), now=now)
    answer = client.get(reverse("learning:secret_feed", args=[feed.secret]))
    assert [event["UID"] for event in events(answer)] == [f"lesson-{row.lesson_id}@digitilts"]
    assert "no-store" in answer["Cache-Control"]


def test_a_trainer_has_a_calendar_of_her_lessons(client, now):
    trainer = make_actor(Role.TRAINER)
    lesson = make_lesson(trainers=[trainer.user])
    make_lesson()
    feed = feed_of_trainer(by=trainer, now=now)
    found = events(client.get(reverse("learning:secret_feed", args=[feed.secret])))
    assert [event["UID"] for event in found] == [f"lesson-{lesson.pk}@digitilts"]


def test_a_new_secret_makes_the_old_one_useless(client, now):
    trainer = make_actor(Role.TRAINER)
    old = feed_of_trainer(by=trainer, now=now)
    assert feed_of_trainer(by=trainer, now=now) == old
    new = feed_of_trainer(by=trainer, now=now, anew=True)
    assert client.get(reverse("learning:secret_feed", args=[old.secret])).status_code == 404
    assert client.get(reverse("learning:secret_feed", args=[new.secret])).status_code == 200


def test_nobody_makes_a_calendar_of_a_stranger(now):
    stranger = make_person(home=make_other_territory())
    with pytest.raises(RefusedError, match="not_yours"):
        feed_of_person(person_id=stranger.pk, by=make_actor(Role.HELPER), now=now)


def test_guessing_a_secret_finds_nothing(client):
    make_feed()
    assert client.get(reverse("learning:secret_feed", args=["x" * 43])).status_code == 404


def test_looking_makes_no_secret_and_a_button_does(client):
    client.force_login(make_user(person=make_person()))
    client.get("/learning/calendar/")
    assert not CalendarFeed.objects.exists()
    client.post("/learning/calendar/", {"do": "make"})
    first = CalendarFeed.objects.get()
    assert first.secret in client.get("/learning/calendar/").content.decode()
    client.post("/learning/calendar/", {"do": "renew"})
    assert first.secret not in client.get("/learning/calendar/").content.decode()


def test_a_stranger_has_no_calendar_page(client):
    assert client.get("/learning/calendar/").status_code == 302


def test_the_lessons_page_leads_to_the_calendars_of_its_parish_kind_and_venue(client: Client) -> None:
    lesson = make_lesson()

    page = client.get(reverse("learning:lesson_page", args=[lesson.pk])).content.decode()

    assert reverse("learning:parish_feed", args=[lesson.venue.territory_id]) in page
    assert reverse("learning:kind_feed", args=[lesson.activity.kind.code]) in page
    assert reverse("learning:venue_feed", args=[lesson.venue_id]) in page
