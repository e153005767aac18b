"""An offer that was answered on the phone: the answer, the call and what was said in it, all at once."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from digitilts.apps.learning.models import Registration
from digitilts.apps.learning.services.waiting import OFFER, accept_offer, decline_offer
from digitilts.apps.notices.models import Message
from digitilts.apps.notices.rules import CallOutcome, MessageStatus
from digitilts.apps.notices.services.calls import record_call
from digitilts.apps.people.access import Actor
from digitilts.values.channels import Heard
from digitilts.values.verdict import RefusedError


def answer_by_call(
    *, message_id: UUID, accepts: bool, by: Actor, now: datetime, submission_key: UUID
) -> Registration:
    """Who was rung up says yes or no. The same click again changes nothing more.

    Raises RefusedError: not_yours, offer_over, not_on_call_list.
    """
    with transaction.atomic():
        call = Message.objects.filter(pk=message_id, template=OFFER).first()
        place = _offered_place(call)
        if call is None or place is None:
            raise RefusedError("offer_over")
        record_call(
            message_id=call.pk, outcome=CallOutcome.REACHED, by=by, now=now, submission_key=submission_key
        )
        answer = accept_offer if accepts else decline_offer
        place = answer(registration_id=place.pk, how=Heard.PHONE, by=by, now=now)
        _was_said_too(call, by=by, now=now, submission_key=submission_key)
    return place


def _offered_place(call: Message | None) -> Registration | None:
    if call is None or call.person_id is None:
        return None
    places = Registration.objects.filter(person=call.person_id, lesson=int(call.about_id))
    return places.order_by("-created_at").first()


def _was_said_too(call: Message, *, by: Actor, now: datetime, submission_key: UUID) -> None:
    """Nobody is rung up once more only to hear what was just agreed on the phone."""
    receipts = Message.objects.filter(
        person=call.person_id,
        about_id=call.about_id,
        template__in=["learning/seat_confirmed", "learning/registration_cancelled"],
        status=MessageStatus.TO_CALL,
        created_at=now,
    )
    for receipt in receipts:
        key = uuid5(submission_key, str(receipt.pk))
        record_call(message_id=receipt.pk, outcome=CallOutcome.REACHED, by=by, now=now, submission_key=key)
