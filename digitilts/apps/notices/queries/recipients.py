"""Gathers what decides how one person is reached."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from digitilts.apps.notices.rules import (
    LETTER_TAKES,
    ChannelFacts,
    Reach,
    Through,
    Topic,
    Way,
    choose_channel,
)
from digitilts.apps.people.models import Consent, Person, PreferredChannel, Proxy
from digitilts.apps.people.rules import Matter, Purpose
from digitilts.gateways.sms import takes_sms
from digitilts.values.channels import Channel


@dataclass(frozen=True)
class Recipient:
    """One person, the way chosen for one topic, and the address at its end."""

    person_id: UUID
    name: str
    language: str  # of whoever will read it
    topic: Topic
    way: Way
    address: str
    via_id: UUID | None
    is_demo: bool


def recipient_of(
    person_id: UUID,
    *,
    topic: Topic,
    now: datetime,
    useful_until: datetime | None = None,
    without: frozenset[Channel] = frozenset(),
) -> Recipient:
    """Follows a merge; `without` names channels that have already failed. Raises Person.DoesNotExist."""
    person = Person.objects.select_related("merged_into").get(pk=person_id)
    person = person.merged_into or person
    post_in_time = useful_until is None or useful_until - now >= LETTER_TAKES
    proxies = _proxies_for_messages(person, now)
    facts = ChannelFacts(
        topic=topic,
        own=_reach(person, post_in_time=post_in_time, without=without),
        proxies=tuple(_reach(proxy, post_in_time=False, without=without) for proxy in proxies),
        preferred=Channel(person.channel) if person.channel else None,
        switches=_switches(person, topic),
        agreed_to_news=topic == Topic.NEWS and _agreed_to_news(person),
    )
    way = Way(Channel.EMAIL, Through.NOBODY, why_not="erased") if person.is_ghost else choose_channel(facts)
    via = proxies[way.proxy] if way.proxy is not None else None
    reader = via or person
    return Recipient(
        person_id=person.pk,
        name=person.name,
        language=reader.language,
        topic=topic,
        way=way,
        address="" if way.through == Through.ACQUAINTANCE else address_of(reader, way.channel),
        via_id=via.pk if via else None,
        is_demo=person.is_demo,
    )


def address_of(person: Person, channel: Channel) -> str:
    if channel == Channel.LETTER:
        return person.address
    return (person.email if channel == Channel.EMAIL else person.phone) or ""


def _reach(person: Person, *, post_in_time: bool, without: frozenset[Channel]) -> Reach:
    return Reach(
        sms=Channel.SMS not in without and _carries(settings.SMS_URL) and takes_sms(person.phone or ""),
        email=Channel.EMAIL not in without and _carries(settings.EMAIL_URL) and bool(person.email),
        call=Channel.CALL not in without and bool(person.phone),
        letter=Channel.LETTER not in without and post_in_time and bool(person.address),
    )


def _carries(gateway: str) -> bool:
    """Without a gateway nobody would ever get it; in the demo nobody shall."""
    return bool(gateway) or bool(settings.DEMO)


def _proxies_for_messages(person: Person, now: datetime) -> list[Person]:
    day = timezone.localdate(now)
    in_force = Proxy.objects.filter(Q(until=None) | Q(until__gte=day), acts_for=person, since__lte=day)
    return [proxy.person for proxy in in_force.select_related("person") if proxy.covers(Matter.MESSAGES)]


def _switches(person: Person, topic: Topic) -> dict[Channel, bool]:
    rows = PreferredChannel.objects.filter(person=person, topic=topic)
    return {Channel(channel): is_on for channel, is_on in rows.values_list("channel", "is_on")}


def _agreed_to_news(person: Person) -> bool:
    return Consent.objects.filter(person=person, text__purpose=Purpose.NEWS, withdrawn_at=None).exists()


def can_be_found(person_id: UUID, *, now: datetime) -> bool:
    """Is there any way back to this person, be it through somebody who knows them?"""
    person = Person.objects.get(pk=person_id)
    own = person.phone or person.email or person.address
    return bool(own or person.entered_by_id or _proxies_for_messages(person, now))
