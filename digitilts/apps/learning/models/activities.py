"""What is taught: kinds, activities, and the plans they are led by."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from digitilts.apps.learning.rules import Audience, Form, Topic
from digitilts.apps.places.models import Territory
from digitilts.apps.plan.models import Action
from digitilts.kit.code_field import CodeField
from digitilts.kit.translated_text import TranslatedTextField


class Kind(models.Model):
    """A kind of activity, as data: a municipality adds its own."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    name = TranslatedTextField()
    form = CodeField(Form, max_length=10)
    audience = CodeField(Audience, max_length=12, default=Audience.RESIDENTS)
    icon = models.CharField(max_length=30, default="book-open")  # name in the icon set
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)  # 0 = Monday; "Digital Wednesday" = 2
    gives_certificate = models.BooleanField(default=False)
    counts_in_results = models.BooleanField(default=True)
    # An external programme (IZM) reports these people too; see docs/rules/counting.md.
    external_programme = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["territory", "code"], name="kind_code_once")]

    def __str__(self) -> str:
        return str(self.name)


class Activity(models.Model):
    """What is taught, and which action of the plan it serves. Its lessons are the dates."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="activities")
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    title = TranslatedTextField()
    i_want_to = TranslatedTextField(blank=True)  # "…runāt ar mazbērniem pa video"
    description = TranslatedTextField(blank=True)
    bring_along = TranslatedTextField(blank=True)
    topic = CodeField(Topic, max_length=15)
    level = models.PositiveSmallIntegerField()  # 1–3
    language = models.CharField(max_length=5, default="lv")
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "activities"
        constraints = [models.CheckConstraint(condition=Q(level__range=(1, 3)), name="level_one_to_three")]

    def __str__(self) -> str:
        return str(self.title)


class LessonPlan(models.Model):
    """How the activity is led. A diary's "change" ends in the next version."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="lesson_plans")
    version = models.PositiveSmallIntegerField()
    content = models.TextField()
    why_changed = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["activity", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "version"], name="lesson_plan_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.activity} v{self.version}"
