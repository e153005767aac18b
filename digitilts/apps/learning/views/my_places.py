"""A person's own place, opened by its code: see it, move it, give it up."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django import forms
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.learning.forms.reasons import REASONS
from digitilts.apps.learning.forms.registration import FindForm
from digitilts.apps.learning.queries.codes import code_in, signed
from digitilts.apps.learning.queries.lesson_page import date_to_move_to
from digitilts.apps.learning.queries.registrations import Place, code_of, place_by_code
from digitilts.apps.learning.services.registration import cancel_registration, move_registration
from digitilts.apps.learning.services.waiting import accept_offer, decline_offer
from digitilts.apps.people.access import PUBLIC
from digitilts.kit.doors import open_to_everyone
from digitilts.kit.forms import Form, refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.values.channels import Heard
from digitilts.values.codes import ungrouped
from digitilts.values.verdict import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

TRIES = 10
TRIES_FOR_SECONDS = 15 * 60
WRONG = 422
TOO_MANY = 429


@open_to_everyone
def find_registration(request: HttpRequest) -> HttpResponse:
    """Code and first letter. Every wrong answer looks the same, and there are not many of them."""
    if request.method != "POST":
        form = FindForm(initial={"code": request.GET.get("code", "")[:20]})
        return render_page(request, "learning/find_registration.html", {"form": form})
    form = FindForm(request.POST)
    status = WRONG
    if form.is_valid():
        typed = ungrouped(form.cleaned_data["code"])
        if _too_often(request, typed):
            form.add_error(None, _("You have tried many times. Wait a quarter of an hour or call us."))
            status = TOO_MANY
        elif code := code_of(typed, form.cleaned_data["letters"]):
            return redirect("learning:my_registration", signed(code))
        else:
            form.add_error(None, _("The code and the letter do not fit together. Check both, or call us."))
    return render_page(request, "learning/find_registration.html", {"form": form}, status=status)


def _too_often(request: HttpRequest, code: str) -> bool:
    """Counts tries per code and per address; a library shares one address, so it may try more."""
    address = request.META.get("REMOTE_ADDR", "")
    limits = {f"learning.find.code.{code[:20]}": TRIES, f"learning.find.from.{address}": 10 * TRIES}
    tries = {key: cache.get(key, 0) + 1 for key in limits}
    cache.set_many(tries, TRIES_FOR_SECONDS)
    return any(tries[key] > most for key, most in limits.items())


@open_to_everyone
def my_registration(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind the link in a message. A bare code leads to the question for the first letter."""
    plain = code_in(code)
    if plain is None:
        return redirect(f"{reverse('learning:find_registration')}?code={quote(code[:20])}")
    place = place_by_code(plain, timezone.now())
    if place is None:
        raise Http404
    form = Form(request.POST) if request.method == "POST" else Form()
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form, REASONS):
            return redirect("learning:my_registration", _act(request, place, form))
    status = WRONG if form.errors else 200
    context = {"place": place, "card": place.card, "form": form}
    return render_page(request, "learning/my_registration.html", context, status=status)


def _act(request: HttpRequest, place: Place, form: forms.Form) -> str:
    """Do what the button says; gives the token of the page to show next."""
    facts: dict[str, Any] = {
        "registration_id": place.registration_id,
        "how": Heard.OWN_CLICK,
        "by": PUBLIC,
        "now": timezone.now(),
    }
    if typed := request.POST.get("move_to", ""):
        to_lesson = date_to_move_to(typed, place.card.lesson_id)
        if to_lesson is None:
            raise RefusedError("no_seat_there")
        moved = move_registration(
            **facts, to_lesson_id=to_lesson, submission_key=form.cleaned_data["submission_key"]
        )
        return signed(moved.code)
    acts: dict[str, Callable[..., object]] = {
        "cancel": cancel_registration,
        "accept": accept_offer,
        "decline": decline_offer,
    }
    if act := acts.get(request.POST.get("do", "")):
        act(**facts)
    return place.token
