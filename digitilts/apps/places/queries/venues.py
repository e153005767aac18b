"""Venues as the pages show them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from digitilts.apps.places.access import KEEPS_VENUES, Actor, may_keep
from digitilts.apps.places.models import Equipment, Territory, Venue
from digitilts.apps.places.queries.words import INTERNET, VENUE_KINDS, hours_in_words, word
from digitilts.apps.places.rules import InternetKind
from digitilts.apps.places.rules.opening_hours import Hours, UnreadableHoursError, read_hours
from digitilts.kit.maps import OutlineMap, Place, Region

WITH_INTERNET = (InternetKind.MOBILE, InternetKind.FIXED)


@dataclass(frozen=True)
class VenueFilter:
    """What somebody looks for."""

    parish: str = ""
    step_free: bool = False
    internet: bool = False
    computers: bool = False


@dataclass(frozen=True)
class VenueLine:
    """One venue in a list."""

    venue: Venue
    kind: str
    facts: list[str]
    is_open: bool | None


@dataclass(frozen=True)
class VenueSheet:
    """All that the page of one venue shows."""

    venue: Venue
    kind: str
    internet: str
    hours: list[tuple[str, str]]
    is_open: bool | None
    equipment: list[Equipment]
    stands_elsewhere: bool
    may_change: bool
    map: OutlineMap | None


def venues_for(chosen: VenueFilter) -> QuerySet[Venue]:
    """Active venues with what was asked for; a parish has its own and those of its municipality above it."""
    found = Venue.objects.filter(is_active=True).select_related("territory", "serves")
    if chosen.parish:
        found = found.filter(territory__code=chosen.parish)
    if chosen.step_free:
        found = found.filter(is_step_free=True)
    if chosen.internet:
        found = found.filter(internet__in=WITH_INTERNET)
    if chosen.computers:
        found = found.filter(Q(computers__gt=0) | Q(equipment__name__icontains="dator")).distinct()
    return found


def venue_lines(chosen: VenueFilter, now: datetime) -> list[VenueLine]:
    return [_line(venue, now) for venue in venues_for(chosen)]


def venue_sheet(venue_id: int, actor: Actor, now: datetime) -> VenueSheet | None:
    """An active venue for everyone; a closed one only for those who keep it."""
    venue = Venue.objects.select_related("territory", "serves").filter(pk=venue_id).first()
    if venue is None or not (venue.is_active or may_keep(actor, venue)):
        return None
    hours = hours_of(venue)
    return VenueSheet(
        venue=venue,
        kind=word(VENUE_KINDS, venue.kind),
        internet=word(INTERNET, venue.internet),
        hours=hours_in_words(hours) if hours else [],
        is_open=is_open(hours, now),
        equipment=list(venue.equipment.all()),
        stands_elsewhere=not venue.territory.path.startswith(venue.serves.path),
        may_change=may_keep(actor, venue),
        map=_map_of_one(venue),
    )


def keepable_venue(venue_id: int, actor: Actor) -> Venue | None:
    """The venue, if this actor keeps it."""
    kept = Venue.objects.filter(actor.within("serves__path", *KEEPS_VENUES))
    return kept.select_related("territory", "serves").filter(pk=venue_id).first()


def hours_of(venue: Venue) -> Hours | None:
    """What the venue's hours say; hours that were written wrongly once are hours we do not know."""
    try:
        return read_hours(venue.opening_hours)
    except UnreadableHoursError:
        return None


def is_open(hours: Hours | None, now: datetime) -> bool | None:
    """Open at this moment; None when the hours are not known."""
    if hours is None:
        return None
    here = timezone.localtime(now)
    return hours.is_open(here.weekday(), here.hour * 60 + here.minute)


def parish_choices() -> list[tuple[str, str]]:
    """Territories in which a venue stands."""
    found = Territory.objects.filter(venues__is_active=True).distinct().order_by("name")
    return [(territory.code, territory.name) for territory in found]


def venue_map(lines: list[VenueLine], title: str) -> OutlineMap | None:
    """Where the venues are, over the outlines of the parishes that have one; None if nothing is placed."""
    with_outline = Territory.objects.filter(kind="parish").exclude(latitude=None, outline=None)
    regions = [region_of(territory) for territory in with_outline]
    placed = [line.venue for line in lines if line.venue.latitude is not None]
    if not placed:
        return None
    finding = ngettext("%(number)s place on the map.", "%(number)s places on the map.", len(placed))
    return OutlineMap(
        title, finding % {"number": len(placed)}, regions, [place_of(venue) for venue in placed]
    )


def region_of(territory: Territory, value: str = "") -> Region:
    position = territory.latitude, territory.longitude
    return Region(
        code=territory.code,
        label=territory.name,
        outline=territory.outline,
        point=(position[0], position[1]) if position[0] is not None and position[1] is not None else None,
        value_text=value,
        to=reverse("places:territory_page", args=[territory.code]),
    )


def place_of(venue: Venue) -> Place:
    assert venue.latitude is not None  # noqa: S101  # the caller asked for placed venues
    assert venue.longitude is not None  # noqa: S101
    return Place(
        venue.name,
        (venue.latitude, venue.longitude),
        reverse("places:venue_page", args=[venue.pk]),
        venue.kind,
    )


def _line(venue: Venue, now: datetime) -> VenueLine:
    facts = []
    if venue.seats:
        facts.append(ngettext("%(number)s seat", "%(number)s seats", venue.seats) % {"number": venue.seats})
    if venue.computers:
        text = ngettext("%(number)s computer", "%(number)s computers", venue.computers)
        facts.append(text % {"number": venue.computers})
    if venue.is_step_free:
        facts.append(gettext("Step-free"))
    if venue.internet in WITH_INTERNET:
        facts.append(word(INTERNET, venue.internet))
    return VenueLine(venue, word(VENUE_KINDS, venue.kind), facts, is_open(hours_of(venue), now))


def _map_of_one(venue: Venue) -> OutlineMap | None:
    if venue.latitude is None or venue.longitude is None:
        return None
    finding = gettext("The position is approximate.") if venue.position_is_approximate else ""
    # The parishes around it: a single point tells nobody where it is.
    around = Territory.objects.filter(kind="parish", path__startswith=venue.serves.path)
    regions = [region_of(territory) for territory in around.exclude(latitude=None, outline=None)]
    return OutlineMap(venue.name, finding, regions, [place_of(venue)])


def equipment_of(venue: Venue) -> list[Equipment]:
    return list(venue.equipment.all())
