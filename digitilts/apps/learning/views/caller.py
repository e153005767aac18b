"""One page for whoever helps somebody by phone or at the counter."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digitilts.apps.learning.forms.caller import FindForm, NewCallerForm
from digitilts.apps.learning.forms.reasons import REASONS
from digitilts.apps.learning.forms.steps import named
from digitilts.apps.learning.queries.caller import caller_sheet
from digitilts.apps.learning.services.callers import enter_caller
from digitilts.apps.people.access import EDITS_PEOPLE, actor_of
from digitilts.apps.people.models import Person
from digitilts.apps.people.queries import counter_person, find_persons
from digitilts.apps.people.queries.pages import home_choices, recently_opened, visible_person
from digitilts.apps.people.services.viewing import open_person
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.values.channels import Heard

MOST_FOUND = 12
PAGE = "learning:caller"


@open_to(*EDITS_PEOPLE)
def caller(request: HttpRequest) -> HttpResponse:
    """Search (by POST: a name does not belong into an address), then the person's own part of the page."""
    actor, now = actor_of(request), timezone.now()
    text = request.POST.get("q", "").strip()
    served = counter_person(actor, now)
    asked = request.GET.get("person", "") or (str(served.pk) if served else "")
    person = _visible(request, asked) if asked and not text else None
    is_opened = person is not None and recently_opened(actor, person.pk, now)
    found = find_persons(text, actor, limit=MOST_FOUND + 1) if text else []
    context: dict[str, Any] = {
        "form": FindForm(initial={"q": text}),
        "text": text,
        "found": found[:MOST_FOUND],
        "there_are_more": len(found) > MOST_FOUND,
        "is_counter": served is not None,
        "to_open": None if is_opened else person,
        "sheet": caller_sheet(person, actor, now) if person and is_opened else None,
    }
    part = "#found" if request.headers.get("HX-Request") == "true" else ""
    return render_page(request, f"learning/caller.html{part}", context)


def _visible(request: HttpRequest, asked: str) -> Person:
    """Somebody else's person is not found.  Raises Http404."""
    try:
        person = visible_person(UUID(asked), actor_of(request), *EDITS_PEOPLE)
    except ValueError:
        person = None
    if person is None:
        raise Http404
    return person


def caller_of(person_id: UUID) -> str:
    """The address of the caller screen with this person."""
    return f"{reverse(PAGE)}?person={person_id}"


@open_to(*EDITS_PEOPLE)
@require_POST
def open_caller(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Note who opens the person's data, then show it."""
    person = _visible(request, str(person_id))
    open_person(person_id=person.pk, page=PAGE, by=actor_of(request), now=timezone.now())
    return redirect(caller_of(person.pk))


@open_to(*EDITS_PEOPLE)
def new_caller(request: HttpRequest) -> HttpResponse:
    """Somebody whom we do not know yet; then straight on to the caller screen."""
    actor, now = actor_of(request), timezone.now()
    is_first_look = request.method != "POST" or "from_search" in request.POST
    initial = named(request.POST.get("from_search", ""))
    data = None if is_first_look else request.POST
    form = NewCallerForm(data, homes=home_choices(actor), initial=initial)
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            person = enter_caller(
                **form.facts(),
                heard=Heard.PHONE,
                by=actor,
                now=now,
                submission_key=form.cleaned_data["submission_key"],
            )
            open_person(person_id=person.pk, page=PAGE, by=actor, now=now)
            messages.success(request, _("%(name)s is entered.") % {"name": person.name})
            return redirect(caller_of(person.pk))
    return render_page(request, "learning/new_caller.html", {"form": form})
