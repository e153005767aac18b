"""A resident without an account asks, reads the answer and writes on, by code."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from digitilts.apps.notices.forms.conversations import AskForm, CodeForm, EntryForm
from digitilts.apps.notices.forms.reasons import REASONS
from digitilts.apps.notices.queries.conversations import ConversationPage, conversation_by_code, parishes
from digitilts.apps.notices.services import conversations
from digitilts.apps.notices.services.guarding import may_ask, may_try_codes, note_question, note_wrong_code
from digitilts.apps.people.access import actor_of
from digitilts.kit.doors import open_to_everyone
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.values.codes import ungrouped
from digitilts.values.verdict import RefusedError


@open_to_everyone
def ask(request: HttpRequest) -> HttpResponse:
    """A question to the municipality, answered the way the person wishes."""
    form = AskForm(request.POST or None, parishes=parishes())
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form, REASONS):
            return _asked(request, form)
    return render_page(request, "notices/ask.html", {"form": form})


def _asked(request: HttpRequest, form: AskForm) -> HttpResponse:
    here = _address_of(request)
    if not may_ask(here):
        raise RefusedError("too_many_questions")
    cleaned = form.cleaned_data
    asker = conversations.Asker(
        name=cleaned["name"],
        territory_id=int(cleaned["territory"]),
        answer_by=form.channel,
        phone=cleaned["phone"],
        email=cleaned["email"] or None,
        address=cleaned["address"],
        language=(get_language() or settings.LANGUAGE_CODE)[:2],
    )
    made = conversations.ask(
        asker=asker,
        text=cleaned["text"],
        by=actor_of(request),
        now=timezone.now(),
        submission_key=cleaned["submission_key"],
    )
    note_question(here)
    messages.success(request, _("Thank you. Your question has arrived."))
    return redirect("notices:my_conversation", code=made.code)


@open_to_everyone
def find_conversation(request: HttpRequest) -> HttpResponse:
    """Type the code from the letter or the SMS."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid() and (code := ungrouped(form.cleaned_data["code"])):
        return redirect("notices:my_conversation", code=code)
    return render_page(request, "notices/find_conversation.html", {"form": form})


@open_to_everyone
def my_conversation(request: HttpRequest, code: str) -> HttpResponse:
    """Who holds the code reads and writes."""
    now, here = timezone.now(), _address_of(request)
    found = conversation_by_code(code, now) if may_try_codes(here) else None
    if found is None:
        note_wrong_code(here)
        context = {"form": CodeForm(initial={"code": code[:20]}), "is_unknown": True}
        return render_page(request, "notices/find_conversation.html", context, status=404)
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form, REASONS):
            return _written(request, found, form)
    return render_page(request, "notices/my_conversation.html", {"conversation": found, "form": form})


def _written(request: HttpRequest, found: ConversationPage, form: EntryForm) -> HttpResponse:
    here = _address_of(request)
    if not may_ask(here):
        raise RefusedError("too_many_questions")
    conversations.write_as_resident(
        conversation_id=found.id,
        text=form.cleaned_data["text"],
        by=actor_of(request),
        now=timezone.now(),
        submission_key=form.cleaned_data["submission_key"],
    )
    note_question(here)
    messages.success(request, _("Your message has arrived."))
    return redirect("notices:my_conversation", code=found.code)


def _address_of(request: HttpRequest) -> str:
    """The peer that the server saw; a header that anybody may write is not believed."""
    return str(request.META.get("REMOTE_ADDR", ""))
