"""What an indicator can be counted by, as the app above offers it (settings.MEASURES)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

Value = str | int


@dataclass(frozen=True)
class Narrowing:
    """Something by which only a part of the records is counted, with its possible values."""

    name: str
    choices: list[tuple[Value, str]]


@dataclass(frozen=True)
class Offer:
    """One measure in words."""

    key: str
    title: str
    unit: str
    definition: str
    narrowings: list[Narrowing] = field(default_factory=list)

    def narrowed_by(self, name: str) -> bool:
        return any(each.name == name for each in self.narrowings)


def offered_measures() -> list[Offer]:
    found: list[Offer] = import_string(settings.MEASURES)()
    return found


def narrowing_choices(offers: list[Offer], name: str) -> list[tuple[Value, str]]:
    """The values of one narrowing, wherever it is offered."""
    found = (each.choices for offer in offers for each in offer.narrowings if each.name == name)
    return next(found, [])


def merged(stored: Mapping[str, Any], name: str, chosen: list[str], offers: list[Offer]) -> dict[str, Any]:
    """The stored narrowings with one of them chosen anew; what the form does not offer stays as it is."""
    others = {key: value for key, value in stored.items() if key != name}
    values = [value for value, _words in narrowing_choices(offers, name) if str(value) in chosen]
    return {**others, name: values[0] if len(values) == 1 else values} if values else others


def chosen_of(stored: Mapping[str, Any], name: str) -> list[str]:
    value = stored.get(name, [])
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def in_words(key: str) -> Offer | None:
    """The measure an indicator names; None when people enter its value or nobody knows the name."""
    return next((offer for offer in offered_measures() if offer.key == key), None) if key else None
