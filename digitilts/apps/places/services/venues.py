"""Enters venues, their equipment and their place on the map."""

from datetime import datetime
from typing import Any

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.places.access import KEEPS_VENUES, Actor, may_keep
from digitilts.apps.places.models import Equipment, Territory, Venue
from digitilts.apps.places.rules.opening_hours import UnreadableHoursError, read_hours
from digitilts.apps.places.rules.positions import is_plausible_position
from digitilts.values.verdict import RefusedError

# What a clerk writes about a venue.
FACTS = frozenset(
    {
        "territory_id", "serves_id", "name", "kind", "address", "phone", "seats", "computers", "is_step_free",
        "has_accessible_toilet", "has_power", "internet", "opening_hours", "latitude", "longitude",
        "position_is_approximate", "how_to_get_in", "is_active",
    }
)  # fmt: skip


def create_venue(*, by: Actor, now: datetime, **facts: Any) -> Venue:  # noqa: ANN401  # columns of FACTS
    """A new venue. The same facts sent again give the same venue.

    Raises RefusedError: not_yours, venue_exists, hours_not_understood, position_…
    """
    with transaction.atomic():
        serves = Territory.objects.select_for_update().get(pk=facts["serves_id"])
        if not by.may(*KEEPS_VENUES, in_path=serves.path):
            raise RefusedError("not_yours")
        _check(facts)
        same = Venue.objects.filter(serves=serves, name=facts["name"]).first()
        if same is not None:
            if all(getattr(same, name) == value for name, value in facts.items()):
                return same
            raise RefusedError("venue_exists")
        venue = Venue.objects.create(**facts)
        record(by=by, did="places.create_venue", on=venue, now=now)
    return venue


def edit_venue(
    *,
    venue_id: int,
    version: int,
    by: Actor,
    now: datetime,
    **facts: Any,  # noqa: ANN401  # of FACTS
) -> Venue:
    """Change what is known about a venue, or close it (`is_active`): lessons that were there stay.

    Raises RefusedError: not_yours, changed_meanwhile, venue_exists, hours_not_understood, position_…
    """
    with transaction.atomic():
        venue = kept_venue(venue_id, by)
        if venue.version != version:
            raise RefusedError("changed_meanwhile")
        serves = Territory.objects.get(pk=facts.get("serves_id", venue.serves_id))
        if not by.may(*KEEPS_VENUES, in_path=serves.path):
            raise RefusedError("not_yours")
        _check(facts)
        name = facts.get("name", venue.name)
        if Venue.objects.filter(serves=serves, name=name).exclude(pk=venue.pk).exists():
            raise RefusedError("venue_exists")
        changed = sorted(name for name, value in facts.items() if getattr(venue, name) != value)
        for name in changed:
            setattr(venue, name, facts[name])
        venue.version += 1
        venue.save()
        record(by=by, did="places.edit_venue", on=venue, now=now, fields=changed)
    return venue


def set_position(  # two numbers and how sure we are
    *,
    venue_id: int,
    version: int,
    latitude: float,
    longitude: float,
    is_approximate: bool,
    by: Actor,
    now: datetime,
) -> Venue:
    """Put a venue on the map. Raises RefusedError: not_yours, changed_meanwhile, position_…"""
    return edit_venue(
        venue_id=venue_id,
        version=version,
        latitude=latitude,
        longitude=longitude,
        position_is_approximate=is_approximate,
        by=by,
        now=now,
    )


def save_equipment(  # what, how many, may it travel
    *,
    venue_id: int,
    name: str,
    quantity: int,
    may_travel: bool,
    by: Actor,
    now: datetime,
    equipment_id: int | None = None,
) -> Equipment:
    """Bookable things of a venue; without an id the thing of that name. Raises RefusedError: not_yours."""
    with transaction.atomic():
        venue = kept_venue(venue_id, by)
        found = Equipment.objects.filter(venue=venue)
        found = found.filter(pk=equipment_id) if equipment_id else found.filter(name=name)
        equipment = found.first() or Equipment(venue=venue)
        equipment.name, equipment.quantity, equipment.may_travel = name, quantity, may_travel
        equipment.save()
        record(by=by, did="places.save_equipment", on=equipment, now=now, quantity=quantity)
    return equipment


def kept_venue(venue_id: int, by: Actor) -> Venue:
    """The venue, locked. Raises RefusedError: not_yours."""
    venue = Venue.objects.select_for_update().select_related("serves").filter(pk=venue_id).first()
    if venue is None or not may_keep(by, venue):
        raise RefusedError("not_yours")
    return venue


def _check(facts: dict[str, Any]) -> None:
    if unknown := set(facts) - FACTS:
        raise TypeError(f"no such facts of a venue: {sorted(unknown)}")
    try:
        read_hours(facts.get("opening_hours") or "")
    except UnreadableHoursError as error:
        raise RefusedError("hours_not_understood", part=error.part) from error
    is_plausible_position(facts.get("latitude"), facts.get("longitude")).or_refuse()
