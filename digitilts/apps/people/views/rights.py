"""What a person can ask of us: see all, take it away, be forgotten."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.people.access import EDITS_PEOPLE, actor_of
from digitilts.apps.people.forms.persons import EraseForm
from digitilts.apps.people.forms.reasons import REASONS
from digitilts.apps.people.models import Person
from digitilts.apps.people.queries.export import export_of
from digitilts.apps.people.queries.words import PAGES, SECTIONS, word
from digitilts.apps.people.services.erasure import erase_person
from digitilts.apps.people.services.viewing import open_person as note_opening
from digitilts.apps.people.views.persons import person_or_404
from digitilts.kit.doors import open_to
from digitilts.kit.forms import Form, refusals_shown_on
from digitilts.kit.pages import render_page


@open_to(*EDITS_PEOPLE)
def export(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Everything about one person as a file. The person will see that it was made."""
    person = person_or_404(request, person_id, *EDITS_PEOPLE)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        note_opening(person_id=person_id, page="people.export", by=actor_of(request), now=timezone.now())
        return export_file(person, request.POST.get("as", "html"))
    return render_page(request, "people/export.html", {"person": person})


@open_to(*EDITS_PEOPLE)
def erase(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Forget a person for good; the consequence is named and the name typed."""
    person = person_or_404(request, person_id, *EDITS_PEOPLE)
    form = EraseForm(request.POST or None, expected=person.name)
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            erase_person(person_id=person_id, by=actor_of(request), now=timezone.now())
            messages.success(request, _("The person is forgotten. The counts stay as they were."))
            return redirect("people:person_list")
    return render_page(request, "people/erase.html", {"form": form, "person": person})


def export_file(person: Person, kind: str) -> HttpResponse:
    """JSON for machines or a page for reading; the file name names nobody."""
    found = export_of(person)
    if kind == "json":
        text = json.dumps(found.as_json(), ensure_ascii=False, indent=2)
        response = HttpResponse(text, content_type="application/json; charset=utf-8")
    else:
        sections = [(word(SECTIONS, section.kind), section.rows) for section in found.sections]
        looks = [(look.at, look.who, word(PAGES, look.page)) for look in found.looks]
        page = render_to_string("people/export_file.html", {"sections": sections, "looks": looks})
        response = HttpResponse(page)
        kind = "html"
    response["Content-Disposition"] = f'attachment; filename="digitilts-data.{kind}"'
    response["Cache-Control"] = "no-store"
    return response
