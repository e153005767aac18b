"""Decisions about people, as plain values. See docs/rules/people.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from digitilts.values.channels import Channel


class NeedCode(StrEnum):
    """What helps a person take part. A need, never a diagnosis."""

    LARGER_TEXT = "larger_text"
    PICTURES = "pictures"  # pictures instead of text
    COMPANION = "companion"
    STEP_FREE = "step_free"  # lift or ramp, wheelchair
    INTERPRETER = "interpreter"
    QUIET_GROUP = "quiet_group"


class ProxyKind(StrEnum):
    GUARDIAN = "guardian"  # of a child
    TRUSTEE = "trustee"  # appointed for an adult
    RELATIVE = "relative"


class Matter(StrEnum):
    """What somebody may do or hear for another. Never more than is named."""

    LESSONS = "lessons"  # dates: register, move, cancel
    RIDES = "rides"
    MESSAGES = "messages"  # receive what we send


class Purpose(StrEnum):
    """What a consent is for."""

    PHOTOS = "photos"
    STORIES = "stories"
    NEWS = "news"  # news about coming lessons
    FOLLOW_UP = "follow_up"  # we may ask after six months
    CHILD_TAKES_PART = "child_takes_part"  # given by a guardian


class ConsentHow(StrEnum):
    OWN_CLICK = "own_click"
    READ_ALOUD = "read_aloud"
    SIGNED_PAPER = "signed_paper"


@dataclass(frozen=True)
class ToGhost:
    """On erasure the row stays for counting, moves to a nameless person, and these fields are emptied.

    A row below it (a call attempt below a message) says the same about its own fields.
    """

    blank: tuple[str, ...] = ()
    owners: tuple[str, ...] = ("person",)
    # What else holds something of a person who is mentioned by another column: {"via": ("address",)}.
    blank_if_other: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Delete:
    """On erasure the row goes, if the person owns it; where they are only mentioned, the mention goes."""

    owners: tuple[str, ...] = ("person",)


# Counter mode ends by itself: after this many minutes without a click, and after this many in all.
COUNTER_IDLE_MINUTES = 10
COUNTER_LONGEST_MINUTES = 30

ADULT_AGE = 18
# Personal Data Processing Law: a child's own consent to online services from 13.
OWN_CONSENT_AGE = 13


def channels_of(topic: str) -> list[Channel]:
    """The ways that can be switched for a topic: nobody is rung up or written a letter for mere news."""
    return [Channel.SMS, Channel.EMAIL] if topic == "news" else list(Channel)
