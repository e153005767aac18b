"""Lessons as calendars: who may subscribe to what, and the iCalendar text itself."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from icalendar import Calendar, Event, Timezone

from digitilts.apps.learning.models import CalendarFeed, Lesson, Registration
from digitilts.apps.learning.queries.catalogue import public_lessons
from digitilts.apps.learning.rules import HOLDS_SEAT, LessonStatus
from digitilts.apps.people.access import Actor
from digitilts.values.roles import Role

PAST = timedelta(days=60)
FUTURE = timedelta(days=365)
MOST_EVENTS = 1000


def window(now: datetime) -> Q:
    return Q(starts_at__gte=now - PAST, starts_at__lte=now + FUTURE)


def lessons_at(venue_id: int, now: datetime) -> list[Lesson]:
    return list(public_lessons().filter(window(now), venue=venue_id).order_by("starts_at")[:MOST_EVENTS])


def lessons_in(territory_path: str, now: datetime) -> list[Lesson]:
    """Of a parish, or of everything below a municipality."""
    below = Q(venue__territory__path__startswith=territory_path)
    return list(public_lessons().filter(window(now), below).order_by("starts_at")[:MOST_EVENTS])


def lessons_of_kind(code: str, now: datetime) -> list[Lesson]:
    rows = public_lessons().filter(window(now), activity__kind__code=code)
    return list(rows.order_by("starts_at")[:MOST_EVENTS])


def secret_lessons(secret: str, now: datetime) -> tuple[list[Lesson], dict[int, datetime]] | None:
    """The lessons of the person or trainer whose secret this is, and slots; None when it is not valid."""
    feed = CalendarFeed.objects.filter(secret=secret, revoked_at=None).first()
    if feed is None:
        return None
    loaded = Lesson.objects.select_related("activity__kind", "venue__territory").filter(window(now))
    if feed.user_id:
        return list(loaded.filter(trainers=feed.user_id)[:MOST_EVENTS]), {}
    places = Registration.objects.filter(person=feed.person_id, status__in=HOLDS_SEAT)
    slots = {row.lesson_id: row.slot_at for row in places if row.slot_at}
    return list(loaded.filter(pk__in=_or_cancelled(feed, places))[:MOST_EVENTS]), slots


def own_secret(actor: Actor) -> str:
    """The valid secret of this user's calendar; empty when there is none yet."""
    if actor.has_role(Role.TRAINER) or actor.person_id is None:
        own = CalendarFeed.objects.filter(user=actor.user_id, revoked_at=None)
    else:
        own = CalendarFeed.objects.filter(person=actor.person_id, revoked_at=None)
    return own.values_list("secret", flat=True).first() or ""


def _or_cancelled(feed: CalendarFeed, places: QuerySet[Registration]) -> list[int]:
    """Lessons with a place; those cancelled by us stay as cancelled, so that the calendar strikes them."""
    struck = Registration.objects.filter(
        person=feed.person_id, cancelled_how="lesson", lesson__status=LessonStatus.CANCELLED
    )
    return [*places.values_list("lesson_id", flat=True), *struck.values_list("lesson_id", flat=True)]


def calendar_of(name: str, lessons: Iterable[Lesson], *, slots: dict[int, datetime] | None = None) -> bytes:
    """RFC 5545 with the time zone of the municipality, so that 14.00 stays 14.00 when the clock changes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Digitilts//LV")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    zone = ZoneInfo(settings.TIME_ZONE)
    calendar.add_component(Timezone.from_tzinfo(zone))
    for lesson in lessons:
        calendar.add_component(_event(lesson, zone, (slots or {}).get(lesson.pk)))
    return bytes(calendar.to_ical())


def _event(lesson: Lesson, zone: ZoneInfo, slot_at: datetime | None) -> Event:
    event = Event()
    starts_at = slot_at or lesson.starts_at
    length = timedelta(minutes=lesson.slot_minutes or 0) if slot_at else lesson.ends_at - lesson.starts_at
    event.add("uid", f"lesson-{lesson.pk}@digitilts")
    event.add("dtstamp", lesson.made_at.astimezone(UTC))
    event.add("dtstart", starts_at.astimezone(zone))
    event.add("dtend", (starts_at + length).astimezone(zone))
    event.add("summary", str(lesson.activity.title))
    event.add(
        "location", ", ".join(part for part in (lesson.venue.name, lesson.venue.address, lesson.room) if part)
    )
    event.add(
        "description", f"{lesson.venue.how_to_get_in}\n{settings.HELP_NAME}: {settings.HELP_PHONE}".strip()
    )
    event.add("url", settings.SITE_URL + reverse("learning:lesson_page", args=[lesson.pk]))
    event.add("sequence", lesson.sequence)
    event.add("status", "CANCELLED" if lesson.status == LessonStatus.CANCELLED else "CONFIRMED")
    return event
