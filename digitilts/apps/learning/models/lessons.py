"""The dates of an activity, and what is booked for them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from digitilts.apps.learning.models.activities import Activity, LessonPlan
from digitilts.apps.learning.rules import LessonStatus
from digitilts.apps.places.models import Equipment, Venue
from digitilts.kit.code_field import CodeField


class Lesson(models.Model):
    """One date of an activity. `seats_taken` is kept by a conditional UPDATE and guarded by a CHECK."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="lessons")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="lessons")
    lesson_plan = models.ForeignKey(
        LessonPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    room = models.CharField(max_length=80, blank=True)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    registration_closes_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()
    seats_taken = models.PositiveSmallIntegerField(default=0)
    last_waiting_number = models.PositiveIntegerField(default=0)
    min_turnout = models.PositiveSmallIntegerField(default=3)
    slot_minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # consultations
    trainers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="lessons", blank=True)
    status = CodeField(LessonStatus, max_length=10, default=LessonStatus.DRAFT)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    cancel_reason = models.CharField(max_length=200, blank=True)
    attendance_closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)  # rises with each change people were told of
    sequence = models.PositiveIntegerField(default=0)  # iCalendar SEQUENCE
    made_at = models.DateTimeField()
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="lesson_ends_after_start"),
            models.CheckConstraint(condition=Q(seats_taken__lte=F("seats")), name="never_oversold"),
            models.CheckConstraint(
                condition=Q(status="cancelled", cancelled_at__isnull=False)
                | (~Q(status="cancelled") & Q(cancelled_at=None)),
                name="cancelled_lesson_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.starts_at:%Y-%m-%d %H:%M}"


class EquipmentBooking(models.Model):
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="equipment_bookings")
    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="bookings")
    quantity = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["equipment"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "equipment"], name="equipment_once_per_lesson")
        ]

    def __str__(self) -> str:
        return f"{self.equipment} × {self.quantity}"
