"""Lets a guardian, trustee or relative act for a person, in the matters that are named and no others."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor, can_see_person
from digitilts.apps.people.models import Person, Proxy
from digitilts.apps.people.rules import Matter, ProxyKind
from digitilts.apps.people.rules.minors import may_be_proxy
from digitilts.apps.people.services.persons import editable_person
from digitilts.values.verdict import RefusedError


def add_proxy(
    *,
    person_id: UUID,
    acts_for_id: UUID,
    kind: ProxyKind,
    matters: Collection[Matter],
    by: Actor,
    now: datetime,
    proof: str = "",
) -> Proxy:
    """`person_id` may from today act for `acts_for_id`. The same proxy again changes its matters.

    Raises RefusedError: not_yours, nobody_is_own_proxy, and the reasons of rules.minors.may_be_proxy.
    """
    if person_id == acts_for_id:
        raise RefusedError("nobody_is_own_proxy")
    today = timezone.localdate(now)
    with transaction.atomic():
        acts_for = editable_person(acts_for_id, by)
        if not can_see_person(by, person_id):
            raise RefusedError("not_yours")
        person = Person.objects.get(pk=person_id)
        may_be_proxy(
            kind,
            own_birth_year=person.birth_year,
            birth_year=acts_for.birth_year,
            in_year=today.year,
            matters=matters,
            proof=proof,
        ).or_refuse()
        proxy = Proxy.objects.filter(person=person, acts_for=acts_for, until=None).first()
        proxy = proxy or Proxy(person=person, acts_for=acts_for, since=today)
        proxy.kind, proxy.matters, proxy.proof = kind, sorted(matters), proof.strip()
        proxy.save()
        record(
            by=by,
            did="people.add_proxy",
            on=proxy,
            about=acts_for.id,
            now=now,
            matters=[str(matter) for matter in sorted(matters)],
        )
    return proxy


def end_proxy(*, proxy_id: int, by: Actor, now: datetime) -> Proxy:
    """From now on they no longer act for the person. Raises RefusedError: not_yours."""
    with transaction.atomic():
        proxy = Proxy.objects.select_for_update().filter(pk=proxy_id).first()
        if proxy is None:
            raise RefusedError("not_yours")
        editable_person(proxy.acts_for_id, by)
        if proxy.until is None:
            # `until` is the last day on which it holds: ending it today ends it at once.
            proxy.matters = []
            proxy.until = timezone.localdate(now)
            proxy.save()
            record(by=by, did="people.end_proxy", on=proxy, about=proxy.acts_for_id, now=now)
    return proxy
