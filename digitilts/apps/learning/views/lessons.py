"""Pages of one lesson for staff: make, look at, change, cancel."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from digitilts.apps.learning.access import (
    activities_with_lessons_by,
    lessons_led_by,
    lessons_read_by,
)
from digitilts.apps.learning.forms.lessons import CancelLessonForm, LessonForm, NewLessonForm, initial_of
from digitilts.apps.learning.forms.staff_reasons import STAFF_REASONS
from digitilts.apps.learning.models import Activity, Lesson
from digitilts.apps.learning.queries.activities import activity_lines, activity_or_404
from digitilts.apps.learning.queries.choices import Warned, lesson_choices, warnings_for
from digitilts.apps.learning.queries.desk import desk_of
from digitilts.apps.learning.queries.lessons import (
    affected_people,
    last_lesson_to_copy,
    lesson_or_404,
    link_to_copy,
    results_of_action,
)
from digitilts.apps.learning.rules.lessons import next_date
from digitilts.apps.learning.services import lessons as services
from digitilts.apps.people.access import Actor, actor_of
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.values.roles import Role

SEATS_AT_FIRST, TURNOUT_AT_FIRST = 10, 3


@open_to(Role.TRAINER, Role.HELPER, Role.COORDINATOR, Role.AUDITOR)
def lesson_desk(request: HttpRequest, lesson_id: int) -> HttpResponse:
    actor = actor_of(request)
    lesson = lesson_or_404(lesson_id, lessons_read_by(actor))
    context = {
        "desk": desk_of(lesson, actor, timezone.now()),
        "copy_to": link_to_copy(lesson),
        "results_to": results_of_action(actor, lesson.activity),
    }
    return render_page(request, "learning/lesson_desk.html", context)


@open_to(Role.TRAINER, Role.COORDINATOR)
def new_lesson(request: HttpRequest) -> HttpResponse:
    """Of an activity (`?activity=`), or as a copy of another lesson (`?copy=`); first asks which."""
    actor, now = actor_of(request), timezone.now()
    activity, copied = _start_of(request, actor)
    if activity is None:
        return _ask_which(request, actor)
    choices = lesson_choices(actor, now, lesson=copied)
    form = NewLessonForm(
        request.POST or None,
        venues=choices.venues,
        trainers=choices.trainers,
        things=choices.things,
        initial=_initial(activity, copied, actor, timezone.localdate(now)),
    )
    warned: list[Warned] = []
    if form.is_valid():
        warned = _warnings(form, form.dates())
        if (not warned or "anyway" in request.POST) and (made := _create(form, activity, actor)):
            return _made(request, made)
    context = {"form": form, "activity": activity, "copied": copied, "warned": warned}
    return render_page(request, "learning/new_lesson.html", context)


def _ask_which(request: HttpRequest, actor: Actor) -> HttpResponse:
    context = {
        "activities": activity_lines(actor),
        "copy_to": link_to_copy(last_lesson_to_copy(actor)),
        "activity": None,
        "copied": None,
    }
    return render_page(request, "learning/new_lesson.html", context)


def _start_of(request: HttpRequest, actor: Actor) -> tuple[Activity | None, Lesson | None]:
    wanted, copied_id = request.GET.get("activity", ""), request.GET.get("copy", "")
    if copied_id.isdecimal():
        lesson = lesson_or_404(int(copied_id), lessons_read_by(actor))
        return activity_or_404(lesson.activity_id, activities_with_lessons_by(actor)), lesson
    if wanted.isdecimal():
        activity = activity_or_404(int(wanted), activities_with_lessons_by(actor))
        return activity, activity.lessons.order_by("-starts_at").first()
    return None, None


def _initial(activity: Activity, copied: Lesson | None, actor: Actor, today: date) -> dict[str, object]:
    if copied is None:
        trainers = [actor.user_id] if actor.has_role(Role.TRAINER) else []
        day = next_date(today, weekday=activity.kind.weekday, today=today)
        return {
            "day": day,
            "seats": SEATS_AT_FIRST,
            "min_turnout": TURNOUT_AT_FIRST,
            "trainers": trainers,
            "closes_hours": 0,
        }
    last_day = timezone.localdate(copied.starts_at)
    day = next_date(last_day, weekday=activity.kind.weekday, today=today)
    return {**initial_of(services.details_of(copied), day=day), "is_open": True}


def _warnings(form: LessonForm, days: Sequence[date], lesson_id: int | None = None) -> list[Warned]:
    details = form.details()
    moved = [services.moved_to_day(details, day) for day in days]
    return warnings_for(
        [(each.starts_at, each.ends_at) for each in moved],
        venue_id=details.venue_id,
        room=details.room,
        lesson_id=lesson_id,
    )


def _create(form: NewLessonForm, activity: Activity, actor: Actor) -> list[Lesson]:
    with refusals_shown_on(form, STAFF_REASONS):
        return services.create_series(
            activity_id=activity.pk,
            details=form.details(),
            dates=form.dates(),
            by=actor,
            now=timezone.now(),
            submission_key=form.cleaned_data["submission_key"],
        )
    return []


def _made(request: HttpRequest, made: list[Lesson]) -> HttpResponse:
    words = ngettext("%(n)s lesson is made.", "%(n)s lessons are made.", len(made)) % {"n": len(made)}
    messages.success(request, words)
    if len(made) == 1:
        return redirect("learning:lesson_desk", lesson_id=made[0].pk)
    return redirect("learning:activity_page", activity_id=made[0].activity_id)


@open_to(Role.TRAINER, Role.COORDINATOR)
def edit_lesson(request: HttpRequest, lesson_id: int) -> HttpResponse:
    actor = actor_of(request)
    lesson = lesson_or_404(lesson_id, lessons_led_by(actor))
    choices = lesson_choices(actor, timezone.now(), lesson=lesson)
    form = LessonForm(
        request.POST or None,
        venues=choices.venues,
        trainers=choices.trainers,
        things=choices.things,
        initial={**initial_of(services.details_of(lesson)), "version": lesson.version},
    )
    warned: list[Warned] = []
    if form.is_valid():
        warned = _warnings(form, [form.cleaned_data["day"]], lesson.pk)
        if (not warned or "anyway" in request.POST) and _save(form, lesson, actor):
            messages.success(request, _("The lesson is saved."))
            return redirect("learning:lesson_desk", lesson_id=lesson.pk)
    context = {
        "form": form,
        "lesson": lesson,
        "warned": warned,
        "affected": affected_people(lesson),
        "is_stale": form.is_bound and request.POST.get("version", "") != str(lesson.version),
    }
    return render_page(request, "learning/edit_lesson.html", context)


def _save(form: LessonForm, lesson: Lesson, actor: Actor) -> bool:
    with refusals_shown_on(form, STAFF_REASONS, at={"fewer_than_taken": "seats"}):
        services.edit_lesson(
            lesson_id=lesson.pk,
            version=form.cleaned_data["version"] or 0,
            details=form.details(),
            by=actor,
            now=timezone.now(),
        )
        return True
    # The next attempt is made knowingly: the page shows what is stored beside what was typed.
    form.data = {**form.data.dict(), "trainers": form.data.getlist("trainers"), "version": lesson.version}
    return False


@open_to(Role.TRAINER, Role.COORDINATOR)
def cancel_lesson(request: HttpRequest, lesson_id: int) -> HttpResponse:
    actor = actor_of(request)
    lesson = lesson_or_404(lesson_id, lessons_led_by(actor))
    form = CancelLessonForm(request.POST or None)
    if form.is_valid():
        with refusals_shown_on(form, STAFF_REASONS):
            told = services.cancel_lesson(
                lesson_id=lesson.pk, reason=form.cleaned_data["reason"], by=actor, now=timezone.now()
            )
            words = ngettext(
                "The lesson is cancelled. %(n)s person is being told.",
                "The lesson is cancelled. %(n)s people are being told.",
                told,
            )
            messages.success(request, words % {"n": told})
            return redirect("learning:lesson_desk", lesson_id=lesson.pk)
    context = {"form": form, "lesson": lesson, "affected": affected_people(lesson)}
    return render_page(request, "learning/cancel_lesson.html", context)
