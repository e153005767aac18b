"""How the record of what happened is sealed, as plain values. See docs/adr/0007-append-only-audit.md."""

import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

START = "0" * 64  # stands where the first link looks for the one before it


@dataclass(frozen=True)
class Fact:
    """One entry as it is sealed."""

    id: int
    at: datetime
    user_id: int | None
    person_id: UUID | None
    role: str
    did: str
    object_kind: str
    object_id: str
    territory_path: str
    details: object

    def as_bytes(self) -> bytes:
        """The same bytes for the same fact on every database and in every year."""
        plain = {**vars(self), "at": self.at.astimezone(UTC).isoformat()}
        plain["person_id"] = str(self.person_id) if self.person_id else None
        return json.dumps(plain, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Link:
    """One seal with the entry it covers; `fact` is None when the entry is gone."""

    number: int
    mac: str
    fact: Fact | None


@dataclass(frozen=True)
class Break:
    """The first place where the chain does not hold, and what is wrong there."""

    number: int
    reason: str  # "number_missing", "entry_missing", "changed", "cut_off"
    entry_id: int | None = None


def mac_of(*, number: int, previous: str, fact: Fact, key: bytes) -> str:
    """HMAC-SHA256 (RFC 2104) over the link before, the number and the entry, as 64 hexadecimal signs."""
    message = b"\n".join((str(number).encode(), previous.encode(), fact.as_bytes()))
    return hmac.new(key, message, "sha256").hexdigest()


def first_break(links: Iterable[Link], *, keys: Sequence[bytes], head: Link | None = None) -> Break | None:
    """Walk the chain from its start.  None means that it holds.

    `head` is a seal that somebody wrote down earlier: it must still be there with the same mac, or the
    end of the chain was cut off. `keys` are the present key and earlier ones.
    """
    previous, expected, head_seen = START, 1, head is None
    for link in links:
        if link.number != expected:
            return Break(expected, "number_missing")
        if link.fact is None:
            return Break(link.number, "entry_missing")
        if not _holds(link, link.fact, previous, keys):
            return Break(link.number, "changed", link.fact.id)
        if head is not None and link.number == head.number:
            if link.mac != head.mac:
                return Break(link.number, "changed", link.fact.id)
            head_seen = True
        previous, expected = link.mac, expected + 1
    return None if head_seen or head is None else Break(expected, "cut_off")


def _holds(link: Link, fact: Fact, previous: str, keys: Sequence[bytes]) -> bool:
    return any(
        hmac.compare_digest(link.mac, mac_of(number=link.number, previous=previous, fact=fact, key=key))
        for key in keys
    )
