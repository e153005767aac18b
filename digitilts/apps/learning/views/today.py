"""The start page of a trainer: what waits for me, my lessons today and this week."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from digitilts.apps.learning.queries.lessons import last_lesson_to_copy, link_to_copy, today_page
from digitilts.apps.people.access import actor_of
from digitilts.kit.doors import open_to
from digitilts.kit.pages import render_page
from digitilts.values.roles import Role


@open_to(Role.TRAINER, Role.HELPER, Role.COORDINATOR)
def today(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    actor = actor_of(request)
    makes_lessons = actor.has_role(Role.COORDINATOR, Role.TRAINER)
    context = {
        "page": today_page(actor, now),
        "makes_lessons": makes_lessons,
        "copy_to": link_to_copy(last_lesson_to_copy(actor)) if makes_lessons else "",
    }
    return render_page(request, "learning/today.html", context)
