"""Before somebody is forgotten: the seats they still hold go to those who wait."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.learning.models import Registration
from digitilts.apps.learning.rules import ACTIVE, RegistrationStatus
from digitilts.apps.learning.services.places import leave, lock_place
from digitilts.apps.learning.services.waiting import offer_in
from digitilts.apps.people.access import Actor

ERASED = "erased"  # stands in `cancelled_how`


def give_up_places(*, person_id: UUID, by: Actor, now: datetime) -> int:
    """End what is still ahead of this person and offer it on; gives the number of places.

    Stands in `settings.BEFORE_ERASURE`. Tells the person nothing: who is being forgotten gets no message.
    """
    ended = 0
    ahead = Registration.objects.filter(person=person_id, status__in=ACTIVE, lesson__starts_at__gt=now)
    for registration_id in list(ahead.values_list("pk", flat=True)):
        ended += _give_up(registration_id, by=by, now=now)
    return ended


def _give_up(registration_id: UUID, *, by: Actor, now: datetime) -> int:
    with transaction.atomic():
        place, lessons = lock_place(registration_id, now)
        first = place[0]
        if first.status not in ACTIVE:
            return 0  # ended together with an earlier date of the same course
        leave(place, lessons, status=RegistrationStatus.CANCELLED, how=ERASED, now=now)
        record(by=by, did="learning.cancel_registration", on=first, about=None, now=now, how=ERASED)
        offer_in(lessons, by=by, now=now)
    return 1
