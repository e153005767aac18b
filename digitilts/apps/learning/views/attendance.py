"""Who came: one tap per learner, newcomers, the paper sheet and its way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from digitilts.apps.learning.access import lessons_attended_with
from digitilts.apps.learning.forms.attendance import (
    AnonymousForm,
    MarkForm,
    SheetForm,
    TakeBackForm,
    WalkInForm,
)
from digitilts.apps.learning.forms.staff_reasons import STAFF_REASONS
from digitilts.apps.learning.models import Lesson
from digitilts.apps.learning.queries.attendance import sheet_of
from digitilts.apps.learning.queries.lessons import lesson_or_404
from digitilts.apps.learning.queries.paper import PaperSheet, paper_data, read_paper
from digitilts.apps.learning.queries.walk_ins import people_to_find
from digitilts.apps.learning.rules import Mark
from digitilts.apps.learning.services import attendance as services
from digitilts.apps.learning.services import paper as paper_services
from digitilts.apps.people.access import Actor, actor_of
from digitilts.kit.doors import open_to
from digitilts.kit.forms import Form, refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.kit.pdf import render_pdf
from digitilts.values.roles import Role

MARKING = (Role.TRAINER, Role.HELPER, Role.COORDINATOR)


def _lesson(request: HttpRequest, lesson_id: int) -> Lesson:
    return lesson_or_404(lesson_id, lessons_attended_with(actor_of(request)))


def _page(request: HttpRequest, lesson: Lesson, **forms: Form) -> HttpResponse:
    """The list, with the form that was refused if one was."""
    actor, now = actor_of(request), timezone.now()
    search = request.GET.get("find", "")
    may_reopen = services.may_reopen(lesson, by=actor, now=now)
    context: dict[str, Any] = {
        "sheet": sheet_of(lesson),
        "search": search,
        "found": people_to_find(search, lesson, actor),
        "walk_in": WalkInForm(),
        "anonymous": AnonymousForm(),
        "refused": next(iter(forms.values()), None),
        "may_reopen": may_reopen,
        **forms,
    }
    return render_page(request, "learning/attendance.html", context)


def _back(lesson: Lesson, anchor: str = "") -> HttpResponse:
    """To the list, at the row that was touched."""
    address = reverse("learning:attendance", kwargs={"lesson_id": lesson.pk})
    return redirect(f"{address}#{anchor}" if anchor else address)


@open_to(*MARKING)
def attendance(request: HttpRequest, lesson_id: int) -> HttpResponse:
    return _page(request, _lesson(request, lesson_id))


@open_to(*MARKING)
@require_POST
def mark(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """One tap; the same tap twice is one mark."""
    lesson = _lesson(request, lesson_id)
    form = MarkForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_shown_on(form, STAFF_REASONS):
            services.mark(
                lesson_id=lesson.pk,
                registration_id=said["registration"],
                mark=said["mark"],
                by=actor_of(request),
                now=timezone.now(),
            )
            return _back(lesson, f"row-{said['registration']}")
    return _page(request, lesson, mark=form)


@open_to(*MARKING)
@require_POST
def mark_walk_in(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Somebody came without registering: known, or entered by name only."""
    lesson, actor, now = _lesson(request, lesson_id), actor_of(request), timezone.now()
    form = WalkInForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form, STAFF_REASONS):
            services.walk_in(
                lesson_id=lesson.pk,
                person_id=form.person_id,
                name=(form.cleaned_data["given_name"], form.cleaned_data["family_name"]),
                by=actor,
                now=now,
                submission_key=form.cleaned_data["submission_key"],
            )
            return _back(lesson, "newcomers")
    return _page(request, lesson, walk_in=form)


@open_to(*MARKING)
@require_POST
def mark_anonymous(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """One more whom nobody asked, or several."""
    lesson = _lesson(request, lesson_id)
    form = AnonymousForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_shown_on(form, STAFF_REASONS):
            services.mark_anonymous(
                lesson_id=lesson.pk,
                how_many=said["how_many"] or 1,
                band=said["age"] or "unknown",
                by=actor_of(request),
                now=timezone.now(),
                submission_key=said["submission_key"],
            )
            return _back(lesson, "newcomers")
    return _page(request, lesson, anonymous=form)


@open_to(*MARKING)
@require_POST
def take_back_mark(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Undo one mark."""
    lesson = _lesson(request, lesson_id)
    form = TakeBackForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form, STAFF_REASONS):
            services.take_back_mark(
                lesson_id=lesson.pk,
                attendance_id=form.cleaned_data["attendance"],
                by=actor_of(request),
                now=timezone.now(),
            )
            return _back(lesson, "newcomers")
    return _page(request, lesson, take_back=form)


@open_to(*MARKING)
@require_POST
def close_attendance(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """The list is complete; those left become no-shows when the button said so."""
    lesson = _lesson(request, lesson_id)
    form = Form(request.POST)
    as_no_show = Mark.NO_SHOW if request.POST.get("rest") == Mark.NO_SHOW else None
    if form.is_valid():
        with refusals_shown_on(form, STAFF_REASONS):
            services.close_attendance(
                lesson_id=lesson.pk, by=actor_of(request), now=timezone.now(), unmarked_as=as_no_show
            )
            messages.success(request, _("The attendance is closed. Now the diary, while you remember."))
            return redirect("learning:diary", lesson_id=lesson.pk)
    return _page(request, lesson, close=form)


@open_to(*MARKING)
@require_POST
def reopen_attendance(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """A coordinator at any time, the one who closed it for half an hour."""
    lesson = _lesson(request, lesson_id)
    form = Form(request.POST)
    if form.is_valid():
        with refusals_shown_on(form, STAFF_REASONS):
            services.reopen_attendance(lesson_id=lesson.pk, by=actor_of(request), now=timezone.now())
            messages.success(request, _("The attendance is open again."))
            return _back(lesson)
    return _page(request, lesson, reopen=form)


@open_to(*MARKING)
def sign_in_sheet(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """The large-print sheet as PDF."""
    lesson = _lesson(request, lesson_id)
    address = request.build_absolute_uri(reverse("learning:enter_sheet", kwargs={"lesson_id": lesson.pk}))
    content = render_pdf(template="learning/sign_in_sheet.typ", data=paper_data(lesson, address))
    name = f"dalibnieki-{timezone.localtime(lesson.starts_at):%Y-%m-%d}-{lesson.pk}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@open_to(*MARKING)
def enter_sheet(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Type the paper in one pass: first a preview, then save."""
    lesson, actor = _lesson(request, lesson_id), actor_of(request)
    form = SheetForm(request.POST or None)
    paper: PaperSheet | None = None
    if form.is_valid():
        paper = read_paper(lesson, form.cleaned_data["typed"])
        if request.POST.get("save") and not paper.not_understood and _enter(form, lesson, paper, actor):
            words = ngettext("%(n)s mark is saved.", "%(n)s marks are saved.", paper.total)
            messages.success(request, words % {"n": paper.total})
            return _back(lesson)
    context = {"form": form, "lesson": lesson, "paper": paper, "sheet": sheet_of(lesson)}
    return render_page(request, "learning/enter_sheet.html", context)


def _enter(form: SheetForm, lesson: Lesson, paper: PaperSheet, actor: Actor) -> bool:
    with refusals_shown_on(form, STAFF_REASONS):
        paper_services.enter_sheet(
            lesson_id=lesson.pk,
            marks=paper.marks,
            by=actor,
            now=timezone.now(),
            submission_key=form.cleaned_data["submission_key"],
        )
        return True
    return False
