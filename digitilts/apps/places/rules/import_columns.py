"""Which headings of a table mean what, and what may stand below them. See docs/rules/places.md."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from digitilts.apps.places.rules import InternetKind, TerritoryKind, VenueKind
from digitilts.apps.places.rules.opening_hours import UnreadableHoursError, read_hours
from digitilts.values.age_bands import CODES
from digitilts.values.folded import fold

TERRITORY, POPULATION, VENUE = "territory", "population", "venue"
ATVK_LENGTH = 7


class BadValueError(ValueError):
    """`reason` says in a code why this cannot stand in the column."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


HEADINGS = {
    "code": ("code", "kods", "atvk", "atvk kods"),
    "name": ("name", "nosaukums"),
    "kind": ("kind", "veids"),
    "parent": ("parent", "ietilpst", "augstaka teritorija", "parent code"),
    "latitude": ("latitude", "lat", "platums", "geografiskais platums"),
    "longitude": ("longitude", "lon", "garums", "geografiskais garums"),
    "territory": ("territory", "teritorija", "pagasts", "parish", "teritorijas kods", "territory code"),
    "age_band": ("age", "age band", "vecums", "vecuma grupa"),
    "people": ("people", "population", "skaits", "iedzivotaji", "iedzivotaju skaits"),
    "as_of": ("as of", "as_of", "date", "datums"),
    "source": ("source", "avots"),
    "serves": ("serves", "apkalpo"),
    "address": ("address", "adrese"),
    "phone": ("phone", "talrunis"),
    "seats": ("seats", "vietas", "vietu skaits"),
    "computers": ("computers", "datori", "datoru skaits"),
    "is_step_free": ("step free", "bez pakapieniem"),
    "has_accessible_toilet": ("accessible toilet", "pieejama tualete", "tualete"),
    "has_power": ("power", "elektriba"),
    "internet": ("internet", "internets"),
    "opening_hours": ("opening hours", "opening_hours", "darba laiks"),
    "how_to_get_in": ("how to get in", "ka ieklut", "ieeja"),
}
FIELD_OF = {heading: field for field, headings in HEADINGS.items() for heading in headings}
REQUIRED = {
    TERRITORY: ("code", "name", "kind"),
    POPULATION: ("territory", "people", "as_of", "source"),
    VENUE: ("name", "kind", "territory"),
}
ALLOWED = {
    TERRITORY: {"code", "name", "kind", "parent", "latitude", "longitude"},
    POPULATION: {"territory", "age_band", "people", "as_of", "source"},
    VENUE: set(HEADINGS) - {"code", "parent", "age_band", "people", "as_of", "source"},
}
YES_WORDS = {"ja", "yes", "1", "x", "true", "ir"}
NO_WORDS = {"ne", "no", "0", "false", "nav", ""}
KIND_WORDS: Mapping[str, Mapping[str, str]] = {
    TERRITORY: {
        "valsts": TerritoryKind.COUNTRY,
        "novads": TerritoryKind.MUNICIPALITY,
        "pasvaldiba": TerritoryKind.MUNICIPALITY,
        "pilseta": TerritoryKind.MUNICIPALITY,
        "pagasts": TerritoryKind.PARISH,
        **{fold(kind.value): kind for kind in TerritoryKind},
    },
    VENUE: {
        "biblioteka": VenueKind.LIBRARY,
        "klientu apkalposanas centrs": VenueKind.CUSTOMER_CENTRE,
        "tautas nams": VenueKind.COMMUNITY_CENTRE,
        "kulturas nams": VenueKind.COMMUNITY_CENTRE,
        "skola": VenueKind.SCHOOL,
        "socialo pakalpojumu centrs": VenueKind.SOCIAL_CENTRE,
        "pasvaldiba": VenueKind.MUNICIPALITY,
        "uznemums": VenueKind.ENTERPRISE,
        "cita": VenueKind.OTHER,
        **{fold(kind.value): kind for kind in VenueKind},
        **{kind.value: kind for kind in VenueKind},
    },
}
INTERNET_WORDS = {
    "nav": InternetKind.NONE,
    "ne": InternetKind.NONE,
    "mobilais": InternetKind.MOBILE,
    "pastavigs": InternetKind.FIXED,
    "ir": InternetKind.FIXED,
    "ja": InternetKind.FIXED,
    "": InternetKind.UNKNOWN,
    **{kind.value: kind for kind in InternetKind},
}


