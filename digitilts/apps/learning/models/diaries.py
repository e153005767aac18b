"""What the leader learnt from a lesson."""

from django.conf import settings
from django.db import models

from digitilts.apps.learning.models.activities import LessonPlan
from digitilts.apps.learning.models.lessons import Lesson
from digitilts.apps.learning.rules import TagKind
from digitilts.apps.places.models import Territory
from digitilts.kit.code_field import CodeField
from digitilts.kit.translated_text import TranslatedTextField


class DiaryQuestion(models.Model):
    """A guiding question, configurable by the municipality."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = TranslatedTextField()
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["territory", "number"], name="diary_question_once")]

    def __str__(self) -> str:
        return str(self.text)


class Diary(models.Model):
    """The leader's own account of one lesson; holds no learner's name."""

    lesson = models.OneToOneField(Lesson, on_delete=models.PROTECT, related_name="diary")
    answers = models.JSONField(default=dict)  # {"<question number>": "text"}
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-written_at"]
        verbose_name_plural = "diaries"

    def __str__(self) -> str:
        return f"{self.lesson}"


class DiaryTag(models.Model):
    """Keep this, change that. Stays open until a lesson plan version takes it up."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="tags")
    kind = CodeField(TagKind, max_length=6)
    text = models.CharField(max_length=200)
    taken_up_in = models.ForeignKey(
        LessonPlan, null=True, blank=True, on_delete=models.SET_NULL, related_name="taken_up"
    )

    class Meta:
        ordering = ["kind", "id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"
