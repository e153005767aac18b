"""Two records of one person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from digitilts.apps.people.access import EDITS_PEOPLE, actor_of
from digitilts.apps.people.forms.reasons import REASONS
from digitilts.apps.people.models import Person
from digitilts.apps.people.queries.duplicates import likely_duplicates as pairs_of
from digitilts.apps.people.queries.pages import merge_sides
from digitilts.apps.people.queries.words import SIGNS, word
from digitilts.apps.people.services.merging import merge_persons
from digitilts.apps.people.services.merging import undo_merge as take_apart
from digitilts.apps.people.views.persons import person_or_404
from digitilts.kit.doors import open_to
from digitilts.kit.forms import Form, refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.kit.tables import Cell, Column, Row, Table
from digitilts.values.verdict import RefusedError

FIELDS = {
    "name": gettext_lazy("Name and surname"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "birth_year": gettext_lazy("Year of birth"),
    "home": gettext_lazy("Parish where they live"),
    "address": gettext_lazy("Address for letters"),
    "language": gettext_lazy("Language for messages"),
    "entered_at": gettext_lazy("Entered on"),
}


@open_to(*EDITS_PEOPLE)
def likely_duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one person, the likeliest first."""
    pairs = [(pair, [word(SIGNS, sign) for sign in pair.signs]) for pair in pairs_of(actor_of(request))]
    return render_page(request, "people/likely_duplicates.html", {"pairs": pairs})


@open_to(*EDITS_PEOPLE)
def merge(request: HttpRequest, kept_id: UUID, dropped_id: UUID) -> HttpResponse:
    """Both records side by side; the first one stays."""
    kept = person_or_404(request, kept_id, *EDITS_PEOPLE)
    dropped = person_or_404(request, dropped_id, *EDITS_PEOPLE)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            merge_persons(kept_id=kept_id, dropped_id=dropped_id, by=actor_of(request), now=timezone.now())
            messages.success(
                request, _("The two records are one now. This can be undone on the person's page.")
            )
            return redirect("people:person_page", person_id=kept_id)
    page = {"form": form, "kept": kept, "dropped": dropped, "sides": _side_by_side(kept, dropped)}
    return render_page(request, "people/merge.html", page)


def _side_by_side(kept: Person, dropped: Person) -> Table:
    columns = [
        Column("field", _("What we know")),
        Column("kept", _("This one stays")),
        Column("dropped", _("This one joins it")),
    ]
    rows = [
        Row([Cell(str(FIELDS[name])), Cell(ours), Cell(theirs)])
        for name, ours, theirs in merge_sides(kept, dropped)
    ]
    return Table(_("The two records side by side"), columns, rows, caption_hidden=True)


@open_to(*EDITS_PEOPLE)
@require_POST
def undo_merge(request: HttpRequest, person_id: UUID, merge_id: int) -> HttpResponse:
    person_or_404(request, person_id, *EDITS_PEOPLE)
    try:
        take_apart(merge_id=merge_id, by=actor_of(request), now=timezone.now())
        messages.success(request, _("The two records are apart again."))
    except RefusedError as refusal:
        messages.error(request, str(REASONS[refusal.reason]))
    return redirect("people:person_page", person_id=person_id)
