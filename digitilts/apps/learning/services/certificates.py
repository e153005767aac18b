"""Issues certificates to those who were at enough lessons of a course."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from digitilts.apps.audit.services import record
from digitilts.apps.learning.access import makes_lessons_of
from digitilts.apps.learning.models import Activity, Certificate
from digitilts.apps.learning.queries.certificates import earned_by
from digitilts.apps.people.access import Actor
from digitilts.values.verdict import RefusedError


def issue_certificates(
    *, activity_id: int, person_ids: Iterable[UUID], by: Actor, now: datetime
) -> list[Certificate]:
    """Issue to each of these people who earned it; who has one keeps it. Refuses a rule's "no" for any."""
    wanted = set(person_ids)
    with transaction.atomic():
        activity = Activity.objects.select_for_update(of=("self",)).select_related("kind").get(pk=activity_id)
        if not makes_lessons_of(by, activity):
            raise RefusedError("not_yours")
        earned = {each.person_id: each for each in earned_by(activity)}
        issued = []
        for person_id in sorted(wanted):
            if person_id not in earned:
                raise RefusedError("attended_too_few")
            earned[person_id].verdict.or_refuse()
            issued.append(
                _issue(activity, person_id, earned[person_id].attended, earned[person_id].hours, by, now)
            )
    return issued


def _issue(  # the facts of one certificate
    activity: Activity, person_id: UUID, attended: int, hours: float, by: Actor, now: datetime
) -> Certificate:
    earlier = Certificate.objects.filter(activity=activity, person_id=person_id).first()
    if earlier:
        return earlier
    day = timezone.localdate(now)
    order = Certificate.objects.filter(activity=activity).count() + 1
    certificate = Certificate.objects.create(
        person_id=person_id,
        activity=activity,
        number=f"{day.year}-{activity.pk}-{order:03}",
        lessons_attended=attended,
        hours=hours,
        issued_on=day,
        issued_by_id=by.user_id,
    )
    record(by=by, did="learning.issue_certificate", on=certificate, about=person_id, now=now)
    return certificate
