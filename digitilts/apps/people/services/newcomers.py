"""Enters somebody whom we meet for the first time, with what helps them and who speaks for them."""

from collections.abc import Collection
from datetime import datetime
from typing import Unpack
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import Need, Person, Proxy
from digitilts.apps.people.rules import ADULT_AGE, Matter, NeedCode, ProxyKind
from digitilts.apps.people.services.persons import AllFacts, create_person
from digitilts.values.channels import Heard

SPEAKS_IN = (Matter.LESSONS, Matter.MESSAGES)


def enter_newcomer(
    *,
    by: Actor,
    now: datetime,
    heard: Heard,
    submission_key: UUID,
    needs: Collection[NeedCode] = (),
    speaker: Person | None = None,
    **facts: Unpack[AllFacts],
) -> Person:
    """A new record, whoever may resemble it: duplicates are found by people, never told to a stranger.

    `speaker` may from now on hear about and change this person's lessons. The same submission key gives the
    same person again.  Raises RefusedError like create_person.
    """
    with transaction.atomic():
        person = create_person(by=by, now=now, heard=heard, submission_key=submission_key, **facts)
        known = set(Need.objects.filter(person=person).values_list("code", flat=True))
        Need.objects.bulk_create(Need(person=person, code=code) for code in sorted(set(needs) - known))
        if speaker is not None and speaker.pk != person.pk:
            _let_speak(speaker, person, by=by, now=now)
    return person


def _let_speak(speaker: Person, person: Person, *, by: Actor, now: datetime) -> None:
    """In matters of lessons only; for a child as guardian."""
    today = timezone.localdate(now)
    is_child = person.birth_year is not None and today.year - person.birth_year < ADULT_AGE
    proxy, is_new = Proxy.objects.get_or_create(
        person=speaker,
        acts_for=person,
        until=None,
        defaults={
            "kind": ProxyKind.GUARDIAN if is_child else ProxyKind.RELATIVE,
            "matters": sorted(SPEAKS_IN),
            "since": today,
        },
    )
    if is_new:
        record(
            by=by,
            did="people.add_proxy",
            on=proxy,
            about=person.pk,
            now=now,
            matters=[str(m) for m in sorted(SPEAKS_IN)],
        )


def part_of(key: UUID, name: str) -> UUID:
    """One form enters several people: each gets a key of their own, the same for every sending."""
    return uuid5(key, name)
