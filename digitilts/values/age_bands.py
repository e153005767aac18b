"""Age bands in which people are counted and published. A birth year is the most that we know."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AgeBand:
    code: str
    first: int
    last: int


BANDS = (
    AgeBand("0-15", 0, 15),
    AgeBand("16-24", 16, 24),
    AgeBand("25-54", 25, 54),
    AgeBand("55-64", 55, 64),
    AgeBand("65-74", 65, 74),
    AgeBand("75+", 75, 120),
)
UNKNOWN = "unknown"
CODES = (*(band.code for band in BANDS), UNKNOWN)


def age_band(birth_year: int | None, *, in_year: int) -> str:
    """Band of the age reached in that calendar year; "unknown" without a plausible birth year."""
    if birth_year is None:
        return UNKNOWN
    age = in_year - birth_year
    return next((band.code for band in BANDS if band.first <= age <= band.last), UNKNOWN)
