"""News for residents who have agreed to them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext

from digitilts.apps.notices.access import RUNS_OUTBOX
from digitilts.apps.notices.forms.news import NewsForm
from digitilts.apps.notices.forms.reasons import REASONS
from digitilts.apps.notices.queries.news import recipients_of_news, territories_for_news
from digitilts.apps.notices.services.news import send_news
from digitilts.apps.people.access import actor_of
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page


@open_to(*RUNS_OUTBOX)
def news(request: HttpRequest) -> HttpResponse:
    """First the number of people, then the sending."""
    actor = actor_of(request)
    form = NewsForm(request.POST or None, territories=territories_for_news(actor))
    count = None
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        territory_id = int(cleaned["territory"])
        count = len(recipients_of_news(actor, territory_id))
        if request.POST.get("do") == "send":
            with refusals_shown_on(form, REASONS):
                told = send_news(
                    territory_id=territory_id,
                    heading=cleaned["heading"],
                    text=cleaned["text"],
                    by=actor,
                    now=timezone.now(),
                    submission_key=cleaned["submission_key"],
                )
                said = ngettext(
                    "The news is on its way to %(count)d person.",
                    "The news is on its way to %(count)d people.",
                    told,
                )
                messages.success(request, said % {"count": told})
                return redirect("notices:outbox")
    return render_page(request, "notices/news.html", {"form": form, "count": count})
