"""The door of the house: the front page, where work begins, and what every public site must say."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from digitilts.apps.front import queries
from digitilts.apps.front.rules import first_page
from digitilts.apps.people.access import actor_of
from digitilts.kit.doors import open_to_everyone, open_to_signed_in
from digitilts.kit.pages import render_page


@open_to_everyone
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    return render_page(
        request,
        "front/home.html",
        {"topics": queries.topics_ahead(now), "lessons": queries.next_lessons(now), "is_demo": settings.DEMO},
    )


@open_to_signed_in
def start(request: HttpRequest) -> HttpResponse:
    page = first_page(frozenset(role for role, _path in actor_of(request).roles))
    return redirect(page) if page else render_page(request, "front/start.html")


@open_to_everyone
def about(request: HttpRequest) -> HttpResponse:
    return render_page(request, "front/about.html")


@open_to_everyone
def accessibility(request: HttpRequest) -> HttpResponse:
    return render_page(request, "front/accessibility.html")


@open_to_everyone
def privacy(request: HttpRequest) -> HttpResponse:
    return render_page(request, "front/privacy.html")
