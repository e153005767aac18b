"""Actions: list, page, form."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digitilts.apps.people.access import actor_of
from digitilts.apps.plan.access import EDITORS, may_edit_part
from digitilts.apps.plan.forms.action import ActionForm
from digitilts.apps.plan.forms.filters import ActionFilters
from digitilts.apps.plan.forms.reasons import REASONS
from digitilts.apps.plan.models import Action, Plan
from digitilts.apps.plan.queries.action import action_detail
from digitilts.apps.plan.queries.action_table import action_table, lead_choices
from digitilts.apps.plan.queries.choices import area_choices, objective_choices, people_choices
from digitilts.apps.plan.queries.finding import action_or_404
from digitilts.apps.plan.queries.part_tables import part_lists
from digitilts.apps.plan.rules import PartKind
from digitilts.apps.plan.services import actions
from digitilts.apps.plan.views.asking import asked_plan, editing, form_page, refused, with_version
from digitilts.apps.plan.views.parts import removed_part
from digitilts.kit.doors import open_to, open_to_staff
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.navigation import address, opens_for
from digitilts.kit.pages import render_page
from digitilts.kit.workbooks import Sheet, write_workbook
from digitilts.values.verdict import RefusedError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@open_to_staff
def action_list(request: HttpRequest) -> HttpResponse:
    """Actions by area, theme, status, goal, group and lead; `?as=xlsx` gives the same rows as a workbook."""
    plan = asked_plan(request)
    areas = [(str(area.number), str(area)) for area in plan.areas.all()]
    filters = ActionFilters(request.GET, areas=areas, leads=lead_choices(plan))
    found = action_table(plan, filters.wanted)
    if request.GET.get("as") == "xlsx":
        rows = [[cell.text for cell in row.cells] for row in found.table.rows]
        sheet = Sheet(_("Actions"), found.table.columns, rows)
        headers = {"Content-Disposition": 'attachment; filename="darbibas.xlsx"'}
        return HttpResponse(write_workbook([sheet]), content_type=XLSX, headers=headers)
    query = request.GET.copy()
    query["as"] = "xlsx"
    context = {
        "plan": plan,
        "filters": filters,
        "found": found,
        "workbook": f"?{query.urlencode()}",
        "may_edit": editing(request, plan),
    }
    return render_page(request, "plan/action_list.html", context)


@open_to_staff
def action_page(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one action."""
    plan = asked_plan(request)
    action = action_or_404(plan, code)
    actor = actor_of(request)
    detail = action_detail(plan, code, today=timezone.localdate())
    # Lessons live above the plan; their page is linked by name and only if it is there.
    lessons = address("learning:activity_list")
    results = address("results:action_results", code=code)
    may_change = {kind for kind in PartKind if may_edit_part(actor, plan, kind)}
    context = {
        "plan": plan,
        "detail": detail,
        "lists": part_lists(detail, may_change) if detail else [],
        "may_edit": editing(request, plan),
        "removed": removed_part(request, action),
        "lessons_url": f"{lessons}?{urlencode({'action': code})}" if opens_for(actor, lessons) else "",
        "results_url": results if opens_for(actor, results) else "",
    }
    return render_page(request, "plan/action_page.html", context)


def _action_form(request: HttpRequest, plan: Plan, initial: Mapping[str, Any] | None = None) -> ActionForm:
    return ActionForm(
        request.POST or None,
        initial=initial,
        areas=area_choices(plan),
        objectives=objective_choices(plan),
        people=people_choices(plan),
    )


def _fields(form: ActionForm) -> dict[str, Any]:
    """The typed values as the service takes them."""
    typed = dict(form.cleaned_data)
    chosen = {
        "area_id": int(typed.pop("area")),
        "objective_id": int(typed.pop("objective") or 0) or None,
        "responsible_id": int(typed.pop("responsible") or 0) or None,
    }
    typed.pop("version")
    typed.pop("submission_key")
    return {**typed, **chosen}


PLACES = {"code_taken": "code", "objective_of_another_area": "objective", "dates_in_wrong_order": "ends_on"}


@open_to(*EDITORS)
def new_action(request: HttpRequest) -> HttpResponse:
    plan = asked_plan(request)
    form = _action_form(request, plan)
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at=PLACES):
            action = actions.create_action(
                plan_id=plan.pk,
                fields=_fields(form),
                by=actor_of(request),
                now=timezone.now(),
                submission_key=form.cleaned_data["submission_key"],
            )
            return redirect("plan:action_page", code=action.code)
    return form_page(request, "plan/new_action.html", form, back=reverse("plan:action_list"))


@open_to(*EDITORS)
def edit_action(request: HttpRequest, code: str) -> HttpResponse:
    plan = asked_plan(request)
    action = action_or_404(plan, code)
    form = _action_form(request, plan, _initial(action))
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at=PLACES):
            saved = actions.edit_action(
                action_id=action.pk,
                version=form.cleaned_data["version"],
                fields=_fields(form),
                by=actor_of(request),
                now=timezone.now(),
            )
            return redirect("plan:action_page", code=saved.code)
    back = reverse("plan:action_page", args=[code])
    stored = _stored_now(action, form) if form.is_bound else []
    return form_page(
        request, "plan/edit_action.html", form, back=back, stored=stored, context={"action": action}
    )


def _initial(action: Action) -> dict[str, Any]:
    simple = {name: getattr(action, name) for name in actions.ACTION_FIELDS if not name.endswith("_id")}
    return {
        **simple,
        "area": str(action.area_id),
        "objective": str(action.objective_id or ""),
        "responsible": str(action.responsible_id or ""),
        "version": action.version,
    }


def _stored_now(action: Action, form: ActionForm) -> list[tuple[str, str]]:
    """After a lost update: what is stored where the person wrote something else."""
    if form.data.get("version") == str(action.version):
        return []
    stored = _initial(action)
    form.data = with_version(form.data, str(action.version))
    return [
        (str(field.label), _choice_in_words(field, stored[name]))
        for name, field in form.fields.items()
        if name in stored and name in form.changed_data and name != "version"
    ]


def _choice_in_words(field: Any, value: Any) -> str:  # noqa: ANN401  # any field
    """The value as the form would show it."""
    words = {str(code): str(label) for code, label in getattr(field, "choices", [])}
    codes = value if isinstance(value, list) else [value]
    return ", ".join(words.get(str(code), str(code or "–")) for code in codes) or "–"


@require_POST
@open_to(*EDITORS)
def remove_action(request: HttpRequest, code: str) -> HttpResponse:
    action = action_or_404(asked_plan(request), code)
    try:
        actions.remove_action(action_id=action.pk, by=actor_of(request), now=timezone.now())
    except RefusedError as refusal:
        return refused(request, refusal, reverse("plan:action_page", args=[code]))
    messages.success(request, _("The action is removed from the draft. Earlier versions still show it."))
    return redirect("plan:action_list")
