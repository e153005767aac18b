"""Calendars that a phone or computer subscribes to."""

from collections.abc import Iterable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.learning.models import Kind, Lesson
from digitilts.apps.learning.queries import feeds
from digitilts.apps.learning.queries.catalogue import public_lessons
from digitilts.apps.places.models import Territory, Venue
from digitilts.kit.doors import open_to_everyone


def _answer(name: str, lessons: Iterable[Lesson], slots: dict[int, datetime] | None = None) -> HttpResponse:
    content = feeds.calendar_of(name, lessons, slots=slots)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="digitilts.ics"'
    return response


@open_to_everyone
def lesson_calendar(request: HttpRequest, lesson_id: int) -> HttpResponse:  # noqa: ARG001  # Django passes it
    """One lesson, to put into one's own calendar."""
    lesson = get_object_or_404(public_lessons(), pk=lesson_id)
    return _answer(str(lesson.activity.title), [lesson])


@open_to_everyone
def venue_feed(request: HttpRequest, venue_id: int) -> HttpResponse:  # noqa: ARG001  # Django passes it
    venue = get_object_or_404(Venue, pk=venue_id)
    return _answer(venue.name, feeds.lessons_at(venue.pk, timezone.now()))


@open_to_everyone
def parish_feed(request: HttpRequest, territory_id: int) -> HttpResponse:  # noqa: ARG001  # Django passes it
    territory = get_object_or_404(Territory, pk=territory_id)
    return _answer(territory.name, feeds.lessons_in(territory.path, timezone.now()))


@open_to_everyone
def kind_feed(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001  # Django passes it
    kind = Kind.objects.filter(code=code).first()
    if kind is None:
        raise Http404
    return _answer(str(kind.name), feeds.lessons_of_kind(code, timezone.now()))


@open_to_everyone
def secret_feed(request: HttpRequest, secret: str) -> HttpResponse:  # noqa: ARG001  # Django passes it
    """Of one person or trainer; whoever knows the address sees it, so it can be revoked."""
    found = feeds.secret_lessons(secret, timezone.now())
    if found is None:
        raise Http404
    response = _answer(_("My lessons"), *found)
    response["Cache-Control"] = "private, no-store"
    return response
