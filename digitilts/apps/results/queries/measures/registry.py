"""Every measure by its key: what an indicator may name."""

from digitilts.apps.results.queries.measures import contacts, lessons, registrations, visits
from digitilts.apps.results.queries.measures.measure import Measure

MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        *visits.MEASURES,
        *lessons.MEASURES,
        *registrations.MEASURES,
        *contacts.MEASURES,
    )
}


def measure_of(key: str) -> Measure | None:
    """None for an indicator that people must fill in, or a key that nobody knows."""
    return MEASURES.get(key)
