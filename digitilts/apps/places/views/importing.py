"""Import of places: send a file, look at what it would do, confirm."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digitilts.apps.places.access import KEEPS_VENUES, actor_of
from digitilts.apps.places.forms.reasons import REASONS, problem_lines
from digitilts.apps.places.forms.venues import ImportForm
from digitilts.apps.places.services.importing.comparing import compare
from digitilts.apps.places.services.importing.draft import draft_from_json
from digitilts.apps.places.services.importing.reading import read_places
from digitilts.apps.places.services.importing.taking_over import take_over
from digitilts.kit.doors import open_to
from digitilts.kit.pages import render_page
from digitilts.kit.workbooks import UnreadableWorkbookError
from digitilts.values.verdict import RefusedError

SALT = "places.import"
HOUR = 3600
SHOWN = 200


@open_to(*KEEPS_VENUES)
def import_places(request: HttpRequest) -> HttpResponse:
    """Read the file and show what it would do. Nothing is written here."""
    form = ImportForm(request.POST or None, files=request.FILES or None)
    page: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            draft = read_places(form.cleaned_data["file"])
        except UnreadableWorkbookError as error:
            form.add_error("file", error.sentence)
        else:
            comparison = compare(draft, actor_of(request))
            page |= {
                "comparison": comparison,
                "problems": problem_lines(comparison.problems, SHOWN),
                "added": comparison.added[:SHOWN],
                "changed": comparison.changed[:SHOWN],
                "carried": "" if comparison.problems else _carried(request, draft.as_json()),
            }
    return render_page(request, "places/import_places.html", page)


@open_to(*KEEPS_VENUES)
@require_POST
def confirm_import(request: HttpRequest) -> HttpResponse:
    """Take over what was shown, all of it or nothing."""
    try:
        carried = signing.loads(request.POST.get("carried", ""), salt=SALT, max_age=HOUR)
        # What one user was shown, another cannot confirm.
        draft = draft_from_json(carried["rows"] if carried["user"] == actor_of(request).user_id else [])
        taken = take_over(draft=draft, by=actor_of(request), now=timezone.now())
    except (signing.BadSignature, RefusedError):
        messages.error(request, str(REASONS["import_has_problems"]))
        return redirect("places:import_places")
    messages.success(
        request,
        _("Taken over: %(added)s new, %(changed)s changed.")
        % {"added": taken.added, "changed": taken.changed},
    )
    return redirect("places:territory_list")


def _carried(request: HttpRequest, rows: list[dict[str, Any]]) -> str:
    """The rows, signed, to come back with the confirmation: nothing half-done is stored."""
    return signing.dumps({"user": actor_of(request).user_id, "rows": rows}, salt=SALT, compress=True)
