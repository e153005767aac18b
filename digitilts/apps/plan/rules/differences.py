"""What changed between two contents of a plan. Pure: two values in, a list out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from digitilts.apps.plan.rules.content import KEYS, Content, canonical

Step = tuple[str, str]  # ("actions", "D1.2"): list and key of the row; ("title", ""): a field


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Difference:
    kind: Change
    path: tuple[Step, ...]
    before: Any = None
    after: Any = None


def differences(before: Content, after: Content) -> list[Difference]:
    """All differences, in the order of the plan. `differences(a, a) == []`."""
    return list(_compare((), canonical(before), canonical(after)))


def _compare(path: tuple[Step, ...], before: Content, after: Content) -> Iterator[Difference]:
    for name in [*after, *(name for name in before if name not in after)]:
        old, new = before.get(name), after.get(name)
        if name in KEYS:
            yield from _compare_rows(path, name, old or [], new or [])
        elif old != new:
            yield Difference(Change.CHANGED, (*path, (name, "")), old, new)


def _compare_rows(
    path: tuple[Step, ...], name: str, before: list[Content], after: list[Content]
) -> Iterator[Difference]:
    old, new = _by_key(name, before), _by_key(name, after)
    for key, row in old.items():
        if key not in new:
            yield Difference(Change.REMOVED, (*path, (name, key)), before=row)
    for key, row in new.items():
        if key not in old:
            yield Difference(Change.ADDED, (*path, (name, key)), after=row)
        else:
            yield from _compare((*path, (name, key)), old[key], row)


def _by_key(name: str, rows: list[Content]) -> dict[str, Content]:
    """Rows by what names them; a second row of the same name gets a number."""
    found: dict[str, Content] = {}
    for row in rows:
        key = " · ".join(str(row.get(part)) for part in KEYS[name] if row.get(part) not in {None, ""})
        unique, number = key, 2
        while unique in found:
            unique, number = f"{key} ({number})", number + 1
        found[unique] = row
    return found
