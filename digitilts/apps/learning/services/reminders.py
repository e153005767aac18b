"""Reminds people the day before. Each person once per lesson, however often the worker runs."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from digitilts.apps.learning.models import Registration
from digitilts.apps.learning.rules import LessonStatus, RegistrationStatus
from digitilts.apps.learning.services.seats import lock_lessons
from digitilts.apps.learning.services.telling import tell_of_place
from digitilts.apps.notices.models import Message
from digitilts.apps.notices.rules import Topic
from digitilts.apps.people.access import system_actor

# Long enough that a worker that stood still for a day forgets nobody: what counts is who was not told yet.
COVERAGE = timedelta(hours=28)
# Who registered so late has the receipt in hand.
FRESH = timedelta(hours=12)


def remind(*, now: datetime) -> int:
    """Tell those who have a place in a lesson of the next 28 hours and have not been reminded yet."""
    reminded = 0
    for registration_id, lesson_id in _not_reminded(now):
        with transaction.atomic():
            lesson = lock_lessons([lesson_id])[lesson_id]
            row = Registration.objects.select_related("person").get(pk=registration_id)
            is_true = row.status == RegistrationStatus.REGISTERED and lesson.status == LessonStatus.OPEN
            if is_true and lesson.starts_at > now:
                tell_of_place("reminder", [row], lesson, by=system_actor(), now=now, topic=Topic.REMINDER)
                reminded += 1
    return reminded


def _not_reminded(now: datetime) -> list[tuple[UUID, int]]:
    """Registrations in the window without a reminder among the messages about their lesson."""
    rows = Registration.objects.filter(
        status=RegistrationStatus.REGISTERED,
        lesson__status=LessonStatus.OPEN,
        lesson__starts_at__gt=now,
        lesson__starts_at__lte=now + COVERAGE,
        created_at__lte=now - FRESH,
    ).values_list("pk", "lesson_id", "lesson__starts_at")
    keys = {
        f"learning/reminder:{pk}:": (pk, lesson_id) for pk, lesson_id, starts in rows if _is_near(starts, now)
    }
    told = set(Message.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    return [place for key, place in keys.items() if key not in told]


def _is_near(starts_at: datetime, now: datetime) -> bool:
    """Today or tomorrow by the calendar: an hour after midnight is not yet "the day before"."""
    return timezone.localdate(starts_at) - timezone.localdate(now) <= timedelta(days=1)
