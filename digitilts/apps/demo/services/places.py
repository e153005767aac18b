"""Territories, populations and venues of the demo."""

from datetime import date
from typing import Any

from digitilts.apps.demo.services.content import Town, content
from digitilts.apps.places.models import Equipment, Population, Territory, Venue
from digitilts.apps.places.rules import InternetKind, TerritoryKind, VenueKind

CITY_CODE = "JV"


def build_places(town: Town) -> None:
    given = content("places")
    build_territories(town, given)
    build_populations(town, given)
    build_venues(town, given)


def build_territories(town: Town, given: dict[str, Any]) -> None:
    town.country = make_territory(None, TerritoryKind.COUNTRY, "LV", "Latvija", (56.95, 24.11))
    town.municipality = make_territory(
        town.country, TerritoryKind.MUNICIPALITY, "JN", "Jelgavas novads", (56.65, 23.71)
    )
    # The city in the middle is another municipality; some rooms there serve the one around it.
    city = make_territory(
        town.country, TerritoryKind.MUNICIPALITY, CITY_CODE, "Jelgavas valstspilsēta", (56.65, 23.71)
    )
    town.parishes["CITY"] = city
    for parish in given["parish"]:
        town.parishes[parish["code"]] = make_territory(
            town.municipality, TerritoryKind.PARISH, parish["code"], parish["name"], tuple(parish["point"])
        )


def make_territory(
    parent: Territory | None, kind: TerritoryKind, code: str, name: str, point: tuple[float, float]
) -> Territory:
    return Territory.objects.create(
        parent=parent,
        kind=kind,
        code=code,
        name=name,
        path=f"{parent.path if parent else ''}{code}/",
        latitude=point[0],
        longitude=point[1],
        position_is_approximate=True,
    )


def build_populations(town: Town, given: dict[str, Any]) -> None:
    """Splits the known total so that parishes and age bands add up to it exactly."""
    total, as_of, source = given["residents"], given["as_of"], given["source"]
    per_parish = shared_out(total, {parish["code"]: parish["weight"] for parish in given["parish"]})
    rows = [population(town.municipality, "", total, as_of, source)]
    of_band = dict.fromkeys(given["age_shares"], 0)
    for code, people in per_parish.items():
        rows.append(population(town.parishes[code], "", people, as_of, source))
        for band, count in shared_out(people, given["age_shares"]).items():
            rows.append(population(town.parishes[code], band, count, as_of, source))
            of_band[band] += count
    rows += [population(town.municipality, band, count, as_of, source) for band, count in of_band.items()]
    Population.objects.bulk_create(rows)


def population(territory: Territory, band: str, people: int, as_of: date, source: str) -> Population:
    return Population(
        territory=territory, age_band=band, people=people, as_of=as_of, source=source, is_demo=True
    )


def shared_out(total: int, weights: dict[str, float]) -> dict[str, int]:
    """Largest remainders: whole numbers in proportion to the weights, adding up to the total."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    shares = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: (shares[key] - exact[key], key))
    for key in by_remainder[: total - sum(shares.values())]:
        shares[key] += 1
    return shares


def build_venues(town: Town, given: dict[str, Any]) -> None:
    for number, parish in enumerate(given["parish"]):
        town.venues.append(local_library(town, parish, number))
    for row in given["venue"]:
        venue = Venue.objects.create(
            territory=town.parishes[row["parish"]],
            serves=town.municipality,
            name=row["name"],
            kind=VenueKind(row["kind"]),
            seats=row["seats"],
            computers=row["computers"],
            is_step_free=row["step_free"],
            has_accessible_toilet=row["toilet"],
            internet=InternetKind(row["internet"]),
            opening_hours=row["hours"],
            how_to_get_in=row["way_in"],
            latitude=town.parishes[row["parish"]].latitude,
            longitude=town.parishes[row["parish"]].longitude,
        )
        for name, quantity, may_travel in row.get("equipment", []):
            Equipment.objects.create(venue=venue, name=name, quantity=quantity, may_travel=may_travel)
        town.venues.append(venue)


def local_library(town: Town, parish: dict[str, Any], number: int) -> Venue:
    """Every parish has a room; not every room is the same."""
    is_library = parish["code"] != "JN-OZO"
    return Venue.objects.create(
        territory=town.parishes[parish["code"]],
        serves=town.municipality,
        name=f"{parish['centre']}, pagasta bibliotēka" if is_library else "Ozolnieku tautas nams",
        kind=VenueKind.LIBRARY if is_library else VenueKind.COMMUNITY_CENTRE,
        seats=8 + number % 5 * 2,
        computers=2 + number % 4,
        is_step_free=number % 3 != 1,
        has_accessible_toilet=number % 3 == 0,
        internet=InternetKind.MOBILE if number % 5 == 4 else InternetKind.FIXED,
        opening_hours="Tu-Fr 09:00-17:00; Sa 09:00-13:00",
        how_to_get_in="Ieeja no ielas puses." if number % 2 else "Ieeja no pagalma.",
        latitude=parish["point"][0],
        longitude=parish["point"][1],
    )
