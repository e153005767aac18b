"""Ways in which a person can be reached, in the order in which we would try."""

from enum import StrEnum


class Channel(StrEnum):
    SMS = "sms"
    EMAIL = "email"
    CALL = "call"  # a human calls: the call list
    LETTER = "letter"


class Heard(StrEnum):
    """How the municipality heard a person's wish: provenance of every entry made for someone."""

    OWN_CLICK = "own_click"
    PHONE = "phone"
    COUNTER = "counter"
    RELATIVE = "relative"
    GROUP = "group"
    PAPER = "paper"
    IMPORT = "import"
