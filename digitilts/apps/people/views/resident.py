"""A resident's own page: what we hold, who looked, consents, download, being forgotten."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digitilts.apps.people.access import actor_of
from digitilts.apps.people.forms.details import WithdrawForm
from digitilts.apps.people.forms.persons import ChannelsForm, EraseForm
from digitilts.apps.people.forms.reasons import REASONS
from digitilts.apps.people.models import Person
from digitilts.apps.people.queries.consents import consent_lines
from digitilts.apps.people.queries.export import looks_at
from digitilts.apps.people.queries.pages import person_sheet, switches_of, visible_person
from digitilts.apps.people.queries.words import CONSENT_HOW, PAGES, PURPOSES, word
from digitilts.apps.people.rules import ConsentHow, Purpose
from digitilts.apps.people.services.channels import set_channels
from digitilts.apps.people.services.consents import give_consent, withdraw_consent
from digitilts.apps.people.services.erasure import erase_person
from digitilts.apps.people.views.rights import export_file
from digitilts.kit.doors import open_to_signed_in
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.values.verdict import RefusedError

LOOKS_SHOWN = 20


@open_to_signed_in
def my_page(request: HttpRequest) -> HttpResponse:
    """What is held about me."""
    actor, today = actor_of(request), timezone.localdate()
    person = visible_person(actor.person_id, actor) if actor.person_id else None
    if person is None:
        return render_page(request, "people/no_record.html")
    lines = consent_lines(person.pk, request.LANGUAGE_CODE, today)
    looks = looks_at(person.pk, LOOKS_SHOWN)
    page = {
        "sheet": person_sheet(person, actor, today),
        "consents": [
            (word(PURPOSES, line.purpose), line, word(CONSENT_HOW, line.how))
            for line in lines
            if line.purpose != Purpose.CHILD_TAKES_PART or line.given_at
        ],
        "looks": [(look.at, look.who, word(PAGES, look.page)) for look in looks],
    }
    return render_page(request, "people/my_page.html", page)


@open_to_signed_in
@require_POST
def my_consent(request: HttpRequest) -> HttpResponse:
    """Give or withdraw one consent with one click."""
    person_id, now = _own_id(request), timezone.now()
    form = WithdrawForm({**request.POST.dict(), "how": ConsentHow.OWN_CLICK})
    if not form.is_valid():
        raise Http404
    purpose = Purpose(form.cleaned_data["purpose"])
    actor, how = actor_of(request), ConsentHow.OWN_CLICK
    try:
        if "withdraw" in request.POST:
            withdraw_consent(person_id=person_id, purpose=purpose, how=how, by=actor, now=now)
            messages.success(request, _("The consent is withdrawn."))
        else:
            language = request.LANGUAGE_CODE
            give_consent(person_id=person_id, purpose=purpose, how=how, by=actor, now=now, language=language)
            messages.success(request, _("Thank you. You can withdraw it here at any time."))
    except RefusedError as refusal:
        messages.error(request, str(REASONS[refusal.reason]))
    return redirect("people:my_page")


@open_to_signed_in
def my_channels(request: HttpRequest) -> HttpResponse:
    """How I want to hear from the municipality."""
    person_id = _own_id(request)
    form = ChannelsForm(request.POST if request.method == "POST" else None, initial=switches_of(person_id))
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            on = {topic: list(form.cleaned_data[topic]) for topic in switches_of(person_id)}
            set_channels(person_id=person_id, switched_on=on, by=actor_of(request), now=timezone.now())
            messages.success(request, _("Saved."))
            return redirect("people:my_page")
    return render_page(request, "people/my_channels.html", {"form": form})


@open_to_signed_in
@require_POST
def my_export(request: HttpRequest) -> HttpResponse:
    """Take everything away."""
    return export_file(_own(request), request.POST.get("as", "html"))


@open_to_signed_in
def forget_me(request: HttpRequest) -> HttpResponse:
    """Be forgotten, at once and for good."""
    person = _own(request)
    form = EraseForm(request.POST or None, expected=person.name)
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            actor = actor_of(request)
            erase_person(person_id=person.pk, by=actor, now=timezone.now())
            logout(request)
            messages.success(request, _("We have forgotten you. You are welcome back at any time."))
            return redirect("front:home")
    return render_page(request, "people/forget_me.html", {"form": form, "person": person})


def _own_id(request: HttpRequest) -> UUID:
    person_id = actor_of(request).person_id
    if person_id is None:
        raise Http404
    return person_id


def _own(request: HttpRequest) -> Person:
    person = visible_person(_own_id(request), actor_of(request))
    if person is None:
        raise Http404
    return person
