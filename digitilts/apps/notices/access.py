"""Which messages and conversations somebody may see: those of the people whom they may see."""

from django.db.models import QuerySet

from digitilts.apps.notices.models import Conversation, Message
from digitilts.apps.people.access import Actor, persons_visible_to
from digitilts.values.roles import Role

WORKS_WITH_MESSAGES = (Role.HELPER, Role.COORDINATOR, Role.ADMINISTRATOR)
READS_MESSAGES = (*WORKS_WITH_MESSAGES, Role.AUDITOR)
RUNS_OUTBOX = (Role.COORDINATOR, Role.ADMINISTRATOR)


def messages_visible_to(actor: Actor) -> QuerySet[Message]:
    """At the counter only those of the person in front; an auditor sees them without their words."""
    return Message.objects.filter(person__in=persons_visible_to(actor, *READS_MESSAGES).values("pk"))


def conversations_visible_to(actor: Actor) -> QuerySet[Conversation]:
    return Conversation.objects.filter(person__in=persons_visible_to(actor, *READS_MESSAGES).values("pk"))


def may_read_words(actor: Actor) -> bool:
    """An auditor checks that people were told, not what they wrote."""
    return actor.has_role(*WORKS_WITH_MESSAGES)
