"""The plan as a whole: its page, its frame, its areas and objectives."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digitilts.apps.people.access import actor_of
from digitilts.apps.plan.access import EDITORS, plans_visible_to
from digitilts.apps.plan.forms.plan import AreaForm, NewPlanForm, ObjectiveForm, PlanForm
from digitilts.apps.plan.forms.reasons import REASONS
from digitilts.apps.plan.models import Plan
from digitilts.apps.plan.queries.choices import territory_choices
from digitilts.apps.plan.queries.finding import area_or_404, current_plan, objective_or_404
from digitilts.apps.plan.queries.overview import plan_overview
from digitilts.apps.plan.queries.versions import draft_state
from digitilts.apps.plan.services import plans
from digitilts.apps.plan.views.asking import CHOSEN, asked_plan, editing, form_page, refused, with_version
from digitilts.kit.doors import open_to, open_to_staff
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.values.verdict import RefusedError

HEAD = ("title", "first_year", "last_year", "vision", "strategy")


@open_to_staff
def plan_page(request: HttpRequest) -> HttpResponse:
    """The whole plan on one page."""
    actor, today = actor_of(request), timezone.localdate()
    plan = current_plan(actor, chosen=request.session.get(CHOSEN), on=today)
    context: dict[str, Any] = {"plan": plan, "may_begin": actor.has_role(*EDITORS)}
    if plan is not None:
        context |= {
            "overview": plan_overview(plan, today=today),
            "draft": draft_state(plan),
            "may_edit": editing(request, plan),
            "plans": list(plans_visible_to(actor)),
        }
    return render_page(request, "plan/plan_page.html", context)


@require_POST
@open_to_staff
def choose_plan(request: HttpRequest) -> HttpResponse:
    """Remember which of several plans this person wants to see."""
    chosen = request.POST.get("plan", "")
    if not chosen.isdecimal() or not plans_visible_to(actor_of(request)).filter(pk=int(chosen)).exists():
        raise Http404
    request.session[CHOSEN] = int(chosen)
    return redirect("plan:plan_page")


@open_to(*EDITORS)
def new_plan(request: HttpRequest) -> HttpResponse:
    territories = territory_choices(actor_of(request))
    form = NewPlanForm(request.POST or None, territories=territories)
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in HEAD}
        with refusals_shown_on(form, REASONS):
            plan = plans.create_plan(
                territory_id=int(form.cleaned_data["territory"]),
                fields=fields,
                by=actor_of(request),
                now=timezone.now(),
            )
            request.session[CHOSEN] = plan.pk
            return redirect("plan:plan_page")
    return form_page(request, "plan/new_plan.html", form, back=reverse("plan:plan_page"))


@open_to(*EDITORS)
def edit_plan(request: HttpRequest) -> HttpResponse:
    plan = asked_plan(request)
    form = PlanForm(request.POST or None, initial={name: getattr(plan, name) for name in (*HEAD, "version")})
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at={"years_in_wrong_order": "last_year"}):
            plans.edit_plan(
                plan_id=plan.pk,
                version=form.cleaned_data["version"],
                fields={name: form.cleaned_data[name] for name in HEAD},
                by=actor_of(request),
                now=timezone.now(),
            )
            return redirect("plan:plan_page")
    stored = _stored_now(plan, form) if form.is_bound else []
    return form_page(request, "plan/edit_plan.html", form, back=reverse("plan:plan_page"), stored=stored)


def _stored_now(plan: Plan, form: PlanForm) -> list[tuple[str, str]]:
    """After a lost update: what is stored where the person wrote something else."""
    if form.data.get("version") == str(plan.version):
        return []
    form.data = with_version(form.data, str(plan.version))
    return [
        (str(form.fields[name].label), str(getattr(plan, name)))
        for name in HEAD
        if str(form.cleaned_data.get(name, "")) != str(getattr(plan, name))
    ]


@open_to(*EDITORS)
def edit_area(request: HttpRequest, area_id: int | None = None) -> HttpResponse:
    """Add an area, or change one."""
    plan = asked_plan(request)
    area = area_or_404(plan, area_id) if area_id else None
    initial = {name: getattr(area, name) for name in plans.AREA_FIELDS} if area else None
    form = AreaForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at={"number_taken": "number"}):
            plans.set_area(
                plan_id=plan.pk,
                area_id=area_id,
                fields={name: form.cleaned_data[name] for name in plans.AREA_FIELDS},
                by=actor_of(request),
                now=timezone.now(),
            )
            return redirect("plan:plan_page")
    return form_page(
        request, "plan/edit_area.html", form, back=reverse("plan:plan_page"), context={"area": area}
    )


@open_to(*EDITORS)
def edit_objective(request: HttpRequest, area_id: int, objective_id: int | None = None) -> HttpResponse:
    """Add an objective to an area, or change one."""
    area = area_or_404(asked_plan(request), area_id)
    objective = objective_or_404(area, objective_id) if objective_id else None
    initial = {name: getattr(objective, name) for name in plans.OBJECTIVE_FIELDS} if objective else None
    form = ObjectiveForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at={"code_taken": "code"}):
            plans.set_objective(
                area_id=area.pk,
                objective_id=objective_id,
                fields={name: form.cleaned_data[name] for name in plans.OBJECTIVE_FIELDS},
                by=actor_of(request),
                now=timezone.now(),
            )
            return redirect("plan:plan_page")
    context = {"area": area, "objective": objective}
    return form_page(
        request, "plan/edit_objective.html", form, back=reverse("plan:plan_page"), context=context
    )


@require_POST
@open_to(*EDITORS)
def remove_objective(request: HttpRequest, area_id: int, objective_id: int) -> HttpResponse:
    objective = objective_or_404(area_or_404(asked_plan(request), area_id), objective_id)
    try:
        plans.remove_objective(objective_id=objective.pk, by=actor_of(request), now=timezone.now())
    except RefusedError as refusal:
        return refused(request, refusal, reverse("plan:plan_page"))
    messages.success(request, _("The objective is removed from the draft."))
    return redirect("plan:plan_page")
