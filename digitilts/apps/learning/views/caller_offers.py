"""The answer to an offer, given on the phone while the call list is open."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digitilts.apps.learning.forms.reasons import REASONS
from digitilts.apps.learning.services.calls import answer_by_call
from digitilts.apps.notices.models import Message
from digitilts.apps.notices.queries.calls import call_of
from digitilts.apps.people.access import EDITS_PEOPLE, actor_of
from digitilts.kit.doors import open_to
from digitilts.kit.forms import Form
from digitilts.values.verdict import RefusedError


@open_to(*EDITS_PEOPLE)
@require_POST
def answer_call(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Yes or no; then back to the call list, where this call has gone."""
    try:
        call_of(actor_of(request), message_id)
    except Message.DoesNotExist:
        raise Http404 from None
    form = Form(request.POST)
    accepts = request.POST.get("do") == "accept"
    if not form.is_valid() or request.POST.get("do") not in {"accept", "decline"}:
        return redirect("notices:call_task", message_id)
    try:
        answer_by_call(
            message_id=message_id,
            accepts=accepts,
            by=actor_of(request),
            now=timezone.now(),
            submission_key=form.cleaned_data["submission_key"],
        )
    except RefusedError as refusal:
        messages.error(request, str(REASONS.get(refusal.reason, REASONS["offer_over"])))
        return redirect("notices:call_list")
    if accepts:
        messages.success(request, _("The place is confirmed."))
    else:
        messages.success(request, _("The offer was declined. The next in line is offered the place."))
    return redirect("notices:call_list")
