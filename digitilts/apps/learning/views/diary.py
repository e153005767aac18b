"""The leader's diary, the coordinator's list of diaries, and the guiding questions."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.learning.access import lessons_in_reach, own_lessons
from digitilts.apps.learning.forms.diary import DiaryForm, QuestionsForm, remarks_as_initial
from digitilts.apps.learning.forms.staff_reasons import STAFF_REASONS
from digitilts.apps.learning.models import Diary, DiaryQuestion, Lesson
from digitilts.apps.learning.queries.diaries import (
    all_questions,
    counts_of,
    diary_lines,
    diary_of,
    questions_for,
    territories_with_questions,
)
from digitilts.apps.learning.queries.lessons import lesson_or_404
from digitilts.apps.learning.rules.diaries import may_write, without_names
from digitilts.apps.learning.services import diaries as services
from digitilts.apps.people.access import Actor, actor_of
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError


def _readable(actor: Actor) -> Q:
    return own_lessons(actor) | lessons_in_reach(actor, Role.COORDINATOR, Role.AUDITOR)


@open_to(Role.TRAINER, Role.COORDINATOR, Role.AUDITOR)
def diary(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """The trainer writes; a coordinator and an auditor read."""
    actor = actor_of(request)
    lesson = lesson_or_404(lesson_id, _readable(actor))
    written = diary_of(lesson)
    questions = questions_for(lesson.activity.territory)
    is_mine = Lesson.objects.filter(own_lessons(actor), pk=lesson.pk).exists()
    may = is_mine and _is_time(lesson, written)
    form = DiaryForm(request.POST or None, questions=questions, initial=_initial(written))
    names: list[str] = []
    if may and form.is_valid():
        names = _save(form, lesson, actor)
        if not form.errors:
            messages.success(request, _("The diary is saved. Thank you!"))
            return redirect("learning:today")
    context = {
        "form": form,
        "lesson": lesson,
        "written": written,
        "tags": list(written.tags.all()) if written else [],
        "answers": _answers(written, questions),
        "counts": counts_of(lesson),
        "may_write": may,
        "is_mine": is_mine,
        "names": ", ".join(names),
    }
    return render_page(request, "learning/diary.html", context)


def _is_time(lesson: Lesson, written: Diary | None) -> bool:
    first = written.written_at if written else None
    return may_write(starts_at=lesson.starts_at, first_written_at=first, now=timezone.now()).allowed


def _initial(written: Diary | None) -> dict[str, object]:
    if written is None:
        return {"version": 0}
    answers = {f"answer_{number}": text for number, text in written.answers.items()}
    return {**answers, **remarks_as_initial(written.tags.all()), "version": written.version}


def _answers(written: Diary | None, questions: list[DiaryQuestion]) -> list[tuple[str, str]]:
    texts = {str(question.number): str(question.text) for question in questions}
    said = written.answers if written else {}
    return [(texts.get(number, ""), text) for number, text in sorted(said.items())]


def _save(form: DiaryForm, lesson: Lesson, actor: Actor) -> list[str]:
    """Store it; when names were found, gives them and puts the text without them into the form."""
    words: list[str] = []
    with refusals_shown_on(form, STAFF_REASONS):
        try:
            services.write_diary(
                lesson_id=lesson.pk,
                answers=form.answers(),
                tags=form.tags(),
                by=actor,
                now=timezone.now(),
                version=form.cleaned_data["version"] or 0,
            )
        except RefusedError as refusal:
            if refusal.reason == "names_in_diary":
                words = refusal.details["words"]
            raise
    if words and "without_names" in form.data:
        texts = {name: without_names(str(form.data.get(name, "")), words) for name in form.fields}
        form.data = {**texts, "submission_key": form.data.get("submission_key")}
        form.full_clean()
        return _save(form, lesson, actor) if form.is_valid() else words
    return words


@open_to(Role.COORDINATOR, Role.AUDITOR)
def diary_list(request: HttpRequest) -> HttpResponse:
    only_open = request.GET.get("open") == "1"
    actor = actor_of(request)
    lines = diary_lines(lessons_in_reach(actor, Role.COORDINATOR, Role.AUDITOR), only_open=only_open)
    context = {"lines": lines, "only_open": only_open, "may_edit": actor.has_role(Role.COORDINATOR)}
    return render_page(request, "learning/diary_list.html", context)


@open_to(Role.COORDINATOR)
def diary_question_list(request: HttpRequest) -> HttpResponse:
    """The guiding questions of the coordinator's municipality; numbers keep old answers readable."""
    actor = actor_of(request)
    territories = territories_with_questions(actor)
    wanted = request.GET.get("territory", "")
    territory = next((each for each in territories if str(each.pk) == wanted), territories[0])
    form = QuestionsForm(request.POST or None, questions=all_questions(territory))
    if form.is_valid():
        with refusals_shown_on(form, STAFF_REASONS):
            services.edit_questions(
                territory=territory, questions=form.questions(), by=actor, now=timezone.now()
            )
            messages.success(request, _("The questions are saved."))
            return redirect(f"{request.path}?territory={territory.pk}")
    context = {"form": form, "territory": territory, "territories": territories}
    return render_page(request, "learning/diary_question_list.html", context)
