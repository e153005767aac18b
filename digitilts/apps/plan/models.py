"""The plan: areas, objectives, actions with all that an action table asks, indicators, versions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from digitilts.apps.places.models import Territory
from digitilts.apps.plan.rules import (
    ActionStatus,
    CostCategory,
    Direction,
    Frequency,
    FundingStatus,
    IndicatorKind,
    PartnerRole,
    Tier,
)
from digitilts.kit.code_field import CodeField


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
