"""Who came, and what they were given for it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from digitilts.apps.learning.models.activities import Activity
from digitilts.apps.learning.models.lessons import Lesson
from digitilts.apps.learning.models.registrations import Registration
from digitilts.apps.learning.rules import Mark
from digitilts.apps.people.models import Person
from digitilts.apps.people.rules import Delete, ToGhost
from digitilts.apps.places.models import Territory
from digitilts.kit.code_field import CodeField


class Attendance(models.Model):
    """What was seen at one lesson. Keeps age band and parish as they were, so counts outlive the person."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="attendances")
    registration = models.OneToOneField(
        Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="attendance"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )
    mark = CodeField(Mark, max_length=10)
    age_band = models.CharField(max_length=10, default="unknown")
    sex = models.CharField(max_length=1, blank=True)
    home = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    heard = models.CharField(max_length=12)  # own_click = on the trainer's device, paper = from the sheet
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4)

    on_erasure = ToGhost()

    class Meta:
        ordering = ["lesson", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "person"],
                condition=Q(person__isnull=False),
                name="one_mark_per_person_and_lesson",
            ),
            models.CheckConstraint(
                condition=Q(mark="anonymous", person=None) | (~Q(mark="anonymous") & Q(person__isnull=False)),
                name="anonymous_has_no_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson}: {self.mark}"


class Certificate(models.Model):
    """Issued to a person for an activity; the PDF is made from this row."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="certificates")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=20, unique=True)
    lessons_attended = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    issued_on = models.DateField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    on_erasure = Delete()

    class Meta:
        ordering = ["-issued_on"]
        constraints = [models.UniqueConstraint(fields=["person", "activity"], name="certificate_once")]

    def __str__(self) -> str:
        return self.number
