"""Are two records one person? Points for what agrees; a plain contradiction ends it."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from uuid import UUID

from digitilts.values.folded import fold


@dataclass(frozen=True)
class Card:
    """What is compared of a person."""

    given_name: str
    family_name: str = ""
    birth_year: int | None = None
    phone: str | None = None
    email: str | None = None
    home_id: int | None = None
    id: UUID | None = None


class Sign(StrEnum):
    """What speaks for one person."""

    SAME_NAME = "same_name"
    SWAPPED_NAME = "swapped_name"  # family name typed first
    SIMILAR_NAME = "similar_name"
    SAME_PHONE = "same_phone"
    SAME_EMAIL = "same_email"
    SAME_YEAR = "same_year"
    SAME_HOME = "same_home"


POINTS = {
    Sign.SAME_NAME: 4,
    Sign.SWAPPED_NAME: 4,
    Sign.SIMILAR_NAME: 2,
    Sign.SAME_PHONE: 3,
    Sign.SAME_EMAIL: 3,
    Sign.SAME_YEAR: 2,
    Sign.SAME_HOME: 1,
}
ENOUGH = 5
# A typing slip is one year; a mother and a daughter of one name are further apart.
YEAR_SLIP = 1
# "Kalnina" and "Kalnins" are 0.86; "Liepa" and "Liepina" 0.83.
SIMILAR = 0.85


def signs(first: Card, second: Card) -> frozenset[Sign]:
    """What agrees; nothing at all if the names differ or the birth years contradict."""
    name = _name_sign(first, second)
    if name is None or _years_contradict(first, second):
        return frozenset()
    found = {name}
    if first.phone and first.phone == second.phone:
        found.add(Sign.SAME_PHONE)
    if first.email and first.email.casefold() == (second.email or "").casefold():
        found.add(Sign.SAME_EMAIL)
    if first.birth_year is not None and first.birth_year == second.birth_year:
        found.add(Sign.SAME_YEAR)
    if first.home_id is not None and first.home_id == second.home_id:
        found.add(Sign.SAME_HOME)
    return frozenset(found)


def points(first: Card, second: Card) -> int:
    return sum(POINTS[sign] for sign in signs(first, second))


def is_likely(first: Card, second: Card) -> bool:
    """Enough agrees to show the two side by side to a human; nothing is ever merged without one."""
    return points(first, second) >= ENOUGH


def blocks(card: Card) -> Iterator[tuple[str, ...]]:
    """Keys that two likely duplicates share: only records with a common key are compared, never all pairs."""
    given, family = fold(card.given_name), fold(card.family_name)
    yield ("name", *sorted(f"{given} {family}".split()))
    if card.phone:
        yield ("phone", card.phone)
    if card.email:
        yield ("email", card.email.casefold())
    if card.birth_year is not None and family:
        yield ("year", str(card.birth_year), given[:2], family[:3])


def _name_sign(first: Card, second: Card) -> Sign | None:
    ours = (fold(first.given_name), fold(first.family_name))
    theirs = (fold(second.given_name), fold(second.family_name))
    if ours == theirs:
        return Sign.SAME_NAME
    if ours == theirs[::-1]:
        return Sign.SWAPPED_NAME
    # A name without a family name is half of a name.
    half = min(_alike(our, their) for our, their in zip(ours, theirs, strict=True))
    return Sign.SIMILAR_NAME if half >= SIMILAR else None


def _alike(ours: str, theirs: str) -> float:
    if not ours or not theirs:
        return 1.0 if ours == theirs or not (ours and theirs) else 0.0
    return SequenceMatcher(None, ours, theirs).ratio()


def _years_contradict(first: Card, second: Card) -> bool:
    if first.birth_year is None or second.birth_year is None:
        return False
    return abs(first.birth_year - second.birth_year) > YEAR_SLIP
