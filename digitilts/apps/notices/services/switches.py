"""What a person wants to hear by which channel."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.notices.access import WORKS_WITH_MESSAGES
from digitilts.apps.notices.rules import Topic
from digitilts.apps.people.access import Actor, can_see_person
from digitilts.apps.people.models import Person, PreferredChannel
from digitilts.values.channels import Channel
from digitilts.values.verdict import RefusedError

Switches = Mapping[tuple[Topic, Channel], bool | None]


def set_switches(*, person_id: UUID, switches: Switches, by: Actor, now: datetime) -> None:
    """On, off, or None for "as usual". Changes of lessons cannot be switched.

    Raises RefusedError: not_yours, change_is_always_told.
    """
    if any(topic == Topic.CHANGE and state is not None for (topic, _channel), state in switches.items()):
        raise RefusedError("change_is_always_told")
    if by.person_id != person_id and not can_see_person(by, person_id, *WORKS_WITH_MESSAGES):
        raise RefusedError("not_yours")
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        before = {
            (row.topic, row.channel): row.is_on for row in PreferredChannel.objects.filter(person=person)
        }
        changed = [
            f"{topic}:{channel}"
            for (topic, channel), is_on in switches.items()
            if before.get((topic, channel)) is not is_on
        ]
        for (topic, channel), is_on in switches.items():
            _set_one(person, topic, channel, is_on)
        if changed:
            record(by=by, did="notices.set_switches", on=person, about=person.pk, now=now, changed=changed)


def _set_one(person: Person, topic: Topic, channel: Channel, is_on: bool | None) -> None:
    if is_on is None:
        PreferredChannel.objects.filter(person=person, topic=topic, channel=channel).delete()
        return
    PreferredChannel.objects.update_or_create(
        person=person, topic=topic, channel=channel, defaults={"is_on": is_on}
    )
