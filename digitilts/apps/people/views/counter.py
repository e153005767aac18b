"""Counter mode: one person at a time at a shared computer, and nothing left of the last one."""

from uuid import UUID

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from digitilts.apps.people.access import EDITS_PEOPLE, actor_of
from digitilts.apps.people.queries.search import counter_person, find_persons
from digitilts.apps.people.services.counter import finish_counter as finish
from digitilts.apps.people.services.counter import leave_counter as leave
from digitilts.apps.people.services.counter import open_counter as open_for
from digitilts.apps.people.views.persons import person_or_404
from digitilts.kit.doors import open_to
from digitilts.kit.pages import render_page


@open_to(*EDITS_PEOPLE)
def counter(request: HttpRequest) -> HttpResponse:
    """Who is in front of me? Also the clean page on which a session ends."""
    actor, now = actor_of(request), timezone.now()
    text = request.POST.get("q", "").strip()
    page = {
        "serves": counter_person(actor, now),
        "is_between_people": actor.counter is not None,
        "text": text,
        "found": find_persons(text, actor, limit=10),
    }
    return render_page(request, "people/counter.html", page)


@open_to(*EDITS_PEOPLE)
@require_POST
def open_counter(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """From now on this helper sees only this person."""
    actor = actor_of(request)
    if actor.serves_at_counter != person_id:
        if actor.serves_at_counter:
            leave(by=actor, now=timezone.now())
        person_or_404(request, person_id, *EDITS_PEOPLE)
        open_for(person_id=person_id, by=actor, now=timezone.now())
    return redirect("people:person_page", person_id=person_id)


@open_to(*EDITS_PEOPLE)
@require_POST
def finish_counter(request: HttpRequest) -> HttpResponse:
    """The person goes; what the browser kept of them goes too."""
    finish(by=actor_of(request), now=timezone.now())
    return wiped(request, redirect("people:counter"))


@open_to(*EDITS_PEOPLE)
@require_POST
def stay_at_counter(request: HttpRequest) -> HttpResponse:
    """Still here: the middleware has given ten more minutes. Leads back to the person."""
    person = counter_person(actor_of(request), timezone.now())
    if person is None:
        return wiped(request, redirect("people:counter"))
    return redirect("people:person_page", person_id=person.pk)


@open_to(*EDITS_PEOPLE)
@require_POST
def leave_counter(request: HttpRequest) -> HttpResponse:
    """The helper is alone again and goes back to their own work."""
    leave(by=actor_of(request), now=timezone.now())
    return wiped(request, redirect("people:person_list"))


@open_to(*EDITS_PEOPLE)
def counter_ended(request: HttpRequest) -> HttpResponse:
    """Where a page goes by itself when the time is over: wipes, then shows the clean page."""
    return wiped(request, redirect("people:counter"))


def wiped(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Cached pages, stored values and words that nobody has read yet go; the helper stays signed in."""
    list(get_messages(request))
    response["Clear-Site-Data"] = '"cache", "storage"'
    response["Cache-Control"] = "no-store"
    return response
