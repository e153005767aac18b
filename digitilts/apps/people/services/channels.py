"""A person's switches: which messages come in which way."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import PreferredChannel
from digitilts.apps.people.services.persons import editable_person
from digitilts.values.channels import Channel


def set_channels(*, person_id: UUID, switched_on: Mapping[str, list[str]], by: Actor, now: datetime) -> None:
    """For each topic these channels are on and all others off. Raises RefusedError: not_yours."""
    with transaction.atomic():
        person = editable_person(person_id, by)
        for topic, channels in switched_on.items():
            for channel in Channel:
                PreferredChannel.objects.update_or_create(
                    person=person, topic=topic, channel=channel, defaults={"is_on": channel in channels}
                )
        record(by=by, did="people.set_channels", on=person, about=person.id, now=now)
