"""Are two records one person? Points for what agrees; a plain contradiction ends it."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
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
    # The cheap question first: tens of thousands of pairs are asked.
    if _years_contradict(first, second) or (name := _name_sign(first, second)) is None:
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
    given, family = _folded(card.given_name), _folded(card.family_name)
    yield ("name", *sorted(f"{given} {family}".split()))
    if card.phone:
        yield ("phone", card.phone)
    if card.email:
        yield ("email", card.email.casefold())
    if card.birth_year is not None and family:
        yield ("year", str(card.birth_year), given[:2], family[:3])


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    return fold(name)


def _name_sign(first: Card, second: Card) -> Sign | None:
    ours = (_folded(first.given_name), _folded(first.family_name))
    theirs = (_folded(second.given_name), _folded(second.family_name))
    if ours == theirs:
        return Sign.SAME_NAME
    if ours == theirs[::-1]:
        return Sign.SWAPPED_NAME
    # A name without a family name is half of a name.
    is_similar = all(_are_alike(our, their) for our, their in zip(ours, theirs, strict=True))
    return Sign.SIMILAR_NAME if is_similar else None


@lru_cache(maxsize=50_000)
def _are_alike(ours: str, theirs: str) -> bool:
    """A part of the name that is missing on one side contradicts nothing."""
    if not ours or not theirs or ours == theirs:
        return True
    return SequenceMatcher(None, ours, theirs).ratio() >= SIMILAR


def _years_contradict(first: Card, second: Card) -> bool:
    if first.birth_year is None or second.birth_year is None:
        return False
    return abs(first.birth_year - second.birth_year) > YEAR_SLIP
