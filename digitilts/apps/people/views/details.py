"""Needs, proxies, consents and channel switches of one person."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digitilts.apps.people.access import EDITS_PEOPLE, SEES_NEEDS, Actor, actor_of
from digitilts.apps.people.forms.details import ConsentForm, ProxyForm, WithdrawForm
from digitilts.apps.people.forms.persons import ChannelsForm, NeedsForm
from digitilts.apps.people.forms.reasons import REASONS
from digitilts.apps.people.models import Person
from digitilts.apps.people.queries.consents import consent_lines, texts_in_force
from digitilts.apps.people.queries.pages import need_codes, person_sheet, switches_of
from digitilts.apps.people.queries.search import find_persons
from digitilts.apps.people.queries.words import CONSENT_HOW, PURPOSES, word
from digitilts.apps.people.rules import ConsentHow, Matter, NeedCode, ProxyKind, Purpose
from digitilts.apps.people.services.channels import set_channels
from digitilts.apps.people.services.consents import give_consent, withdraw_consent
from digitilts.apps.people.services.persons import set_needs
from digitilts.apps.people.services.proxies import add_proxy
from digitilts.apps.people.services.proxies import end_proxy as stop_proxy
from digitilts.apps.people.views.persons import person_or_404
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page


@open_to(*SEES_NEEDS)
def needs(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What helps the person take part."""
    person = person_or_404(request, person_id, *SEES_NEEDS)
    chosen = need_codes(person_id, actor_of(request))
    form = NeedsForm(request.POST if request.method == "POST" else None, initial={"needs": chosen})
    if form.is_valid():
        codes = {NeedCode(code) for code in form.cleaned_data["needs"]}
        with refusals_shown_on(form, REASONS):
            set_needs(person_id=person_id, codes=codes, by=actor_of(request), now=timezone.now())
            messages.success(request, _("Saved."))
            return redirect("people:person_page", person_id=person_id)
    return render_page(request, "people/needs.html", {"form": form, "person": person})


@open_to(*EDITS_PEOPLE)
def channels(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Which messages come in which way."""
    person = person_or_404(request, person_id, *EDITS_PEOPLE)
    form = ChannelsForm(request.POST if request.method == "POST" else None, initial=switches_of(person_id))
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            on = {topic: list(form.cleaned_data[topic]) for topic in switches_of(person_id)}
            set_channels(person_id=person_id, switched_on=on, by=actor_of(request), now=timezone.now())
            messages.success(request, _("Saved."))
            return redirect("people:person_page", person_id=person_id)
    return render_page(request, "people/channels.html", {"form": form, "person": person})


@open_to(*EDITS_PEOPLE)
def proxies(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who acts for this person, in which matters. First find the one who acts, then say in what."""
    actor = actor_of(request)
    person = person_or_404(request, person_id, *EDITS_PEOPLE)
    # A name that is searched for never stands in an address.
    is_search = "find" in request.POST
    text = request.POST.get("q", "").strip() if is_search else ""
    data = None if is_search else request.POST or None
    form = ProxyForm(data, initial={"proxy": request.GET.get("proxy")})
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            _add_proxy(form, person_id, actor)
            messages.success(request, _("Saved."))
            return redirect("people:proxies", person_id=person_id)
    chosen_id = request.POST.get("proxy") or request.GET.get("proxy")
    page = {
        "form": form,
        "sheet": person_sheet(person, actor, timezone.localdate()),
        "text": text,
        "found": [one for one in find_persons(text, actor, limit=10) if one.pk != person_id],
        "chosen": person_or_404(request, _uuid(chosen_id)) if chosen_id else None,
    }
    return render_page(request, "people/proxies.html", page)


@open_to(*EDITS_PEOPLE)
@require_POST
def end_proxy(request: HttpRequest, person_id: UUID, proxy_id: int) -> HttpResponse:
    person_or_404(request, person_id, *EDITS_PEOPLE)
    stop_proxy(proxy_id=proxy_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("From now on they no longer act for this person."))
    return redirect("people:proxies", person_id=person_id)


@open_to(*EDITS_PEOPLE)
def consents(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The words to read aloud, what holds, and giving or withdrawing it."""
    actor, now = actor_of(request), timezone.now()
    person = person_or_404(request, person_id, *EDITS_PEOPLE)
    sheet = person_sheet(person, actor, timezone.localdate(now))
    givers = [(str(line.other.pk), line.other.name) for line in sheet.proxies if not line.is_over]
    form = ConsentForm(request.POST or None, givers=givers)
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            give_consent(
                person_id=person_id,
                purpose=Purpose(form.cleaned_data["purpose"]),
                how=ConsentHow(form.cleaned_data["how"]),
                given_by_id=_uuid(form.cleaned_data["given_by"]) if form.cleaned_data["given_by"] else None,
                language=person.language,
                by=actor,
                now=now,
            )
            messages.success(request, _("Entered in the ledger of consents."))
            return redirect("people:consents", person_id=person_id)
    lines = consent_lines(person_id, person.language, timezone.localdate(now))
    shown = [(word(PURPOSES, line.purpose), line, word(CONSENT_HOW, line.how)) for line in lines]
    return render_page(
        request, "people/consents.html", {"form": form, "person": person, "lines": shown, "sheet": sheet}
    )


@open_to(*EDITS_PEOPLE)
@require_POST
def withdraw(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One click, no reason asked."""
    person_or_404(request, person_id, *EDITS_PEOPLE)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        withdraw_consent(
            person_id=person_id,
            purpose=Purpose(form.cleaned_data["purpose"]),
            how=ConsentHow(form.cleaned_data["how"]),
            by=actor_of(request),
            now=timezone.now(),
        )
        messages.success(request, _("The consent is withdrawn."))
    return redirect("people:consents", person_id=person_id)


@open_to(*EDITS_PEOPLE)
def consent_form(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The words on paper, large, with a place to sign."""
    from digitilts.kit.pdf import render_pdf

    person = person_or_404(request, person_id, *EDITS_PEOPLE)
    # The whole sheet is in one language: the person's, if we have the words in it.
    with translation.override("en" if person.language == "en" else "lv"):
        pdf = render_pdf(template="people/consent_form.typ", data=_consent_sheet(person))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="consents.pdf"'
    return response


def _consent_sheet(person: Person) -> dict[str, Any]:
    texts = texts_in_force(person.language, timezone.localdate())
    return {
        "help": _("Questions? Call %(name)s: %(phone)s")
        % {"name": settings.HELP_NAME, "phone": settings.HELP_PHONE},
        "demo": _("Demo data") if settings.DEMO else "",
        "name": person.name,
        "title": _("Consents"),
        "intro": _("Tick what you agree to. You can withdraw each consent at any time."),
        "items": [
            {"title": word(PURPOSES, purpose), "text": words.text, "version": words.version}
            for purpose, words in texts.items()
        ],
        "labels": {"name": _("Name and surname"), "date": _("Date"), "signature": _("Signature")},
    }


def _add_proxy(form: ProxyForm, person_id: UUID, actor: Actor) -> None:
    add_proxy(
        person_id=form.cleaned_data["proxy"],
        acts_for_id=person_id,
        kind=ProxyKind(form.cleaned_data["kind"]),
        matters=[Matter(matter) for matter in form.cleaned_data["matters"]],
        proof=form.cleaned_data["proof"],
        by=actor,
        now=timezone.now(),
    )


def _uuid(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        # Leads to "not found", as any unknown person does.
        return UUID(int=0)
