"""Letters that wait for the printer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from digitilts.apps.notices.access import messages_visible_to
from digitilts.apps.notices.models import Message
from digitilts.apps.notices.rules import MessageStatus
from digitilts.apps.people.access import Actor
from digitilts.kit.dates import day_long
from digitilts.kit.names import dative


@dataclass(frozen=True)
class Letter:
    id: UUID
    name: str
    address: str
    subject: str
    written_at: datetime
    useful_until: datetime | None


def waiting_letters(actor: Actor) -> list[Letter]:
    """Oldest first."""
    return [
        Letter(
            message.pk,
            message.person.name if message.person else "",
            message.address,
            message.subject,
            message.created_at,
            message.useful_until,
        )
        for message in _waiting(actor)
    ]


def letters_for_print(actor: Actor) -> list[dict[str, Any]]:
    """The same letters as plain data for the PDF: one page each, the person's language."""
    return [_on_paper(message) for message in _waiting(actor)]


def _on_paper(message: Message) -> dict[str, Any]:
    is_latvian = message.language == "lv"
    with translation.override(message.language):
        day = day_long(message.created_at)
    return {
        "name": message.person.name if message.person else "",
        "address": message.address,
        # A heading is never empty: a screen reader must find the letter.
        "subject": message.subject or _("A message from the municipality"),
        "paragraphs": [part.strip() for part in message.body.split("\n\n") if part.strip()],
        "language": message.language,
        "day": day[:1].upper() + day[1:],
        "help_name": dative(settings.HELP_NAME) if is_latvian else settings.HELP_NAME,
        "help_phone": settings.HELP_PHONE,
        "is_demo": message.is_demo,
    }


def _waiting(actor: Actor) -> QuerySet[Message]:
    letters = messages_visible_to(actor).filter(status=MessageStatus.TO_PRINT)
    return letters.select_related("person").order_by("created_at", "id")
