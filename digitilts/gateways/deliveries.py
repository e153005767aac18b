"""What every outside carrier of messages has in common, and one that only remembers."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class DeliveryState(StrEnum):
    """What the carrier knows about one reference."""

    UNKNOWN = "unknown"  # never heard of it, or it cannot say
    TAKEN = "taken"  # accepted; will arrive or has arrived
    FAILED = "failed"  # accepted once, could not be delivered


@dataclass(frozen=True)
class Parcel:
    """One message on its way. The same reference is the same message, however often it is handed over."""

    reference: str
    to: str
    text: str
    subject: str = ""
    language: str = "lv"


class CarrierError(Exception):
    """The carrier did not say that it took it. `is_final`: trying again cannot help (no such number)."""

    def __init__(self, code: str, *, is_final: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.is_final = is_final


class Carrier(Protocol):
    """An SMS gateway or a mail server."""

    name: str

    def send(self, parcel: Parcel) -> str:
        """Hand over one message; gives the carrier's own code.  Raises CarrierError."""
        ...

    def state_of(self, reference: str) -> DeliveryState:
        """Has it taken this reference before?  Raises CarrierError when it cannot be asked."""
        ...


@dataclass
class FakeCarrier:
    """Takes everything, delivers nothing, remembers all of it by reference. For demo and tests."""

    name: str = "fake"
    taken: dict[str, Parcel] = field(default_factory=dict)

    def send(self, parcel: Parcel) -> str:
        if not parcel.to:
            raise CarrierError("no_address", is_final=True)
        self.taken.setdefault(parcel.reference, parcel)
        return "kept"

    def state_of(self, reference: str) -> DeliveryState:
        return DeliveryState.TAKEN if reference in self.taken else DeliveryState.UNKNOWN
