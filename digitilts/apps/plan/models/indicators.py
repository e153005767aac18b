"""What the plan is measured by."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from digitilts.apps.plan.models.actions import Action
from digitilts.apps.plan.models.plans import Plan
from digitilts.apps.plan.rules import Direction, Frequency, IndicatorKind, Tier
from digitilts.kit.code_field import CodeField


class Indicator(models.Model):
    """Of the plan or of one action; output or result. `measure` names the query that counts it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="indicators")
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.CASCADE, related_name="indicators"
    )
    kind = CodeField(IndicatorKind, max_length=8)
    code = models.CharField(max_length=16)
    title = models.CharField(max_length=240)
    definition = models.TextField(blank=True)
    unit = models.CharField(max_length=40)
    direction = CodeField(Direction, max_length=5, default=Direction.UP)
    measure = models.CharField(max_length=60, blank=True)  # key in the results registry; "" = manual
    filters = models.JSONField(default=dict, blank=True)  # narrowing of the measure: {"level": 1}
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    disaggregations = models.JSONField(default=list, blank=True)  # ["parish", "age_band", "sex"]
    source = models.CharField(max_length=240, blank=True)
    frequency = CodeField(Frequency, max_length=12, default=Frequency.QUARTERLY)
    responsible = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="indicator_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def tier(self) -> Tier:
        return Tier.PLAN if self.action_id is None else Tier.ACTION


class Target(models.Model):
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    starts_on = models.DateField()
    ends_on = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["ends_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "starts_on", "ends_on"], name="one_target_per_period"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="target_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.ends_on}: {self.value}"


class Contribution(models.Model):
    """How an action's indicator counts towards the plan's: attribution is said, never assumed."""

    plan_indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="contributions")
    action_indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="contributes_to")
    share_percent = models.PositiveSmallIntegerField(default=100)
    note = models.CharField(max_length=300)  # why this share is fair

    class Meta:
        ordering = ["plan_indicator", "action_indicator"]
        constraints = [
            models.UniqueConstraint(fields=["plan_indicator", "action_indicator"], name="contribution_once"),
            models.CheckConstraint(condition=Q(share_percent__range=(0, 100)), name="share_is_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.action_indicator.code} → {self.plan_indicator.code} {self.share_percent} %"


class ManualValue(models.Model):
    """A value nobody can count from records: needs evidence, and somebody else's approval."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="manual_values")
    as_of = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2)
    numerator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    evidence = models.TextField()  # where it comes from, link or document number
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_back_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-as_of", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(evidence=""), name="manual_value_has_evidence"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("entered_by")),
                name="four_eyes_on_manual_values",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.as_of}: {self.value}"
