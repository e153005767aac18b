"""Approves a release. What was published is never edited; the next release follows it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.plan.models import Plan
from digitilts.apps.results.access import PUBLISHERS
from digitilts.apps.results.models import Publication
from digitilts.apps.results.queries.publications import latest_publication, next_release
from digitilts.apps.results.queries.release import fingerprint
from digitilts.values.verdict import RefusedError


def publish(*, plan_id: int, seen: str, note: str, by: Actor, now: datetime) -> Publication:
    """Publish exactly the figures that were seen.

    `seen` is the fingerprint of the preview. Refuses "changed_meanwhile" when the figures are others by now,
    "nothing_new" when they equal the last release. The same approval sent twice makes one publication.
    """
    with transaction.atomic():
        plan = Plan.objects.select_for_update(of=("self",)).select_related("territory").get(pk=plan_id)
        if not by.may(*PUBLISHERS, in_path=plan.territory.path):
            raise RefusedError("not_yours")
        last = latest_publication(plan=plan)
        if last is not None and fingerprint(last.figures) == seen:
            if last.approved_by_id == by.user_id:
                return last
            raise RefusedError("nothing_new")
        as_of = timezone.localdate(now)
        release = next_release(plan, as_of)
        if release.fingerprint != seen:
            raise RefusedError("changed_meanwhile")
        published = Publication.objects.create(
            plan=plan,
            number=last.number + 1 if last else 1,
            as_of=as_of,
            figures=release.content,
            approved_at=now,
            approved_by_id=by.user_id,
            note=note,
        )
        record(
            by=by,
            did="results.publish",
            on=published,
            now=now,
            number=published.number,
            hidden=len(release.hidden),
            fingerprint=seen,
        )
        return published
