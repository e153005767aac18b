"""When and how a person is told. See docs/rules/notices.md."""

from enum import StrEnum


class Topic(StrEnum):
    """What a message is about; a person can switch channels per topic."""

    REGISTRATION = "registration"  # receipts, moves, waiting list
    CHANGE = "change"  # the lesson moved or is cancelled: cannot be switched off
    REMINDER = "reminder"
    CONVERSATION = "conversation"
    NEWS = "news"  # needs a consent


class MessageStatus(StrEnum):
    QUEUED = "queued"
    CLAIMED = "claimed"  # a worker holds it until lease_until
    SENT = "sent"
    TO_PRINT = "to_print"  # letters
    PRINTED = "printed"
    TO_CALL = "to_call"  # on the call list
    REACHED = "reached"  # somebody spoke with the person
    DEAD = "dead"  # tried enough; a call task took over
    DROPPED = "dropped"  # no longer true (lesson over), or the person was erased


class CallOutcome(StrEnum):
    REACHED = "reached"
    LEFT_WORD = "left_word"  # with a relative or the library
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    CALL_LATER = "call_later"


class ConversationStatus(StrEnum):
    OPEN = "open"  # waits for the municipality
    ANSWERED = "answered"
    CLOSED = "closed"


class Author(StrEnum):
    RESIDENT = "resident"
    HELPER = "helper"  # wrote down what the resident said
    STAFF = "staff"
