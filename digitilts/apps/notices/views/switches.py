"""What a person wants to hear by which channel."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.notices.access import WORKS_WITH_MESSAGES
from digitilts.apps.notices.forms.reasons import REASONS
from digitilts.apps.notices.forms.switches import SwitchesForm
from digitilts.apps.notices.queries.switches import person_for_switches, switches_of
from digitilts.apps.notices.services.switches import set_switches
from digitilts.apps.people.access import actor_of
from digitilts.apps.people.models import Person
from digitilts.kit.doors import open_to_signed_in
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page


@open_to_signed_in
def channel_switches(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One's own switches, or those of somebody whom one serves."""
    actor = actor_of(request)
    try:
        person = person_for_switches(actor, person_id)
    except Person.DoesNotExist:
        raise Http404 from None
    form = SwitchesForm(request.POST if request.method == "POST" else None, stored=switches_of(person_id))
    is_own = actor.person_id == person_id
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form, REASONS):
            set_switches(person_id=person_id, switches=form.switches(), by=actor, now=timezone.now())
            messages.success(request, _("Saved."))
            return redirect("notices:channel_switches", person_id=person_id)
    may_change = is_own or actor.has_role(*WORKS_WITH_MESSAGES)
    layout = "kit/staff.html" if actor.is_staff else "kit/page.html"
    context = {"form": form, "person": person, "is_own": is_own, "may_change": may_change, "layout": layout}
    return render_page(request, "notices/channel_switches.html", context)
