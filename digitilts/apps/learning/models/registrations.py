"""Who comes, and where that came from."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from digitilts.apps.learning.models.lessons import Lesson
from digitilts.apps.learning.rules import ACTIVE, RegistrationStatus, Travel
from digitilts.apps.people.models import Person
from digitilts.apps.people.rules import ToGhost
from digitilts.kit.code_field import CodeField


class Registration(models.Model):
    """A person's place in a lesson, with where it came from. One row per person and lesson ever active."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    status = CodeField(RegistrationStatus, max_length=10)
    code = models.CharField(max_length=12, unique=True)  # moves and cancels it without an account
    waiting_number = models.PositiveIntegerField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    slot_at = models.DateTimeField(null=True, blank=True)
    travel = CodeField(Travel, max_length=12, default=Travel.NOT_SAID)
    with_companion = models.BooleanField(default=False)
    group_key = models.UUIDField(null=True, blank=True)  # registered together
    series_key = models.UUIDField(null=True, blank=True)  # one registration to a whole course
    # Provenance: who typed it, on whose word, how it was confirmed.
    heard = models.CharField(max_length=12)  # values.channels.Heard
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    on_word_of = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="registrations_made_for_others"
    )
    submission_key = models.UUIDField()
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_how = models.CharField(max_length=12, blank=True)
    moved_to = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="moved_from"
    )

    on_erasure = ToGhost(blank=("code",))

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "person"],
                condition=Q(status__in=sorted(ACTIVE)),
                name="one_active_registration_per_lesson",
            ),
            models.UniqueConstraint(
                fields=["submission_key", "lesson", "person"], name="one_registration_per_click"
            ),
            models.UniqueConstraint(
                fields=["lesson", "slot_at"],
                condition=Q(status__in=["offered", "registered"], slot_at__isnull=False),
                name="one_person_per_slot",
            ),
            models.UniqueConstraint(
                fields=["lesson", "waiting_number"],
                condition=Q(waiting_number__isnull=False),
                name="waiting_numbers_are_an_order",
            ),
            models.CheckConstraint(
                condition=~Q(status="waiting") | Q(waiting_number__isnull=False), name="waiting_has_number"
            ),
            models.CheckConstraint(
                condition=~Q(status="offered") | Q(offered_until__isnull=False), name="offer_has_an_end"
            ),
        ]
        indexes = [models.Index(fields=["lesson", "status"], name="registration_by_status")]

    def __str__(self) -> str:
        return f"{self.person} → {self.lesson} ({self.status})"
