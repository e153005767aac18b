"""Letters to print."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from digitilts.apps.notices.access import WORKS_WITH_MESSAGES
from digitilts.apps.notices.queries.letters import letters_for_print, waiting_letters
from digitilts.apps.notices.services.letters import mark_printed
from digitilts.apps.people.access import actor_of
from digitilts.kit.doors import open_to
from digitilts.kit.pages import render_page
from digitilts.kit.pdf import render_pdf


@open_to(*WORKS_WITH_MESSAGES)
def letter_list(request: HttpRequest) -> HttpResponse:
    """What waits; the POST says which letters now lie in their envelopes."""
    actor = actor_of(request)
    if request.method == "POST":
        done = mark_printed(message_ids=_chosen(request), by=actor, now=timezone.now())
        said = ngettext("%(count)d letter marked as printed.", "%(count)d letters marked as printed.", done)
        messages.success(request, said % {"count": done})
        return redirect("notices:letter_list")
    return render_page(request, "notices/letter_list.html", {"letters": waiting_letters(actor)})


@open_to(*WORKS_WITH_MESSAGES)
def letters_pdf(request: HttpRequest) -> HttpResponse:
    """All waiting letters in one file, one page each, for window envelopes."""
    letters = letters_for_print(actor_of(request))
    if not letters:
        return redirect("notices:letter_list")
    data = {"title": _("Letters"), "letters": letters}
    response = HttpResponse(
        render_pdf(template="notices/letters.typ", data=data), content_type="application/pdf"
    )
    response["Content-Disposition"] = 'inline; filename="letters.pdf"'
    return response


def _chosen(request: HttpRequest) -> list[UUID]:
    """Ids of ticked letters; whatever is no id is nobody's letter."""
    found = []
    for typed in request.POST.getlist("letter"):
        try:
            found.append(UUID(typed))
        except ValueError:
            continue
    return found
