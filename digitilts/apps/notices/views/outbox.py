"""What was said to whom, and whether it arrived."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.notices.access import READS_MESSAGES, RUNS_OUTBOX
from digitilts.apps.notices.forms.outbox import OutboxFilter, ResendForm
from digitilts.apps.notices.forms.reasons import REASONS
from digitilts.apps.notices.models import Message
from digitilts.apps.notices.queries.outbox import message_page_of, outbox_of, outbox_table
from digitilts.apps.notices.services.resending import send_again
from digitilts.apps.people.access import actor_of
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page

ON_ONE_PAGE = 50
FILTERS = ("status", "channel", "topic", "reached")


@open_to(*READS_MESSAGES)
def outbox(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = OutboxFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = outbox_of(actor, **{name: chosen.get(name, "") for name in FILTERS})
    page = Paginator(found, ON_ONE_PAGE).get_page(request.GET.get("page"))
    table = outbox_table(list(page.object_list), actor)
    context = {"form": form, "table": table, "page": page, "may_send_news": actor.has_role(*RUNS_OUTBOX)}
    return render_page(request, "notices/outbox.html", context)


@open_to(*READS_MESSAGES)
def message_page(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One message with its receipts; a POST of those who run the outbox sends it once more."""
    actor = actor_of(request)
    try:
        message = message_page_of(actor, message_id)
    except Message.DoesNotExist:
        raise Http404 from None
    form = ResendForm(request.POST or None)
    may_resend = actor.has_role(*RUNS_OUTBOX)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form, REASONS):
            again = send_again(
                message_id=message_id,
                by=actor,
                now=timezone.now(),
                submission_key=form.cleaned_data["submission_key"],
            )
            messages.success(request, _("The message is on its way again."))
            return redirect("notices:message_page", message_id=again.pk)
    context = {"message": message, "form": form, "may_resend": may_resend and message.is_finished}
    return render_page(request, "notices/message_page.html", context)
