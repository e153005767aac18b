"""A person's switches: which messages come in which way."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import Person, PreferredChannel
from digitilts.apps.people.rules import channels_of
from digitilts.apps.people.services.persons import editable_person
from digitilts.values.channels import Channel


def set_channels(*, person_id: UUID, switched_on: Mapping[str, list[str]], by: Actor, now: datetime) -> None:
    """For each topic the channels that are not listed are off; a listed one may be used, as usual.

    A wish that was made expressly before ("always call me about this") stays a wish while it is listed.
    Raises RefusedError: not_yours.
    """
    with transaction.atomic():
        person = editable_person(person_id, by)
        wishes = PreferredChannel.objects.filter(person=person)
        was_off = set(wishes.filter(is_on=False).values_list("topic", "channel"))
        changed = []
        for topic, channels in switched_on.items():
            for channel in channels_of(topic):
                is_off = channel not in channels
                if is_off != ((topic, channel.value) in was_off):
                    _switch(person, topic, channel, is_off=is_off)
                    changed.append(f"{topic}:{channel}")
        if changed:
            record(by=by, did="people.set_channels", on=person, about=person.id, now=now, changed=changed)


def _switch(person: Person, topic: str, channel: Channel, *, is_off: bool) -> None:
    """No row means "as usual": a tick alone must not outrank the channel that the person prefers."""
    if is_off:
        PreferredChannel.objects.update_or_create(
            person=person, topic=topic, channel=channel, defaults={"is_on": False}
        )
    else:
        PreferredChannel.objects.filter(person=person, topic=topic, channel=channel).delete()
