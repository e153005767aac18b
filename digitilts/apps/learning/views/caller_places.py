"""Registering, moving and cancelling for somebody on the phone or at the counter."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.learning.forms.caller import ChangeForm, RegisterForm
from digitilts.apps.learning.forms.reasons import HELPER_REASONS
from digitilts.apps.learning.queries.caller import speakers_for
from digitilts.apps.learning.queries.lesson_page import date_to_move_to, lesson_detail
from digitilts.apps.learning.queries.registrations import Place, place_by_code, place_of_person
from digitilts.apps.learning.rules import RegistrationStatus, Travel
from digitilts.apps.learning.services.registration import cancel_registration, move_registration
from digitilts.apps.learning.services.registration import register as give_place
from digitilts.apps.learning.services.waiting import accept_offer, decline_offer
from digitilts.apps.learning.views.caller import caller_of
from digitilts.apps.people.access import EDITS_PEOPLE, Actor, actor_of
from digitilts.apps.people.queries.pages import visible_person
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.values.channels import Heard
from digitilts.values.verdict import RefusedError

WRONG = 422


@open_to(*EDITS_PEOPLE)
def register_for(request: HttpRequest, person_id: UUID, lesson_id: int) -> HttpResponse:
    """How they come and who told us; then the place is theirs."""
    actor, now = actor_of(request), timezone.now()
    person, lesson = visible_person(person_id, actor, *EDITS_PEOPLE), lesson_detail(lesson_id, now)
    if person is None or lesson is None:
        raise Http404
    slots = lesson.slots if lesson.card.state != "full" else []
    speakers, initial = speakers_for(person_id), _heard_from(actor)
    form = RegisterForm(request.POST or None, speakers=speakers, slots=slots, initial=initial)
    if form.is_valid():
        with refusals_shown_on(form, HELPER_REASONS):
            row = give_place(
                lesson_id=lesson_id,
                person_id=person_id,
                heard=Heard(form.cleaned_data["heard"]),
                by=actor,
                now=now,
                submission_key=form.cleaned_data["submission_key"],
                travel=Travel(form.cleaned_data["travel"]),
                with_companion=form.cleaned_data["with_companion"],
                on_word_of=form.speaker_id(),
                slot_at=form.slot_at(),
            )
            messages.success(request, _told(row.status, person.name))
            return redirect(caller_of(person_id))
    context = {"person": person, "lesson": lesson, "card": lesson.card, "form": form}
    return render_page(request, "learning/register_for.html", context, status=WRONG if form.errors else 200)


def _heard_from(actor: Actor) -> dict[str, Heard]:
    """Who is served at the counter says it there; otherwise somebody is on the phone."""
    return {"heard": Heard.COUNTER if actor.serves_at_counter else Heard.PHONE}


def _told(status: str, name: str) -> str:
    """What to say into the phone."""
    if status == RegistrationStatus.WAITING:
        return _("%(name)s is on the waiting list. Say that we will call when a place becomes free.") % {
            "name": name
        }
    return _("%(name)s has a place. Read out the day, the place and the code below.") % {"name": name}


@open_to(*EDITS_PEOPLE)
def change_place(request: HttpRequest, person_id: UUID, registration_id: UUID) -> HttpResponse:
    """Move, cancel, accept or decline, on the word of the person."""
    actor, now = actor_of(request), timezone.now()
    person = visible_person(person_id, actor, *EDITS_PEOPLE)
    code = place_of_person(registration_id, person_id) if person else None
    place = place_by_code(code, now) if code else None
    if person is None or place is None:
        raise Http404
    form = ChangeForm(request.POST) if request.method == "POST" else ChangeForm(initial=_heard_from(actor))
    if form.is_valid():
        with refusals_shown_on(form, HELPER_REASONS):
            messages.success(request, _change(request, place, form))
            return redirect(caller_of(person_id))
    context = {"person": person, "place": place, "card": place.card, "form": form}
    return render_page(request, "learning/change_place.html", context, status=WRONG if form.errors else 200)


def _change(request: HttpRequest, place: Place, form: ChangeForm) -> str:
    """Do what the button says, and say what was done."""
    facts: dict[str, Any] = {
        "registration_id": place.registration_id,
        "how": Heard(form.cleaned_data["heard"]),
        "by": actor_of(request),
        "now": timezone.now(),
    }
    typed, act = request.POST.get("move_to", ""), request.POST.get("do", "")
    if typed:
        to_lesson = date_to_move_to(typed, place.card.lesson_id)
        if to_lesson is None:
            raise RefusedError("no_seat_there")
        key = form.cleaned_data["submission_key"]
        move_registration(**facts, to_lesson_id=to_lesson, submission_key=key)
        return _("The place was moved. Read out the new day and the new code.")
    if act == "cancel":
        cancel_registration(**facts)
        return _("The place was given up. The next in line is offered it.")
    if act == "accept":
        accept_offer(**facts)
        return _("The place is confirmed.")
    if act == "decline":
        decline_offer(**facts)
        return _("The offer was declined. The next in line is offered the place.")
    raise Http404
