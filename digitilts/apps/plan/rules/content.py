"""A whole plan as plain data: what versions keep, files carry and differences compare."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

Content = dict[str, Any]

# How the rows of each list are told apart; also their order.
KEYS: Mapping[str, tuple[str, ...]] = {
    "areas": ("number",),
    "objectives": ("code",),
    "actions": ("code",),
    "partners": ("name", "role"),
    "milestones": ("due_on", "title"),
    "costs": ("year", "category", "note"),
    "funding": ("year", "source", "status"),
    "risks": ("description",),
    "indicators": ("code",),
    "targets": ("starts_on", "ends_on"),
    "contributions": ("plan_indicator", "action_indicator"),
}


def canonical(content: Content) -> Content:
    """The same content with every list in its one order, so that equal plans have equal bytes."""
    return {name: _ordered(name, value) for name, value in sorted(content.items())}


def _ordered(name: str, value: Any) -> Any:  # noqa: ANN401  # JSON is any of these
    if isinstance(value, dict) and name != "filters":
        return canonical(value)
    if isinstance(value, dict):
        return dict(sorted(value.items()))
    if isinstance(value, list) and name in KEYS:
        return sorted((canonical(row) for row in value), key=lambda row: _sort_key(name, row))
    if isinstance(value, list):
        return sorted(value)
    return value


def _sort_key(name: str, row: Content) -> tuple[tuple[bool, int, str], ...]:
    """Numbers by size, texts by letter, nothing first; then the whole row, so that the order is total."""
    found = [row.get(key) for key in KEYS[name]]
    whole = json.dumps(row, sort_keys=True, ensure_ascii=False)
    return tuple(
        (value is not None, value if isinstance(value, int) else 0, "" if value is None else str(value))
        for value in [*found, whole]
    )


def as_bytes(content: Content) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(canonical(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def sha256(content: Content) -> str:
    return hashlib.sha256(as_bytes(content)).hexdigest()


def plain_decimal(value: Decimal | None) -> str | None:
    """`plain_decimal(Decimal("12.50")) == "12.5"`: one way to write each number."""
    if value is None:
        return None
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def empty_content(*, title: str, first_year: int, last_year: int) -> Content:
    """A plan in which nothing is written yet."""
    return {
        "title": title,
        "first_year": first_year,
        "last_year": last_year,
        "vision": "",
        "strategy": "",
        "areas": [],
        "actions": [],
        "indicators": [],
        "contributions": [],
    }