def kind_of_table(fields: set[str]) -> str | None:
    """What a table with these columns lists; None if it cannot be told."""
    if "people" in fields:
        return POPULATION
    if "code" in fields:
        return TERRITORY
    return VENUE if {"name", "territory"} <= fields else None


def read_value(kind: str, field: str, value: Any) -> Any:  # noqa: ANN401  # whatever a cell holds
    """The value as it is stored; days as "2026-01-31".  Raises BadValueError with a reason in a code."""
    if value is None or str(value).strip() == "":
        if field in REQUIRED[kind]:
            raise BadValueError("missing")
        return "" if field in EMPTY_MEANS else None
    if field == "kind":
        return _one_of(KIND_WORDS[kind], value)
    read: Callable[[Any], Any] = _READERS.get(field, _text)
    return read(value)


def _text(value: Any) -> str:  # noqa: ANN401
    text = " ".join(str(value).split())
    if len(text) > LONGEST_TEXT:
        raise BadValueError("too_long")
    return text


def _code(value: Any) -> str:  # noqa: ANN401
    """Spreadsheets drop the zeros before a number: 54000 is 0054000."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if not text.replace("-", "").isalnum() or len(text) > LONGEST_CODE:
        raise BadValueError("not_a_code")
    return text.zfill(ATVK_LENGTH) if text.isdigit() else text


def _count(value: Any) -> int:  # noqa: ANN401
    number = _number(value)
    if number < 0 or number != int(number) or number > LARGEST_COUNT:
        raise BadValueError("not_a_count")
    return int(number)


def _number(value: Any) -> float:  # noqa: ANN401
    if isinstance(value, bool):
        raise BadValueError("not_a_number")
    try:
        return float(str(value).replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except ValueError as error:
        raise BadValueError("not_a_number") from error


def _yes_or_no(value: Any) -> bool:  # noqa: ANN401
    if isinstance(value, bool):
        return value
    word = fold(str(int(value)) if isinstance(value, float) and value.is_integer() else str(value))
    if word in YES_WORDS | NO_WORDS:
        return word in YES_WORDS
    raise BadValueError("not_yes_or_no")


def _day(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip().rstrip(".")
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            # No zone is meant: a calendar day.
            return datetime.strptime(text, pattern).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    raise BadValueError("not_a_day")


def _band(value: Any) -> str:  # noqa: ANN401
    text = str(value).strip().replace("–", "-").replace(" ", "")
    if fold(text) in {"visi", "kopa", "all", "total", ""}:
        return ""
    if text not in CODES:
        raise BadValueError("not_an_age_band")
    return text


def _hours(value: Any) -> str:  # noqa: ANN401
    text = _text(value)
    try:
        read_hours(text)
    except UnreadableHoursError as error:
        raise BadValueError("not_hours") from error
    return text


def _one_of(words: Mapping[str, str], value: Any) -> str:  # noqa: ANN401
    for spelling in (fold(str(value)), str(value).strip().lower()):
        if spelling in words:
            return str(words[spelling])
    raise BadValueError("not_a_known_word")


def _internet(value: Any) -> str:  # noqa: ANN401
    return _one_of(INTERNET_WORDS, value)


LONGEST_TEXT, LONGEST_CODE, LARGEST_COUNT = 300, 20, 10_000_000
EMPTY_MEANS = {"age_band"}
_READERS: dict[str, Callable[[Any], Any]] = {
    "code": _code, "parent": _code, "territory": _code, "serves": _code,
    "latitude": _number, "longitude": _number,
    "people": _count, "as_of": _day, "age_band": _band,
    "seats": _count, "computers": _count, "internet": _internet, "opening_hours": _hours,
    "is_step_free": _yes_or_no, "has_accessible_toilet": _yes_or_no, "has_power": _yes_or_no,
}  # fmt: skip
