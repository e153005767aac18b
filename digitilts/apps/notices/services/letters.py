"""Letters that somebody has printed and posted."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.notices.access import messages_visible_to
from digitilts.apps.notices.models import Message, Receipt
from digitilts.apps.notices.rules import MessageStatus
from digitilts.apps.people.access import Actor


def mark_printed(*, message_ids: Collection[UUID], by: Actor, now: datetime) -> int:
    """These letters lie in their envelopes. Letters already marked, or of others, stay as they are."""
    with transaction.atomic():
        mine = set(messages_visible_to(by).filter(pk__in=message_ids).values_list("pk", flat=True))
        letters = list(Message.objects.select_for_update().filter(pk__in=mine, status=MessageStatus.TO_PRINT))
        Message.objects.filter(pk__in=[letter.pk for letter in letters]).update(
            status=MessageStatus.PRINTED, done_at=now
        )
        Receipt.objects.bulk_create(
            Receipt(
                message=letter,
                at=now,
                channel=letter.channel,
                is_success=True,
                provider="digitilts",
                detail="printed",
            )
            for letter in letters
        )
        for letter in letters:
            record(by=by, did="notices.print_letter", on=letter, about=letter.person_id, now=now)
    return len(letters)
