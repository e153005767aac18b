"""Records that may be one person, found without comparing everybody with everybody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from django.db.models import Q

from digitilts.apps.people.access import EDITS_PEOPLE, Actor, persons_visible_to
from digitilts.apps.people.models import Person
from digitilts.apps.people.rules.duplicates import POINTS, Card, Sign, blocks, is_likely, points, signs
from digitilts.values.folded import fold

# A block larger than this (all without a name) says nothing.
LARGEST_BLOCK = 60
FIELDS = ("given_name", "family_name", "birth_year", "phone", "email", "home_id", "id")


@dataclass(frozen=True)
class Pair:
    """Two records and what speaks for one person, the strongest sign first."""

    first: Person
    second: Person
    signs: tuple[Sign, ...]
    points: int


def card_of(person: Person) -> Card:
    return Card(**{name: getattr(person, name) for name in FIELDS})


def likely_duplicates(actor: Actor, limit: int = 50) -> list[Pair]:
    """The likeliest pairs among the people that the actor may edit."""
    rows = persons_visible_to(actor, *EDITS_PEOPLE).order_by().values_list(*FIELDS)
    pairs = _pairs(Card(*row) for row in rows.iterator())
    best = sorted(pairs, key=lambda pair: -points(*pair))[:limit]
    people = Person.objects.select_related("home").in_bulk([card.id for pair in best for card in pair])
    return [_pair(people, one, other) for one, other in best]


def look_alikes(card: Card, actor: Actor, limit: int = 5) -> list[Person]:
    """People already known who may be the one being entered."""
    same = Q(pk__in=[])
    if card.phone:
        same |= Q(phone=card.phone)
    if card.email:
        same |= Q(email__iexact=card.email)
    alike = Q()
    for part in fold(f"{card.given_name} {card.family_name}").split():
        alike &= Q(search_key__contains=part[:3])
    same |= alike
    found = persons_visible_to(actor).filter(same).select_related("home")
    if card.id is not None:
        found = found.exclude(pk=card.id)
    # Names that begin alike are compared closely, but never more than a bounded number of them.
    scored = [(points(card, card_of(person)), person) for person in found[:2000]]
    likely = [
        (score, person) for score, person in scored if is_likely(card, card_of(person)) or score >= SURE
    ]
    return [person for _score, person in sorted(likely, key=lambda pair: -pair[0])[:limit]]


# Whoever enters somebody is warned already when the name alone is the same.
SURE = POINTS[Sign.SAME_NAME]


def _pairs(cards: Iterable[Card]) -> set[tuple[Card, Card]]:
    by_block: dict[tuple[str, ...], list[Card]] = defaultdict(list)
    for card in cards:
        for key in blocks(card):
            by_block[key].append(card)
    found: set[tuple[Card, Card]] = set()
    for together in by_block.values():
        if 1 < len(together) <= LARGEST_BLOCK:
            ordered = sorted(together, key=lambda card: str(card.id))
            found |= {pair for pair in combinations(ordered, 2) if is_likely(*pair)}
    return found


def _pair(people: dict[UUID, Person], one: Card, other: Card) -> Pair:
    agreeing = tuple(sorted(signs(one, other), key=lambda sign: -POINTS[sign]))
    assert one.id is not None  # noqa: S101  # cards made from rows have an id
    assert other.id is not None  # noqa: S101
    return Pair(people[one.id], people[other.id], agreeing, points(one, other))
