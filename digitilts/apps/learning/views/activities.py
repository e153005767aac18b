"""Activities, their lesson plans, and the kinds of activities."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.learning.access import (
    activities_read_by,
    activities_with_lessons_by,
    lessons_read_by,
    makes_lessons_of,
)
from digitilts.apps.learning.forms.activities import ActivityForm, KindOfActivityForm
from digitilts.apps.learning.forms.diary import LessonPlanForm
from digitilts.apps.learning.forms.staff_reasons import STAFF_REASONS
from digitilts.apps.learning.models import Activity, Kind
from digitilts.apps.learning.queries import activities as queries
from digitilts.apps.learning.queries.catalogue import wish
from digitilts.apps.learning.queries.diaries import compared, open_tags, plan_versions
from digitilts.apps.learning.queries.lessons import lessons_of_activity, results_of_action
from digitilts.apps.learning.services import activities as services
from digitilts.apps.learning.services.diaries import new_lesson_plan as make_plan
from digitilts.apps.people.access import Actor, actor_of
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.values.roles import Role

READING = (Role.TRAINER, Role.HELPER, Role.COORDINATOR, Role.AUDITOR)


@open_to(*READING)
def activity_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    kind, action = request.GET.get("kind", ""), request.GET.get("action", "")
    kinds = [(str(each.pk), str(each)) for each in queries.kinds_in_reach(actor, *READING)]
    context = {
        "lines": queries.activity_lines(
            actor,
            text=request.GET.get("q", ""),
            kind_id=int(kind) if kind.isdecimal() else None,
            action=action,
        ),
        "served": queries.served_actions(actor),
        "action": action,
        "kinds": kinds,
        "kind": kind,
        "q": request.GET.get("q", ""),
        "may_make": actor.has_role(Role.COORDINATOR),
    }
    return render_page(request, "learning/activity_list.html", context)


@open_to(*READING)
def activity_page(request: HttpRequest, activity_id: int) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    activity = queries.activity_or_404(activity_id, activities_read_by(actor))
    context = {
        "activity": activity,
        "wish": wish(activity.i_want_to),
        "facts": queries.facts_of(activity),
        "results_to": results_of_action(actor, activity),
        "versions": plan_versions(activity),
        "open_tags": open_tags(activity.pk),
        "lessons": lessons_of_activity(activity.pk, actor, now, within=lessons_read_by(actor)),
        "turnout": queries.turnout_of(activity),
        "may_edit": queries.may_edit(actor, activity),
        "may_make": makes_lessons_of(actor, activity),
        "new_to": f"{reverse('learning:new_lesson')}?activity={activity.pk}",
    }
    return render_page(request, "learning/activity_page.html", context)


@open_to(Role.COORDINATOR)
def new_activity(request: HttpRequest) -> HttpResponse:
    return _activity_form(request, None, "learning/new_activity.html")


@open_to(Role.COORDINATOR)
def edit_activity(request: HttpRequest, activity_id: int) -> HttpResponse:
    actor = actor_of(request)
    within = actor.within("territory__path", Role.COORDINATOR)
    return _activity_form(
        request, queries.activity_or_404(activity_id, within), "learning/edit_activity.html"
    )


def _activity_form(request: HttpRequest, activity: Activity | None, template: str) -> HttpResponse:
    actor = actor_of(request)
    territories = queries.territories_of(actor, Role.COORDINATOR)
    if activity:
        territories = [(str(activity.territory_id), activity.territory.name)]
    form = ActivityForm(
        request.POST or None,
        territories=territories,
        kinds=[(str(kind.pk), str(kind)) for kind in queries.kinds_in_reach(actor, Role.COORDINATOR)],
        actions=queries.action_choices(activity.territory if activity else None, actor),
        initial=vars(activity) | {"kind": activity.kind_id, "action": activity.action_id}
        if activity
        else None,
    )
    if form.is_valid() and (saved := _save_activity(form, activity, actor)):
        messages.success(request, _("The activity is saved."))
        return redirect("learning:activity_page", activity_id=saved.pk)
    return render_page(request, template, {"form": form, "activity": activity})


def _save_activity(form: ActivityForm, activity: Activity | None, actor: Actor) -> Activity | None:
    with refusals_shown_on(form, STAFF_REASONS):
        return services.save_activity(
            territory_id=form.cleaned_data["territory"],
            details=form.details(),
            by=actor,
            now=timezone.now(),
            activity_id=activity.pk if activity else None,
        )
    return None


@open_to(Role.TRAINER, Role.COORDINATOR)
def new_lesson_plan(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The next version, with the remarks from diaries beside it."""
    actor = actor_of(request)
    activity = queries.activity_or_404(activity_id, activities_with_lessons_by(actor))
    tags = open_tags(activity.pk)
    newest = activity.lesson_plans.order_by("-version").first()
    form = LessonPlanForm(
        request.POST or None,
        remarks=[(str(tag.id), f"{tag.label}: {tag.text}") for tag in tags],
        initial={
            "content": newest.content if newest else "",
            "based_on": newest.version if newest else 0,
            "take_up": [tag.id for tag in tags],
        },
    )
    if form.is_valid() and _save_plan(form, activity, actor):
        messages.success(request, _("The new version is saved. Coming lessons use it."))
        return redirect("learning:activity_page", activity_id=activity.pk)
    context = {"form": form, "activity": activity, "newest": newest, "has_remarks": bool(tags)}
    return render_page(request, "learning/new_lesson_plan.html", context)


