"""Enters a person and keeps the facts about them right."""

from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID, uuid5

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import EDITS_PEOPLE, ENTERS_PEOPLE, Actor, can_see_person
from digitilts.apps.people.models import Need, Person
from digitilts.apps.people.rules import NeedCode
from digitilts.apps.people.services.sign_in import follow_address
from digitilts.apps.places.models import Territory
from digitilts.kit.phones import to_e164
from digitilts.values.channels import Heard
from digitilts.values.verdict import RefusedError

# Makes a person's id from the key of the form: one click enters one person, and nobody can aim at an id.
KEY_SPACE = UUID("5d1c7f6a-3b53-4f0e-9c5e-6f0d4f5f2a11")


class Facts(TypedDict, total=False):
    """What may be known about a person besides the given name."""

    family_name: str
    phone: str | None
    email: str | None
    address: str
    birth_year: int | None
    sex: str
    home_id: int | None
    entered_in_id: int | None
    language: str
    channel: str
    wants_easy_pages: bool
    is_demo: bool


class AllFacts(Facts, total=False):
    given_name: str


def create_person(
    *,
    given_name: str,
    by: Actor,
    now: datetime,
    heard: Heard = Heard.OWN_CLICK,
    submission_key: UUID | None = None,
    **facts: Unpack[Facts],
) -> Person:
    """Enter a person; only a name is needed. The same submission key gives the same person again.

    Staff who enter somebody without saying where have met them in their own territory.
    Raises RefusedError: name_missing, phone_not_understood, not_yours.
    """
    clean = _clean({"given_name": given_name, **facts})
    if by.is_staff and not by.has_role(*ENTERS_PEOPLE):
        raise RefusedError("not_yours")
    if clean.get("entered_in_id") is None:
        clean["entered_in_id"] = clean.get("home_id") if not by.is_staff else _own_territory(by)
    with transaction.atomic():
        person = Person(**clean, entered_how=heard, entered_by=by.user, entered_at=now)
        if submission_key is not None:
            person.id = uuid5(KEY_SPACE, f"{submission_key}:{by.user_id or ''}")
            if existing := Person.objects.select_for_update().filter(pk=person.id).first():
                return existing
        person.save(force_insert=True)
        record(by=by, did="people.create_person", on=person, about=person.id, now=now, heard=heard)
    return person


def edit_person(
    *, person_id: UUID, version: int, by: Actor, now: datetime, **facts: Unpack[AllFacts]
) -> Person:
    """Change what is known; only the facts that are passed.

    Raises RefusedError: not_yours, changed_meanwhile, name_missing, phone_not_understood.
    """
    clean = _clean(facts)
    with transaction.atomic():
        person = editable_person(person_id, by)
        if person.version != version:
            raise RefusedError("changed_meanwhile")
        changed = sorted(name for name, value in clean.items() if getattr(person, name) != value)
        if not changed:
            return person
        if "home_id" in changed and person.entered_in_id is None:
            # Whoever moves away, or whose home turns out unknown, stays findable where we knew them.
            person.entered_in_id = person.home_id
        for name in changed:
            setattr(person, name, clean[name])
        person.version += 1
        person.save()
        if "email" in changed:
            follow_address(person)
        record(by=by, did="people.edit_person", on=person, about=person.id, now=now, fields=changed)
    return person


def set_needs(*, person_id: UUID, codes: set[NeedCode], by: Actor, now: datetime) -> None:
    """Write down what helps a person take part. The audit says only that the list was changed."""
    with transaction.atomic():
        person = editable_person(person_id, by)
        Need.objects.filter(person=person).exclude(code__in=codes).delete()
        known = set(Need.objects.filter(person=person).values_list("code", flat=True))
        Need.objects.bulk_create(Need(person=person, code=code) for code in sorted(codes - known))
        record(by=by, did="people.set_needs", on=person, about=person.id, now=now, count=len(codes))


def editable_person(person_id: UUID, by: Actor) -> Person:
    """The person, locked, if the actor may change them: staff in the territory, or the person.

    Raises RefusedError: not_yours.
    """
    person = Person.objects.select_for_update().filter(pk=person_id, is_ghost=False, merged_into=None).first()
    if person is None or not (by.person_id == person_id or can_see_person(by, person_id, *EDITS_PEOPLE)):
        raise RefusedError("not_yours")
    return person


def _clean(facts: AllFacts) -> dict[str, object]:
    """Names without stray spaces, unknown contacts as nothing, phones in E.164."""
    clean: dict[str, object] = dict(facts)
    for name in ("given_name", "family_name", "address"):
        if name in clean:
            clean[name] = " ".join(str(clean[name] or "").split())
    if "given_name" in clean and not any(sign.isalnum() for sign in str(clean["given_name"])):
        raise RefusedError("name_missing")  # dots or a smile are no name: nobody could be found by it
    if "email" in clean:
        clean["email"] = str(clean["email"] or "").strip().lower() or None
    if "phone" in clean:
        typed = str(clean["phone"] or "").strip()
        clean["phone"] = to_e164(typed) if typed else None
        if typed and clean["phone"] is None:
            raise RefusedError("phone_not_understood")
    return clean


def _own_territory(by: Actor) -> int | None:
    """The territory of the first role that may enter people."""
    for role, path in by.roles:
        if role in ENTERS_PEOPLE:
            return Territory.objects.filter(path=path).values_list("pk", flat=True).first()
    return None


def can_serve(by: Actor, person_id: UUID) -> bool:
    """May the actor do things for this person, as a helper does?"""
    return can_see_person(by, person_id, *EDITS_PEOPLE)
