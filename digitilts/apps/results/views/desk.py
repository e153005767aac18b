"""Pages of results for those who answer for them."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from digitilts.apps.people.access import actor_of
from digitilts.apps.plan.models import Plan
from digitilts.apps.results.access import (
    PUBLISHERS,
    READERS,
    plans_with_results,
    results_plan_or_404,
    sees_names,
)
from digitilts.apps.results.forms.rows import RowsForm
from digitilts.apps.results.queries.action_results import action_results_of
from digitilts.apps.results.queries.dashboard import dashboard_of
from digitilts.apps.results.queries.indicator_page import figure_of, indicator_page_of
from digitilts.apps.results.queries.rows_page import choices_of, rows_page_of
from digitilts.kit.doors import open_to
from digitilts.kit.navigation import address, opens_for
from digitilts.kit.pages import render_page


def plan_of(request: HttpRequest) -> Plan:
    """The plan of this reader; `?plan=` chooses among several."""
    typed = request.GET.get("plan", "")
    chosen = int(typed) if typed.isdecimal() else None
    year = timezone.localdate().year
    return results_plan_or_404(actor_of(request), chosen=chosen, year=year)


@open_to(*READERS)
def dashboard(request: HttpRequest) -> HttpResponse:
    if not plans_with_results(actor_of(request)).exists():
        return redirect("plan:plan_page")  # it says how a first plan begins
    plan = plan_of(request)
    page = dashboard_of(plan, timezone.now())
    publishes = actor_of(request).may(*PUBLISHERS, in_path=plan.territory.path)
    return render_page(
        request,
        "results/dashboard.html",
        {"plan": plan, "page": page, "today": timezone.localdate(), "publishes": publishes},
    )


@open_to(*READERS)
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    plan = plan_of(request)
    page = indicator_page_of(plan, code, timezone.localdate())
    if page is None:
        raise Http404
    return render_page(request, "results/indicator.html", {"plan": plan, "page": page})


@open_to(*READERS)
def indicator_rows(request: HttpRequest, code: str) -> HttpResponse:
    plan = plan_of(request)
    figure = figure_of(plan, code, timezone.localdate())
    if figure is None or figure.scope is None:
        raise Http404
    form = RowsForm(request.GET, choices=choices_of(figure, plan.territory.path))
    narrowing = form.narrowing() if form.is_valid() else {}
    page = rows_page_of(
        figure,
        path=plan.territory.path,
        only=narrowing,
        counted_only=form.is_valid() and form.cleaned_data["counted"],
        with_names=sees_names(actor_of(request), plan),
        number=request.GET.get("page", "1"),
    )
    return render_page(
        request,
        "results/indicator_rows.html",
        {"plan": plan, "figure": figure, "form": form, "page": page, "query": request.GET.urlencode()},
    )


@open_to(*READERS)
def action_results(request: HttpRequest, code: str) -> HttpResponse:
    plan = plan_of(request)
    page = action_results_of(plan, code, timezone.localdate())
    if page is None:
        raise Http404
    lessons = address("learning:activity_list")
    shown = f"{lessons}?{urlencode({'action': code})}" if opens_for(actor_of(request), lessons) else ""
    return render_page(
        request, "results/action_results.html", {"plan": plan, "page": page, "lessons_url": shown}
    )
