"""The ledger of consents: given, and withdrawn as easily. A row is never edited otherwise."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import Consent, ConsentText, Person, Proxy
from digitilts.apps.people.queries.consents import text_in_force
from digitilts.apps.people.rules import ConsentHow, ProxyKind, Purpose
from digitilts.apps.people.rules.minors import may_consent
from digitilts.apps.people.services.persons import editable_person
from digitilts.values.verdict import RefusedError


def give_consent(
    *,
    person_id: UUID,
    purpose: Purpose,
    how: ConsentHow,
    by: Actor,
    now: datetime,
    given_by_id: UUID | None = None,
    language: str = "lv",
) -> Consent:
    """Enter a consent to the words in force today, given by the person or, for a child, by a guardian.

    Given twice, it stays the first one. Raises RefusedError: not_yours, own_click_is_own, and the reasons
    of rules.minors.may_consent.
    """
    today = timezone.localdate(now)
    giver_id = given_by_id or person_id
    with transaction.atomic():
        person = _person_consenting(person_id, by, now)
        if how is ConsentHow.OWN_CLICK and by.person_id != giver_id:
            raise RefusedError("own_click_is_own")
        may_consent(
            purpose,
            birth_year=person.birth_year,
            in_year=today.year,
            is_self=giver_id == person_id,
            is_guardian=_is_guardian(giver_id, person_id, now),
        ).or_refuse()
        words = _kept_text(purpose, language, now)
        given = Consent.objects.filter(person=person, text__purpose=purpose, withdrawn_at=None)
        if same := given.filter(text__version=words.version).first():
            return same
        consent = Consent.objects.create(
            person=person, given_by_id=giver_id, text=words, how=how, given_at=now, recorded_by=by.user
        )
        record(by=by, did="people.give_consent", on=consent, about=person.id, now=now, purpose=purpose)
    return consent


def withdraw_consent(*, person_id: UUID, purpose: Purpose, how: ConsentHow, by: Actor, now: datetime) -> int:
    """Withdraw whatever holds for this purpose; needs no reason. Gives the number of rows withdrawn."""
    with transaction.atomic():
        person = _person_consenting(person_id, by, now)
        holding = Consent.objects.filter(person=person, text__purpose=purpose, withdrawn_at=None)
        for consent in holding:
            consent.withdrawn_at, consent.withdrawn_how = now, how
            consent.save(update_fields=["withdrawn_at", "withdrawn_how"])
            record(
                by=by, did="people.withdraw_consent", on=consent, about=person.id, now=now, purpose=purpose
            )
    return len(holding)


def _person_consenting(person_id: UUID, by: Actor, now: datetime) -> Person:
    """The person, locked; a guardian reaches the child with their own click."""
    if by.person_id and by.person_id != person_id and _is_guardian(by.person_id, person_id, now):
        return Person.objects.select_for_update().get(pk=person_id, is_ghost=False, merged_into=None)
    return editable_person(person_id, by)


def _is_guardian(giver_id: UUID, person_id: UUID, now: datetime) -> bool:
    today = timezone.localdate(now)
    return Proxy.objects.filter(
        Q(until=None) | Q(until__gt=today), person=giver_id, acts_for=person_id, kind=ProxyKind.GUARDIAN
    ).exists()


def _kept_text(purpose: Purpose, language: str, now: datetime) -> ConsentText:
    """The exact words, kept for good the first time somebody agrees to them."""
    words = text_in_force(purpose, language, timezone.localdate(now))
    kept, _made = ConsentText.objects.get_or_create(
        purpose=purpose,
        version=words.version,
        language=words.language,
        defaults={
            "text": words.text,
            "sha256": hashlib.sha256(words.text.encode()).hexdigest(),
            "in_force_from": timezone.localdate(now),
        },
    )
    return kept
