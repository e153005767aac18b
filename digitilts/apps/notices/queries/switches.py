"""Whose switches somebody may see, and how they stand."""

from uuid import UUID

from digitilts.apps.notices.access import READS_MESSAGES
from digitilts.apps.people.access import Actor, persons_visible_to
from digitilts.apps.people.models import Person, PreferredChannel


def person_for_switches(actor: Actor, person_id: UUID) -> Person:
    """Oneself, or somebody one serves.  Raises Person.DoesNotExist."""
    return persons_visible_to(actor, *READS_MESSAGES).get(pk=person_id)


def switches_of(person_id: UUID) -> dict[tuple[str, str], bool]:
    rows = PreferredChannel.objects.filter(person=person_id)
    return {
        (topic, channel): is_on for topic, channel, is_on in rows.values_list("topic", "channel", "is_on")
    }
