"""Which plan a request means, and how forms are answered."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from digitilts.apps.people.access import actor_of
from digitilts.apps.plan.access import may_edit
from digitilts.apps.plan.forms.reasons import REASONS
from digitilts.apps.plan.models import Plan
from digitilts.apps.plan.queries.finding import plan_or_404
from digitilts.kit.pages import render_page
from digitilts.values.verdict import RefusedError

CHOSEN = "plan_id"  # in the session, for people who work for several municipalities


def asked_plan(request: HttpRequest) -> Plan:
    """The chosen plan or the current one; "not found" when there is none for this person."""
    return plan_or_404(actor_of(request), chosen=request.session.get(CHOSEN), on=timezone.localdate())


def editing(request: HttpRequest, plan: Plan) -> bool:
    """May this person change the plan? Pages show buttons only to those."""
    return bool(may_edit(actor_of(request), plan))


def form_page(  # what a form page shows
    request: HttpRequest,
    template: str,
    form: Any,  # noqa: ANN401  # one of the forms
    *,
    back: str,
    context: Mapping[str, Any] | None = None,
    stored: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """A form to fill in; 422 when it came back with something to put right."""
    shown = {"form": form, "back": back, "stored": stored or [], **(context or {})}
    return render_page(request, template, shown, status=422 if form.is_bound else 200)


def refused(request: HttpRequest, refusal: RefusedError, to: str) -> HttpResponse:
    """Back to the page with the reason, for buttons that have no form to show it on."""
    messages.error(request, str(REASONS[refusal.reason]) % refusal.details)
    return redirect(to)


def with_version(data: Any, version: str) -> Any:  # noqa: ANN401  # Django's own type
    """The typed data with the row's new version, for the second try."""
    copied = data.copy()
    copied["version"] = version
    return copied
