"""Versions of the plan: list, page, comparison, the council's decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.people.access import actor_of
from digitilts.apps.plan.access import EDITORS
from digitilts.apps.plan.forms.plan import ApproveForm, VersionForm
from digitilts.apps.plan.forms.reasons import REASONS
from digitilts.apps.plan.queries.content import plan_content
from digitilts.apps.plan.queries.finding import version_or_404
from digitilts.apps.plan.queries.reading import readable
from digitilts.apps.plan.queries.versions import difference_lines, draft_state, version_line, version_lines
from digitilts.apps.plan.services import versions
from digitilts.apps.plan.views.asking import asked_plan, editing, form_page
from digitilts.kit.doors import open_to, open_to_staff
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page


@open_to_staff
def version_list(request: HttpRequest) -> HttpResponse:
    plan = asked_plan(request)
    context = {
        "plan": plan,
        "versions": version_lines(plan),
        "draft": draft_state(plan),
        "may_edit": editing(request, plan),
    }
    return render_page(request, "plan/version_list.html", context)


@open_to_staff
def version_page(request: HttpRequest, number: int) -> HttpResponse:
    """One version as it was frozen."""
    plan = asked_plan(request)
    version = version_or_404(plan, number)
    context = {
        "plan": plan,
        "version": version_line(version),
        "content": readable(version.content),
        "may_edit": editing(request, plan),
        "draft_differs": bool(difference_lines(version.content, plan_content(plan))),
    }
    return render_page(request, "plan/version_page.html", context)


@open_to_staff
def version_compare(request: HttpRequest, number: int) -> HttpResponse:
    """A version against the draft, or against another version with `?with=2`."""
    plan = asked_plan(request)
    before = version_or_404(plan, number)
    other = request.GET.get("with", "")
    after = version_or_404(plan, int(other)) if other.isdecimal() else None
    content = after.content if after else plan_content(plan)
    context = {
        "plan": plan,
        "before": number,
        "after": after.number if after else None,
        "lines": difference_lines(before.content, content),
        "others": [line.number for line in version_lines(plan) if line.number != number],
    }
    return render_page(request, "plan/version_compare.html", context)


@open_to(*EDITORS)
def make_version(request: HttpRequest) -> HttpResponse:
    """Freeze the draft."""
    plan = asked_plan(request)
    form = VersionForm(request.POST or None)
    back = reverse("plan:version_list")
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            made = versions.make_version(
                plan_id=plan.pk, note=form.cleaned_data["note"], by=actor_of(request), now=timezone.now()
            )
            return redirect("plan:version_page", number=made.number)
    context = {"draft": draft_state(plan)}
    return form_page(request, "plan/make_version.html", form, back=back, context=context)


@open_to(*EDITORS)
def approve_version(request: HttpRequest, number: int) -> HttpResponse:
    """Write down the council's decision about a version."""
    version = version_or_404(asked_plan(request), number)
    form = ApproveForm(request.POST or None)
    back = reverse("plan:version_page", args=[number])
    places = {"decision_needed": "decision", "decision_in_the_future": "approved_on"}
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at=places):
            versions.approve_version(
                version_id=version.pk,
                decision=form.cleaned_data["decision"],
                approved_on=form.cleaned_data["approved_on"],
                by=actor_of(request),
                now=timezone.now(),
            )
            messages.success(request, _("The decision is written down. The public sees this version now."))
            return redirect(back)
    return form_page(request, "plan/approve_version.html", form, back=back, context={"number": number})
