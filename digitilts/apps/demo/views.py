"""The demo's own pages; they exist only in demo mode."""

from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from digitilts.apps.demo import queries
from digitilts.apps.demo.services.thread import begin_thread as begin
from digitilts.apps.demo.services.thread import let_lesson_begin
from digitilts.apps.people.models import User
from digitilts.kit.doors import open_to_everyone
from digitilts.kit.pages import render_page
from digitilts.values.verdict import RefusedError

BACKEND = "django.contrib.auth.backends.ModelBackend"


@open_to_everyone
def roles(request: HttpRequest) -> HttpResponse:
    return render_page(request, "demo/roles.html", {"parts": queries.parts()})


@open_to_everyone
@require_POST
def step_in(request: HttpRequest) -> HttpResponse:
    """Become an invented member of staff: only users marked as demo, only in demo mode."""
    user = User.objects.filter(username=request.POST.get("username", ""), is_demo=True).first()
    if user is None:
        raise Http404
    if "begins_lesson" in request.POST and (lesson := queries.thread_lesson()):
        let_lesson_begin(lesson_id=lesson.pk, now=timezone.now())
    login(request, user, backend=BACKEND)
    return redirect(safe_next(request) or reverse("front:start"))


@open_to_everyone
@require_POST
def step_out(request: HttpRequest) -> HttpResponse:
    """Be a resident without an account again."""
    logout(request)
    return redirect(safe_next(request) or reverse("front:home"))


@open_to_everyone
def thread(request: HttpRequest) -> HttpResponse:
    lesson = queries.thread_lesson()
    return render_page(request, "demo/thread.html", {"lesson": lesson, "steps": queries.thread_steps(lesson)})


@open_to_everyone
@require_POST
def begin_thread(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # a view takes a request
    try:
        begin(now=timezone.now())
    except RefusedError:
        return redirect("demo:roles")  # it says how to build the demo municipality
    return redirect(f"{reverse('demo:thread')}#step-4")


def safe_next(request: HttpRequest) -> str:
    """The address to go on to, if it is one of ours."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if is_ours else ""
