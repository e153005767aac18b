"""Registering on the public page: one question at a time, nothing kept until the last step."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from digitilts.apps.learning.forms.answers import Answers
from digitilts.apps.learning.forms.reasons import REASONS
from digitilts.apps.learning.forms.registration import CheckForm
from digitilts.apps.learning.forms.steps import Steps
from digitilts.apps.learning.queries.codes import code_in, signed
from digitilts.apps.learning.queries.lesson_page import lesson_detail
from digitilts.apps.learning.queries.registrations import place_by_code
from digitilts.apps.learning.services.newcomers import apply
from digitilts.apps.people.access import PUBLIC, actor_of
from digitilts.kit.doors import open_to_everyone
from digitilts.kit.forms import Form, refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.values.verdict import RefusedError

WRONG = 422


@open_to_everyone
def register(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """GET asks the first question; each POST brings one answer and gets the next question."""
    lesson = lesson_detail(lesson_id, timezone.now())
    if lesson is None:
        raise Http404
    if request.method != "POST" and not lesson.can_register:
        return redirect("learning:lesson_page", lesson_id)
    actor = actor_of(request)
    # Staff register others from the caller screen; here they are a person like any other.
    known_person = None if actor.is_staff else actor.person_id
    steps = Steps(lesson, Answers.of(request.POST, lesson_id), known_person)
    step = request.POST.get("step", "")
    if step not in steps.names:
        return _ask(request, steps, steps.names[0])
    steps.answers.keep(step, request.POST)
    if request.POST.get("go") == "back":
        return _ask(request, steps, steps.names[max(0, steps.names.index(step) - 1)])
    form = steps.form(step, request.POST)
    if not form.is_valid():
        return _ask(request, steps, step, form, status=WRONG)
    if step != steps.names[-1]:
        return _ask(request, steps, steps.names[steps.names.index(step) + 1])
    return _finish(request, steps, form)


def _ask(  # what one question shows
    request: HttpRequest,
    steps: Steps,
    step: str,
    form: Form | None = None,
    *,
    status: int = 200,
    left: int = 0,
) -> HttpResponse:
    is_last = step == steps.names[-1]
    context: dict[str, Any] = {
        "lesson": steps.lesson,
        "card": steps.lesson.card,
        "step": step,
        "who": steps.who,
        "number": steps.names.index(step) + 1,
        "steps": len(steps.names),
        "form": form or steps.form(step),
        "answers": steps.answers.packed(),
        "summary": steps.summary() if is_last else None,
        "left": left,
    }
    return render_page(request, "learning/register.html", context, status=status)


def _finish(request: HttpRequest, steps: Steps, form: Form) -> HttpResponse:
    if wrong := steps.first_wrong():
        return _ask(request, steps, *wrong, status=WRONG)
    by = actor_of(request) if steps.known_person else PUBLIC
    last = steps.names[-1]
    with refusals_shown_on(form, REASONS):
        try:
            made = apply(steps.application(), by=by, now=timezone.now())
        except RefusedError as refusal:
            if refusal.reason != "not_all_fit":
                raise
            choice = CheckForm(initial={"when_full": "wait_together"})
            return _ask(request, steps, last, choice, left=refusal.details["left"])
        return redirect("learning:registered", signed(made[0].code))
    return _ask(request, steps, last, form, status=WRONG)


@open_to_everyone
def registered(request: HttpRequest, code: str) -> HttpResponse:
    """The confirmation: can be printed and read over the phone."""
    plain = code_in(code)
    place = place_by_code(plain, timezone.now()) if plain else None
    if place is None:
        raise Http404
    return render_page(request, "learning/registered.html", {"place": place, "card": place.card})