def _save_plan(form: LessonPlanForm, activity: Activity, actor: Actor) -> bool:
    with refusals_shown_on(form, STAFF_REASONS):
        make_plan(activity_id=activity.pk, by=actor, now=timezone.now(), **_plan_facts(form))
        return True
    return False


def _plan_facts(form: LessonPlanForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("content", "why_changed", "take_up", "based_on")}


@open_to(*READING)
def compare_lesson_plans(request: HttpRequest, activity_id: int, older: int, newer: int) -> HttpResponse:
    """Two versions line by line."""
    activity = queries.activity_or_404(activity_id, activities_read_by(actor_of(request)))
    plans = {plan.version: plan for plan in activity.lesson_plans.filter(version__in=[older, newer])}
    first = get_object_or_404(activity.lesson_plans, version=older)
    second = plans.get(newer, first)
    context = {
        "activity": activity,
        "older": older,
        "newer": second.version,
        "lines": compared(first, second),
    }
    return render_page(request, "learning/compare_lesson_plans.html", context)


@open_to(Role.COORDINATOR, Role.AUDITOR)
def kind_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {"lines": queries.kind_lines(actor), "may_make": actor.has_role(Role.COORDINATOR)}
    return render_page(request, "learning/kind_list.html", context)


@open_to(Role.COORDINATOR)
def new_kind(request: HttpRequest) -> HttpResponse:
    return _kind_form(request, None, "learning/new_kind.html")


@open_to(Role.COORDINATOR)
def edit_kind(request: HttpRequest, kind_id: int) -> HttpResponse:
    found = Kind.objects.filter(actor_of(request).within("territory__path", Role.COORDINATOR))
    kind = get_object_or_404(found.select_related("territory"), pk=kind_id)
    return _kind_form(request, kind, "learning/edit_kind.html")


def _kind_form(request: HttpRequest, kind: Kind | None, template: str) -> HttpResponse:
    actor = actor_of(request)
    territories = queries.territories_of(actor, Role.COORDINATOR)
    if kind:
        territories = [(str(kind.territory_id), kind.territory.name)]
    form = KindOfActivityForm(
        request.POST or None, territories=territories, initial=vars(kind) if kind else None
    )
    if form.is_valid():
        with refusals_shown_on(form, STAFF_REASONS, at={"kind_code_taken": "code"}):
            services.save_kind(
                territory_id=form.cleaned_data["territory"],
                details=form.details(),
                by=actor,
                now=timezone.now(),
                kind_id=kind.pk if kind else None,
            )
            messages.success(request, _("The kind of activity is saved."))
            return redirect("learning:kind_list")
    return render_page(request, template, {"form": form, "kind": kind})
