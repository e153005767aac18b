"""The plan, its areas and objectives, and what the council approved."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from digitilts.apps.places.models import Territory


class Plan(models.Model):
    """The working draft. What the council approved are its PlanVersion rows."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=240)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    vision = models.TextField(blank=True)
    strategy = models.TextField(blank=True)  # the development strategy it serves
    version = models.PositiveIntegerField(default=1)  # of the row, against lost updates
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-first_year", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="plan_years_in_order")
        ]

    def __str__(self) -> str:
        return self.title


class PlanVersion(models.Model):
    """The plan as the council saw it. Triggers refuse any change of the content."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()  # queries.plan_content(): everything, sorted
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)  # what changed, in words
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)  # date of the council's decision
    decision = models.CharField(max_length=80, blank=True)  # its number
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),
            models.CheckConstraint(
                condition=Q(approved_on=None, decision="") | (Q(approved_on__isnull=False) & ~Q(decision="")),
                name="approval_has_date_and_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} v{self.number}"


class Area(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="areas")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    has_themes = models.BooleanField(default=False)  # area 5 is a matrix with the themes

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="area_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Objective(models.Model):
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="objectives")
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=240)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["area", "code"], name="objective_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
