"""When and how a person is told. See docs/rules/notices.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from digitilts.values.channels import Channel


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


class Through(StrEnum):
    """Whom we contact so that the person hears it."""

    SELF = "self"
    PROXY = "proxy"  # receives messages for the person
    ACQUAINTANCE = "acquaintance"  # the helper who entered them, or the library of their parish
    NOBODY = "nobody"  # the person does not want this, or never agreed to it


AUTOMATIC = (Channel.SMS, Channel.EMAIL)
BY_HAND = (Channel.CALL, Channel.LETTER)
LETTER_TAKES = timedelta(days=4)  # printing, post and a weekend


@dataclass(frozen=True)
class Reach:
    """The ways that exist to one person."""

    sms: bool = False  # a mobile number
    email: bool = False
    call: bool = False  # any number
    letter: bool = False  # an address, and time enough for the post

    def has(self, channel: Channel) -> bool:
        return bool(getattr(self, channel.value))


@dataclass(frozen=True)
class ChannelFacts:
    """All that decides how one message travels."""

    topic: Topic
    own: Reach
    proxies: tuple[Reach, ...] = ()  # only those who may receive messages
    preferred: Channel | None = None
    switches: Mapping[Channel, bool] = field(default_factory=dict)  # of this topic
    agreed_to_news: bool = False

    def is_off(self, channel: Channel) -> bool:
        return self.switches.get(channel) is False

    def is_wanted(self, channel: Channel) -> bool:
        """Did the person ask for this channel, for everything or for this topic?"""
        return not self.is_off(channel) and (channel == self.preferred or self.switches.get(channel) is True)


@dataclass(frozen=True)
class Way:
    """How one message travels: by which channel, to whom, or why not at all."""

    channel: Channel
    through: Through = Through.SELF
    proxy: int | None = None  # position in ChannelFacts.proxies
    why_not: str = ""  # "no_consent", "switched_off", "not_worth_a_call"


def choose_channel(facts: ChannelFacts) -> Way:
    """What the person asked for; then SMS, e-mail; then a proxy; then a call; then a letter.

    Rows of docs/rules/channels.md. A change of a lesson always finds a way.
    """
    if facts.topic == Topic.NEWS and not facts.agreed_to_news:
        return Way(Channel.EMAIL, Through.NOBODY, why_not="no_consent")
    for way in _ways(facts):
        is_unwelcome = way.through == Through.SELF and facts.is_off(way.channel)
        if facts.topic == Topic.CHANGE or not is_unwelcome:
            return way
    why_not = "switched_off" if _is_silenced(facts) else "not_worth_a_call"
    return Way(Channel.EMAIL, Through.NOBODY, why_not=why_not)


def _ways(facts: ChannelFacts) -> list[Way]:
    """Every way that exists, best first."""
    wanted = [Way(channel) for channel in Channel if facts.own.has(channel) and facts.is_wanted(channel)]
    wanted.sort(key=lambda way: facts.switches.get(way.channel) is not True)
    own = [Way(channel) for channel in AUTOMATIC if facts.own.has(channel)]
    ways = [*wanted, *sorted(own, key=lambda way: facts.is_off(way.channel))]
    if facts.topic == Topic.CHANGE or not _is_silenced(facts):
        ways += [
            Way(channel, Through.PROXY, position)
            for position, reach in enumerate(facts.proxies)
            for channel in AUTOMATIC
            if reach.has(channel)
        ]
        ways += _by_hand(facts)
    return ways


def _by_hand(facts: ChannelFacts) -> list[Way]:
    """Ways that cost somebody's time: never for news."""
    if facts.topic == Topic.NEWS:
        return []
    ways = [Way(Channel.CALL)] if facts.own.call else []
    ways += [Way(Channel.CALL, Through.PROXY, at) for at, reach in enumerate(facts.proxies) if reach.call]
    ways += [Way(Channel.LETTER)] if facts.own.letter else []
    return [*ways, Way(Channel.CALL, Through.ACQUAINTANCE)]


def _is_silenced(facts: ChannelFacts) -> bool:
    """Did the person switch off all that reaches them? Then nobody troubles their neighbours instead."""
    machines = [channel for channel in AUTOMATIC if facts.own.has(channel)]
    existing = machines or [channel for channel in BY_HAND if facts.own.has(channel)]
    return bool(existing) and all(facts.is_off(channel) for channel in existing)


@dataclass(frozen=True)
class QuietHours:
    """Between these hours of the wall clock nobody is disturbed by SMS or a call."""

    start: int = 20
    end: int = 9
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Riga"))

    def covers(self, hour: int) -> bool:
        if self.start > self.end:
            return hour >= self.start or hour < self.end
        return self.start <= hour < self.end


DISTURBING = frozenset({Channel.SMS, Channel.CALL})


def earliest_time(
    channel: Channel, topic: Topic, now: datetime, useful_until: datetime | None, quiet: QuietHours
) -> datetime:
    """The moment from which a message may go out. Rows of docs/rules/quiet-hours.md.

    Takes and gives aware times; the hours are those on the wall, so summer time changes nothing.
    """
    if channel not in DISTURBING or not quiet.covers(now.astimezone(quiet.zone).hour):
        return now
    local = now.astimezone(quiet.zone)
    day = local.date() + timedelta(days=1 if local.hour >= quiet.end else 0)
    morning = datetime(day.year, day.month, day.day, quiet.end, tzinfo=quiet.zone)
    would_be_useless = useful_until is not None and useful_until <= morning
    # Better woken than standing before a closed door.
    return now if topic == Topic.CHANGE and would_be_useless else morning.astimezone(now.tzinfo)


LEASE = timedelta(minutes=10)  # longer than one batch can take with every gateway timing out
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=25), timedelta(hours=2))


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts; None means: stop trying, ask a human."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


TRIES_BEFORE_LETTER = 3


def next_call(outcome: CallOutcome, at: datetime, call_again_at: datetime | None = None) -> datetime | None:
    """When to dial again; None when nobody needs to."""
    if outcome == CallOutcome.CALL_LATER and call_again_at is not None:
        return call_again_at
    waits = {
        CallOutcome.NO_ANSWER: timedelta(hours=3),
        CallOutcome.CALL_LATER: timedelta(hours=1),
        CallOutcome.LEFT_WORD: timedelta(days=1),  # to hear whether the word arrived
    }
    return at + waits[outcome] if outcome in waits else None


def should_become_letter(outcomes: list[CallOutcome], *, has_address: bool, post_in_time: bool) -> bool:
    """Three times nobody answered, or the number is wrong: then the post, if there is an address and time."""
    unanswered = outcomes.count(CallOutcome.NO_ANSWER)
    is_hopeless = CallOutcome.WRONG_NUMBER in outcomes or unanswered >= TRIES_BEFORE_LETTER
    return has_address and post_in_time and is_hopeless
