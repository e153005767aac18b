"""Indicators: passport, form, targets, contributions, values entered by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digitilts.apps.people.access import actor_of
from digitilts.apps.plan.access import EDITORS, may_enter_values
from digitilts.apps.plan.forms.indicator import NARROWINGS, ContributionForm, IndicatorForm, TargetForm
from digitilts.apps.plan.forms.reasons import REASONS
from digitilts.apps.plan.models import Plan
from digitilts.apps.plan.queries.choices import action_choices, action_indicator_choices
from digitilts.apps.plan.queries.finding import action_by_id, indicator_or_404, target_or_404
from digitilts.apps.plan.queries.indicator import indicator_detail
from digitilts.apps.plan.queries.measures import chosen_of, in_words, merged, offered_measures
from digitilts.apps.plan.services import indicators
from digitilts.apps.plan.views.asking import asked_plan, editing, form_page, refused
from digitilts.kit.doors import open_to, open_to_staff
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.navigation import address, opens_for
from digitilts.kit.pages import render_page
from digitilts.values.verdict import RefusedError

PLACES = {"code_taken": "code", "dates_in_wrong_order": "ends_on", "period_taken": "starts_on"}
SIMPLE = tuple(name for name in indicators.INDICATOR_FIELDS if name not in {"action", "filters"})


@open_to_staff
def indicator_page(request: HttpRequest, code: str) -> HttpResponse:
    plan = asked_plan(request)
    indicator = indicator_or_404(plan, code)
    results = address("results:indicator", code=code)
    context = {
        "plan": plan,
        "detail": indicator_detail(indicator),
        "measure": in_words(indicator.measure),
        "may_edit": editing(request, plan),
        "may_enter": bool(may_enter_values(actor_of(request), plan)) and not indicator.measure,
        "me": actor_of(request).user_id,
        "results_url": results if opens_for(actor_of(request), results) else "",
    }
    return render_page(request, "plan/indicator_page.html", context)


def _fields(plan: Plan, form: IndicatorForm, stored: dict[str, Any]) -> dict[str, Any]:
    fields = {name: form.cleaned_data[name] for name in SIMPLE}
    for name in NARROWINGS:
        stored = merged(stored, name, form.cleaned_data[name], list(form.offers.values()))
    return {**fields, "filters": stored, "action": action_by_id(plan, form.cleaned_data["action"])}


@open_to(*EDITORS)
def new_indicator(request: HttpRequest) -> HttpResponse:
    """`?action=D1` chooses the action beforehand."""
    plan = asked_plan(request)
    offered = action_choices(plan)
    wanted = request.GET.get("action", "")
    chosen = next((pk for pk, label in offered if label.split(" ")[0] == wanted), "")
    form = IndicatorForm(
        request.POST or None, initial={"action": chosen}, actions=offered, offers=offered_measures()
    )
    back = reverse("plan:action_page", args=[wanted]) if chosen else reverse("plan:plan_page")
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at=PLACES):
            made = indicators.create_indicator(
                plan_id=plan.pk,
                fields=_fields(plan, form, {}),
                by=actor_of(request),
                now=timezone.now(),
                submission_key=form.cleaned_data["submission_key"],
            )
            return redirect("plan:indicator_page", code=made.code)
    return form_page(request, "plan/new_indicator.html", form, back=back)


@open_to(*EDITORS)
def edit_indicator(request: HttpRequest, code: str) -> HttpResponse:
    plan = asked_plan(request)
    indicator = indicator_or_404(plan, code)
    initial = {name: getattr(indicator, name) for name in SIMPLE}
    initial["action"] = str(indicator.action_id or "")
    initial |= {name: chosen_of(indicator.filters, name) for name in NARROWINGS}
    form = IndicatorForm(
        request.POST or None, initial=initial, actions=action_choices(plan), offers=offered_measures()
    )
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at=PLACES):
            saved = indicators.edit_indicator(
                indicator_id=indicator.pk,
                fields=_fields(plan, form, indicator.filters),
                by=actor_of(request),
                now=timezone.now(),
            )
            return redirect("plan:indicator_page", code=saved.code)
    back = reverse("plan:indicator_page", args=[code])
    return form_page(request, "plan/edit_indicator.html", form, back=back, context={"indicator": indicator})


@require_POST
@open_to(*EDITORS)
def remove_indicator(request: HttpRequest, code: str) -> HttpResponse:
    indicator = indicator_or_404(asked_plan(request), code)
    try:
        indicators.remove_indicator(indicator_id=indicator.pk, by=actor_of(request), now=timezone.now())
    except RefusedError as refusal:
        return refused(request, refusal, reverse("plan:indicator_page", args=[code]))
    messages.success(request, _("The indicator is removed from the draft. Earlier versions still show it."))
    return redirect("plan:plan_page")


@open_to(*EDITORS)
def edit_target(request: HttpRequest, code: str, target_id: int | None = None) -> HttpResponse:
    """Add a target for a period, or change one."""
    indicator = indicator_or_404(asked_plan(request), code)
    target = target_or_404(indicator, target_id) if target_id else None
    names = indicators.TARGET_FIELDS
    initial = {name: getattr(target, name) for name in names} if target else None
    form = TargetForm(request.POST or None, initial=initial)
    back = reverse("plan:indicator_page", args=[code]) + "#targets"
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at=PLACES):
            indicators.set_target(
                indicator_id=indicator.pk,
                target_id=target_id,
                fields={name: form.cleaned_data[name] for name in names},
                by=actor_of(request),
                now=timezone.now(),
            )
            return redirect(back)
    context = {"indicator": indicator, "target": target}
    return form_page(request, "plan/edit_target.html", form, back=back, context=context)


@require_POST
@open_to(*EDITORS)
def remove_target(request: HttpRequest, code: str, target_id: int) -> HttpResponse:
    indicator = indicator_or_404(asked_plan(request), code)
    indicators.remove_target(
        indicator_id=indicator.pk, target_id=target_id, by=actor_of(request), now=timezone.now()
    )
    return redirect(reverse("plan:indicator_page", args=[code]) + "#targets")


@open_to(*EDITORS)
def edit_contribution(request: HttpRequest, code: str) -> HttpResponse:
    """Say how an action's indicator counts towards this one; saying it again changes the share."""
    plan = asked_plan(request)
    indicator = indicator_or_404(plan, code)
    form = ContributionForm(request.POST or None, indicators=action_indicator_choices(plan))
    back = reverse("plan:indicator_page", args=[code]) + "#contributions"
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            indicators.set_contribution(
                plan_indicator_id=indicator.pk,
                action_indicator_id=int(form.cleaned_data["action_indicator"]),
                share_percent=form.cleaned_data["share_percent"],
                note=form.cleaned_data["note"],
                by=actor_of(request),
                now=timezone.now(),
            )
            return redirect(back)
    return form_page(
        request, "plan/edit_contribution.html", form, back=back, context={"indicator": indicator}
    )


@require_POST
@open_to(*EDITORS)
def remove_contribution(request: HttpRequest, code: str, contribution_id: int) -> HttpResponse:
    indicator = indicator_or_404(asked_plan(request), code)
    indicators.remove_contribution(
        plan_indicator_id=indicator.pk,
        contribution_id=contribution_id,
        by=actor_of(request),
        now=timezone.now(),
    )
    return redirect(reverse("plan:indicator_page", args=[code]) + "#contributions")
