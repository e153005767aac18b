"""Finds people by part of a name or of a phone number."""

from datetime import datetime

from django.db.models import Case, IntegerField, QuerySet, Value, When

from digitilts.apps.people.access import Actor, persons_visible_to
from digitilts.apps.people.models import Person
from digitilts.values.folded import digits, fold

SHORTEST = 2  # signs; one letter would list half the municipality


def find_persons(
    text: str, actor: Actor, limit: int = 20, *, also: QuerySet[Person] | None = None
) -> list[Person]:
    """People the actor may see whose name has every typed part, or whose phone has the typed digits."""
    parts = search_parts(text)
    if not parts or max(len(part) for part in parts) < SHORTEST:
        return []
    found = persons_visible_to(actor, also=also).select_related("home")
    for part in parts:
        found = found.filter(search_key__contains=part)
    begins = Case(
        When(search_key__startswith=parts[0], then=Value(0)),
        When(search_key__contains=f" {parts[0]}", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return list(found.annotate(begins=begins).order_by("begins", "family_name", "given_name", "id")[:limit])


def search_parts(text: str) -> list[str]:
    """Folded words; a text without letters is one number, whatever its spaces; a leading 8 or + is kept."""
    folded = fold(text)
    if any(sign.isalpha() for sign in folded):
        return folded.split()
    number = digits(text)
    return [number] if number else []


def counter_person(actor: Actor, now: datetime) -> Person | None:
    """The person in front of this helper, while a counter session runs."""
    session = actor.counter
    return session.person if session and session.expires_at > now else None
