"""Find, enter, open and edit a person."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digitilts.apps.people.access import EDITS_PEOPLE, ENTERS_PEOPLE, FINDS_PEOPLE, actor_of
from digitilts.apps.people.forms.persons import EditPersonForm, NewPersonForm, SearchForm
from digitilts.apps.people.forms.reasons import REASONS
from digitilts.apps.people.models import Person
from digitilts.apps.people.queries.consents import consent_lines
from digitilts.apps.people.queries.duplicates import look_alikes
from digitilts.apps.people.queries.pages import (
    home_choices,
    merged_into,
    person_sheet,
    recent_people,
    recently_opened,
    visible_person,
)
from digitilts.apps.people.queries.search import find_persons
from digitilts.apps.people.queries.words import CONSENT_HOW, PURPOSES, word
from digitilts.apps.people.rules.duplicates import Card
from digitilts.apps.people.services.persons import create_person
from digitilts.apps.people.services.persons import edit_person as save_person
from digitilts.apps.people.services.viewing import open_person as note_opening
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.values.channels import Heard
from digitilts.values.roles import Role

MOST_FOUND = 30


@open_to(*FINDS_PEOPLE, only_searches=True)
def person_list(request: HttpRequest) -> HttpResponse:
    """Find somebody by part of a name or of a phone number. Our own form keeps it out of the address."""
    actor, now = actor_of(request), timezone.now()
    text = request.POST.get("q", "").strip()
    found = find_persons(text, actor, limit=MOST_FOUND + 1)
    page = {
        "form": SearchForm(initial={"q": text}),
        "text": text,
        "found": found[:MOST_FOUND],
        "there_are_more": len(found) > MOST_FOUND,
        "recent": [] if text else recent_people(actor, now),
        "may_enter": actor.has_role(*EDITS_PEOPLE),
    }
    is_part = request.headers.get("HX-Request") == "true"
    return render_page(request, f"people/person_list.html{'#found' if is_part else ''}", page)


@open_to(*ENTERS_PEOPLE)
def new_person(request: HttpRequest) -> HttpResponse:
    """Enter somebody; only a name is needed. People who look alike are shown first."""
    actor = actor_of(request)
    # From the search: the name that nobody has yet.
    is_first_look = "from_search" in request.POST or request.method == "GET"
    initial = {"given_name": request.POST.get("from_search", "")}
    form = NewPersonForm(None if is_first_look else request.POST, homes=home_choices(actor), initial=initial)
    known: list[Person] = []
    if form.is_valid():
        facts = form.facts()
        facts.pop("is_new", None)
        if not form.cleaned_data["is_new"]:
            known = look_alikes(Card(**{name: facts[name] for name in LOOKED_AT}), actor)
        if not known:
            with refusals_shown_on(form, REASONS):
                key = form.cleaned_data["submission_key"]
                person = create_person(
                    **facts, by=actor, now=timezone.now(), heard=Heard.COUNTER, submission_key=key
                )
                return _open(request, person.pk)
    return render_page(request, "people/new_person.html", {"form": form, "known": known})


LOOKED_AT = ("given_name", "family_name", "birth_year", "phone", "email", "home_id")


@open_to(*FINDS_PEOPLE, auditor_leaves_a_trace=True)
@require_POST
def open_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Note who opens the page, then show it."""
    return _open(request, person_id)


@open_to(*FINDS_PEOPLE)
def person_page(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Everything about one person that this reader may see."""
    actor, now = actor_of(request), timezone.now()
    if went_to := merged_into(person_id):
        return redirect("people:person_page", person_id=went_to)
    person = person_or_404(request, person_id)
    if not recently_opened(actor, person_id, now):
        return render_page(request, "people/open_person.html", {"person_id": person_id})
    today = timezone.localdate(now)
    lines = consent_lines(person_id, request.LANGUAGE_CODE, today)
    page = {
        "sheet": person_sheet(person, actor, today),
        "consents": [
            (word(PURPOSES, line.purpose), line, word(CONSENT_HOW, line.how))
            for line in lines
            if line.given_at
        ],
        "may_serve": actor.has_role(*EDITS_PEOPLE),
    }
    return render_page(request, "people/person_page.html", page)


@open_to(*EDITS_PEOPLE)
def edit_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Correct what is known. If somebody was faster, both are shown."""
    actor = actor_of(request)
    person = person_or_404(request, person_id, *EDITS_PEOPLE)
    initial = {name: getattr(person, name) for name in EditPersonForm.base_fields if hasattr(person, name)}
    form = EditPersonForm(
        request.POST or None, homes=home_choices(actor), initial={**initial, "home": person.home_id}
    )
    stale = None
    if form.is_valid():
        facts = form.facts()
        version = facts.pop("version", None) or form.cleaned_data["version"]
        with refusals_shown_on(form, REASONS):
            save_person(person_id=person_id, version=version, by=actor, now=timezone.now(), **facts)
            messages.success(request, _("Saved."))
            return redirect("people:person_page", person_id=person_id)
        stale = person if version != person.version else None
        if stale:
            # The next sending is made knowing what stands there now.
            form.data = form.data.copy()
            form.data["version"] = str(person.version)
    return render_page(request, "people/edit_person.html", {"form": form, "person": person, "stale": stale})


def person_or_404(request: HttpRequest, person_id: UUID, *roles: Role) -> Person:
    person = visible_person(person_id, actor_of(request), *roles)
    if person is None:
        raise Http404
    return person


def _open(request: HttpRequest, person_id: UUID) -> HttpResponse:
    person_or_404(request, person_id)
    note_opening(person_id=person_id, page="people.person_page", by=actor_of(request), now=timezone.now())
    return redirect("people:person_page", person_id=person_id)
