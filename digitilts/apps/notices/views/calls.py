"""The call list, for a screen and for paper."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.notices.access import READS_MESSAGES, WORKS_WITH_MESSAGES, may_read_words
from digitilts.apps.notices.forms.calls import CallForm
from digitilts.apps.notices.forms.reasons import REASONS
from digitilts.apps.notices.models import Message
from digitilts.apps.notices.queries.calls import call_of, calls_of, tasks_of
from digitilts.apps.notices.rules import CallOutcome, MessageStatus
from digitilts.apps.notices.services.calls import record_call
from digitilts.apps.people.access import actor_of
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page

ON_ONE_PAGE, ON_PAPER = 30, 200


@open_to(*READS_MESSAGES)
def call_list(request: HttpRequest) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    page = Paginator(calls_of(actor), ON_ONE_PAGE).get_page(request.GET.get("page"))
    return render_page(
        request,
        "notices/call_list.html",
        {
            "tasks": tasks_of(page.object_list, now),
            "page": page,
            "shows_words": may_read_words(actor),
            "total": page.paginator.count,
        },
    )


@open_to(*WORKS_WITH_MESSAGES)
def call_list_on_paper(request: HttpRequest) -> HttpResponse:
    """The same list in large print, with room to write, for somebody without a screen."""
    now = timezone.now()
    tasks = tasks_of(calls_of(actor_of(request))[:ON_PAPER], now)
    outcomes = [words for _code, words in CallForm.base_fields["outcome"].choices]  # type: ignore[attr-defined]  # a ChoiceField
    return render_page(
        request, "notices/call_list_on_paper.html", {"tasks": tasks, "now": now, "outcomes": outcomes}
    )


@open_to(*WORKS_WITH_MESSAGES)
def call_task(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One call: whom, why, what to say, and what became of it."""
    actor, now = actor_of(request), timezone.now()
    try:
        message = call_of(actor, message_id)
    except Message.DoesNotExist:
        raise Http404 from None
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form, REASONS, at={"time_is_past": "again_on"}):
            record_call(
                message_id=message_id,
                outcome=CallOutcome(form.cleaned_data["outcome"]),
                note=form.cleaned_data["note"],
                call_again_at=form.call_again_at,
                by=actor,
                now=now,
                submission_key=form.cleaned_data["submission_key"],
            )
            messages.success(request, _("Written down."))
            return redirect("notices:call_list")
    is_waiting = message.status == MessageStatus.TO_CALL
    context = {"task": tasks_of([message], now)[0], "form": form, "is_waiting": is_waiting}
    return render_page(request, "notices/call_task.html", context)
