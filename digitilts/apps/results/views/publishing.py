"""The coordinator looks at what the public would see, and approves it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.people.access import actor_of
from digitilts.apps.plan.models import Plan
from digitilts.apps.results.access import PUBLISHERS, results_plan_or_404
from digitilts.apps.results.forms.publishing import REASONS, PublishForm
from digitilts.apps.results.queries.public_page import public_page_of
from digitilts.apps.results.queries.publications import changes_table, preview_of, publications_of
from digitilts.apps.results.services import publications
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page


@open_to(*PUBLISHERS)
def publish(request: HttpRequest) -> HttpResponseBase:
    now = timezone.now()
    typed = request.GET.get("plan", "")
    plan = results_plan_or_404(
        actor_of(request),
        *PUBLISHERS,
        chosen=int(typed) if typed.isdecimal() else None,
        year=timezone.localdate(now).year,
    )
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form, REASONS):
            done = publications.publish(
                plan_id=plan.pk,
                seen=form.cleaned_data["seen"],
                note=form.cleaned_data["note"],
                by=actor_of(request),
                now=now,
            )
            messages.success(
                request, _("Publication %(number)s is open to everyone.") % {"number": done.number}
            )
            code = urlencode({"municipality": plan.territory.code})
            return redirect(f"{reverse('results:public_results')}?{code}")
    return _page(request, plan, form)


def _page(request: HttpRequest, plan: Plan, form: PublishForm) -> HttpResponse:
    preview = preview_of(plan, timezone.localdate())
    note = form.data.get("note", "") if form.is_bound else ""
    fresh = PublishForm(initial={"seen": preview.release.fingerprint, "note": note})
    return render_page(
        request,
        "results/publish.html",
        {
            "plan": plan,
            "preview": preview,
            "changes": changes_table(preview),
            "shown": public_page_of(preview.release.content),
            "form": fresh,
            "refused": form,
            "history": publications_of(plan),
        },
    )
