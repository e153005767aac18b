"""An action, with all that an action table asks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from digitilts.apps.plan.models.plans import Area, Objective, Plan
from digitilts.apps.plan.rules import ActionStatus, CostCategory, FundingStatus, PartnerRole
from digitilts.kit.code_field import CodeField


class Action(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="actions")
    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=240)
    description = models.TextField(blank=True)
    themes = models.JSONField(default=list, blank=True)  # rules.Theme
    goals = models.JSONField(default=list, blank=True)  # rules.Goal
    target_groups = models.JSONField(default=list, blank=True)  # rules.TargetGroup
    lead = models.CharField(max_length=160, blank=True)  # body that is responsible
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    strategy_link = models.TextField(blank=True)
    outputs = models.TextField(blank=True)  # what will be delivered, in words
    results = models.TextField(blank=True)  # what will change, in words
    status = CodeField(ActionStatus, max_length=10, default=ActionStatus.IDEA)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="action_code_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="action_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Partner(models.Model):
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(max_length=160)
    role = CodeField(PartnerRole, max_length=10)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Milestone(models.Model):
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.title


class CostLine(models.Model):
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="costs")
    year = models.PositiveSmallIntegerField()
    category = CodeField(CostCategory, max_length=10)
    amount_cents = models.PositiveBigIntegerField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["year", "category", "id"]

    def __str__(self) -> str:
        return f"{self.year} {self.category} {self.amount_cents}"


class FundingLine(models.Model):
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="funding")
    source = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    amount_cents = models.PositiveBigIntegerField()
    status = CodeField(FundingStatus, max_length=10)

    class Meta:
        ordering = ["year", "source", "id"]

    def __str__(self) -> str:
        return f"{self.source} {self.amount_cents}"


class Risk(models.Model):
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="risks")
    description = models.CharField(max_length=300)
    likelihood = models.PositiveSmallIntegerField()  # 1–5
    impact = models.PositiveSmallIntegerField()  # 1–5
    mitigation = models.CharField(max_length=300, blank=True)
    owner = models.CharField(max_length=160, blank=True)
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-impact", "-likelihood", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5)) & Q(impact__range=(1, 5)),
                name="risk_scores_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return self.description
