"""Conversations as the resident and as staff see them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from digitilts.apps.notices.access import conversations_visible_to, may_read_words
from digitilts.apps.notices.models import Conversation, ConversationEntry
from digitilts.apps.notices.queries.words import AUTHORS, CONVERSATION_STATUSES
from digitilts.apps.notices.rules import Author, ConversationStatus
from digitilts.apps.people.access import Actor
from digitilts.apps.places.models import Territory
from digitilts.apps.places.rules import TerritoryKind
from digitilts.kit.navigation import address
from digitilts.values.codes import ungrouped

PROMISED = timedelta(days=2)  # then a question counts as waiting too long


@dataclass(frozen=True)
class EntryLine:
    author: str
    by: str
    text: str
    at: datetime
    is_ours: bool


@dataclass(frozen=True)
class ConversationLine:
    """One conversation in the list."""

    id: UUID
    subject: str
    person: str
    parish: str
    status: str
    is_open: bool
    waits: str  # "3 days"; empty when nobody waits
    waits_too_long: bool
    last_entry_at: datetime
    to: str


@dataclass(frozen=True)
class ConversationPage:
    id: UUID
    subject: str
    code: str
    status: str
    is_open: bool
    is_closed: bool
    person: str
    person_id: UUID
    person_link: str
    caller_link: str
    parish: str
    opened_at: datetime
    waits: str
    entries: list[EntryLine]
    words_are_hidden: bool


def conversations_of(actor: Actor, *, status: str = "") -> QuerySet[Conversation]:
    """Those that wait for us first, the longest waiting on top."""
    found = conversations_visible_to(actor).select_related("person", "territory")
    if status:
        found = found.filter(status=status)
    order = Case(
        When(status=ConversationStatus.OPEN, then=Value(0)),
        When(status=ConversationStatus.ANSWERED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return found.annotate(place=order).order_by("place", "last_entry_at", "id")


def lines_of(conversations: list[Conversation], actor: Actor, now: datetime) -> list[ConversationLine]:
    shows = may_read_words(actor)
    return [_line(conversation, shows=shows, now=now) for conversation in conversations]


def _line(conversation: Conversation, *, shows: bool, now: datetime) -> ConversationLine:
    is_open = conversation.status == ConversationStatus.OPEN
    waited = now - conversation.last_entry_at
    return ConversationLine(
        id=conversation.pk,
        subject=conversation.subject if shows else _("Text hidden"),
        person=conversation.person.name,
        parish=conversation.territory.name,
        status=str(CONVERSATION_STATUSES[conversation.status]),
        is_open=is_open,
        waits=how_long(waited) if is_open else "",
        waits_too_long=is_open and waited > PROMISED,
        last_entry_at=conversation.last_entry_at,
        to=reverse("notices:conversation", args=[conversation.pk]),
    )


def how_long(waited: timedelta) -> str:
    """`3 days`, `5 hours`, `less than an hour`."""
    hours = int(waited.total_seconds() // 3600)
    if waited.days:
        return ngettext("%(count)d day", "%(count)d days", waited.days) % {"count": waited.days}
    if hours:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return _("less than an hour")


def conversation_page_of(actor: Actor, conversation_id: UUID, now: datetime) -> ConversationPage:
    """Raises Conversation.DoesNotExist for somebody else's."""
    conversation = _with_entries(conversations_visible_to(actor)).get(pk=conversation_id)
    return _page(conversation, shows=may_read_words(actor), now=now)


def conversation_by_code(typed: str, now: datetime) -> ConversationPage | None:
    """What the holder of a code may see; spaces and small letters do not matter."""
    conversation = _with_entries(Conversation.objects.all()).filter(code=ungrouped(typed)).first()
    return _page(conversation, shows=True, now=now, for_resident=True) if conversation else None


def _with_entries(conversations: QuerySet[Conversation]) -> QuerySet[Conversation]:
    entries = Prefetch("entries", ConversationEntry.objects.select_related("written_by"))
    return conversations.select_related("person", "territory").prefetch_related(entries)


def _page(
    conversation: Conversation, *, shows: bool, now: datetime, for_resident: bool = False
) -> ConversationPage:
    caller = address("learning:caller")
    person_link = address("people:person_page", person_id=conversation.person_id)
    is_open = conversation.status == ConversationStatus.OPEN
    return ConversationPage(
        id=conversation.pk,
        subject=conversation.subject if shows else _("Text hidden"),
        code=conversation.code if shows else "",
        status=str(CONVERSATION_STATUSES[conversation.status]),
        is_open=is_open,
        is_closed=conversation.status == ConversationStatus.CLOSED,
        person=conversation.person.name,
        person_id=conversation.person_id,
        person_link="" if for_resident else person_link,
        caller_link="" if for_resident or not caller else f"{caller}?person={conversation.person_id}",
        parish=conversation.territory.name,
        opened_at=conversation.opened_at,
        waits=how_long(now - conversation.last_entry_at) if is_open else "",
        entries=[
            _entry(entry, shows=shows, for_resident=for_resident) for entry in conversation.entries.all()
        ],
        words_are_hidden=not shows,
    )


def _entry(entry: ConversationEntry, *, shows: bool, for_resident: bool) -> EntryLine:
    is_mine = for_resident and entry.author == Author.RESIDENT
    return EntryLine(
        author=_("You") if is_mine else str(AUTHORS[entry.author]),
        by=str(entry.written_by) if entry.written_by and entry.author != Author.RESIDENT else "",
        text=entry.text if shows else _("Text hidden"),
        at=entry.at,
        is_ours=entry.author == Author.STAFF,
    )


def parishes() -> list[tuple[str, str]]:
    """Choices for "where do you live?": municipalities and their parishes."""
    found = Territory.objects.exclude(kind=TerritoryKind.COUNTRY).order_by("name")
    return [(str(territory.pk), territory.name) for territory in found]
