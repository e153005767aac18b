"""Conversations at the municipality's desk."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.notices.access import READS_MESSAGES, WORKS_WITH_MESSAGES
from digitilts.apps.notices.forms.conversations import ConversationFilter, EntryForm, QuestionForm
from digitilts.apps.notices.forms.reasons import REASONS
from digitilts.apps.notices.models import Conversation
from digitilts.apps.notices.queries.conversations import conversation_page_of, conversations_of, lines_of
from digitilts.apps.notices.services import conversations
from digitilts.apps.people.access import actor_of, persons_visible_to
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.values.verdict import RefusedError

ON_ONE_PAGE = 40


@open_to(*READS_MESSAGES)
def conversation_list(request: HttpRequest) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    form = ConversationFilter(request.GET or None)
    status = form.cleaned_data["status"] if form.is_bound and form.is_valid() else ""
    page = Paginator(conversations_of(actor, status=status), ON_ONE_PAGE).get_page(request.GET.get("page"))
    lines = lines_of(list(page.object_list), actor, now)
    return render_page(
        request, "notices/conversation_list.html", {"form": form, "lines": lines, "page": page}
    )


@open_to(*READS_MESSAGES)
def conversation(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Read it; those who work with messages answer, write down, close or open again."""
    actor, now = actor_of(request), timezone.now()
    try:
        page = conversation_page_of(actor, conversation_id, now)
    except Conversation.DoesNotExist:
        raise Http404 from None
    form = EntryForm(request.POST if "text" in request.POST else None)
    if request.method == "POST" and (response := _posted(request, conversation_id, form)):
        return response
    may_write = actor.has_role(*WORKS_WITH_MESSAGES)
    context = {"conversation": page, "form": form, "may_write": may_write}
    return render_page(request, "notices/conversation.html", context)


def _posted(request: HttpRequest, conversation_id: UUID, form: EntryForm) -> HttpResponse | None:
    """What the pressed button asks for; None when the page has to be shown again with its errors."""
    pressed = request.POST.get("do", "answer")
    actor, now = actor_of(request), timezone.now()
    is_about_status = pressed in {"close", "reopen"}
    if not is_about_status and not (form.is_bound and form.is_valid()):
        return None
    try:
        if is_about_status:
            conversations.set_closed(
                conversation_id=conversation_id, is_closed=pressed == "close", by=actor, now=now
            )
        else:
            write = conversations.write_down if pressed == "write_down" else conversations.answer
            cleaned = form.cleaned_data
            write(
                conversation_id=conversation_id,
                text=cleaned["text"],
                by=actor,
                now=now,
                submission_key=cleaned["submission_key"],
            )
            messages.success(request, _("Written down."))
    except RefusedError as refusal:
        messages.error(request, str(REASONS[refusal.reason]))
    return redirect("notices:conversation", conversation_id=conversation_id)


@open_to(*WORKS_WITH_MESSAGES)
def new_conversation(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A helper writes down the question of somebody on the phone."""
    actor = actor_of(request)
    person = persons_visible_to(actor, *WORKS_WITH_MESSAGES).filter(pk=person_id).first()
    if person is None:
        raise Http404
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form, REASONS):
            made = conversations.start_for(
                person_id=person_id,
                text=form.cleaned_data["text"],
                by=actor,
                now=timezone.now(),
                submission_key=form.cleaned_data["submission_key"],
            )
            messages.success(request, _("Written down."))
            return redirect("notices:conversation", conversation_id=made.pk)
    return render_page(request, "notices/new_conversation.html", {"form": form, "person": person})
