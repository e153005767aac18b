"""Gives the guided thread a fresh lesson that starts soon, so that it can be joined and led today."""

from datetime import datetime, timedelta

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.demo.rules import THREAD_ACTION
from digitilts.apps.learning.models import Activity, Lesson
from digitilts.apps.learning.services.lessons import LessonDetails, create_lesson
from digitilts.apps.people.access import Actor, system_actor
from digitilts.apps.people.models import User
from digitilts.apps.places.models import Venue
from digitilts.values.verdict import RefusedError

STARTS_IN = timedelta(minutes=25)
LASTS = timedelta(minutes=90)
SEATS = 6


def begin_thread(*, now: datetime) -> Lesson:
    """A workshop of the thread's action, led by the demo trainer, in 25 minutes."""
    coordinator = User.objects.filter(username="koordinatore", is_demo=True).first()
    trainer = User.objects.filter(username="pasniedzeja", is_demo=True).first()
    activity = Activity.objects.filter(action__code=THREAD_ACTION, is_active=True).order_by("id").first()
    venue = Venue.objects.filter(name="Ozolnieku bibliotēka").first()
    if coordinator is None or trainer is None or activity is None or venue is None:
        raise RefusedError("no_demo")
    by = Actor(user=coordinator)
    starts_at = (now + STARTS_IN).replace(second=0, microsecond=0)
    with transaction.atomic():
        lesson = create_lesson(
            activity_id=activity.pk,
            details=LessonDetails(
                venue_id=venue.pk,
                starts_at=starts_at,
                ends_at=starts_at + LASTS,
                seats=SEATS,
                trainer_ids=[trainer.pk],
            ),
            by=by,
            now=now,
        )
        record(by=by, did="demo.begin_thread", on=lesson, now=now)
    return lesson


def let_lesson_begin(*, lesson_id: int, now: datetime) -> None:
    """The clock of the thread jumps: its lesson begins now, with everyone who is in it; nobody is told."""
    with transaction.atomic():
        lesson = Lesson.objects.select_for_update().get(pk=lesson_id)
        if lesson.starts_at <= now:
            return
        lesson.ends_at = now + (lesson.ends_at - lesson.starts_at)
        lesson.starts_at = lesson.registration_closes_at = now
        lesson.save(update_fields=["starts_at", "ends_at", "registration_closes_at"])
        record(by=system_actor(), did="demo.let_lesson_begin", on=lesson, now=now)
