"""Calendars that a phone or computer subscribes to."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.learning.models import Kind, Lesson
from digitilts.apps.learning.queries import feeds
from digitilts.apps.learning.queries.catalogue import public_lessons
from digitilts.apps.learning.services.feeds import feed_of_person, feed_of_trainer
from digitilts.apps.people.access import actor_of
from digitilts.apps.places.models import Territory, Venue
from digitilts.kit.doors import open_to_everyone, open_to_signed_in
from digitilts.kit.forms import Form
from digitilts.kit.pages import render_page
from digitilts.values.roles import Role


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


@open_to_signed_in
def my_calendar(request: HttpRequest) -> HttpResponse:
    """One's own secret address: made and renewed by a button, never by looking."""
    actor, now = actor_of(request), timezone.now()
    form = Form(request.POST) if request.method == "POST" else Form()
    if request.method == "POST":
        anew = request.POST.get("do") == "renew"
        if actor.has_role(Role.TRAINER) or actor.person_id is None:
            feed_of_trainer(by=actor, now=now, anew=anew)
        else:
            feed_of_person(person_id=actor.person_id, by=actor, now=now, anew=anew)
        return redirect("learning:my_calendar")
    secret = feeds.own_secret(actor)
    address = reverse("learning:secret_feed", args=[secret]) if secret else ""
    context = {"form": form, "address": f"{settings.SITE_URL}{address}" if address else ""}
    return render_page(request, "learning/my_calendar.html", context)
