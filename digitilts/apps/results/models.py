"""What was published: figures with small cells already suppressed, approved by somebody."""

from django.conf import settings
from django.db import models

from digitilts.apps.plan.models import Plan


class Publication(models.Model):
    """One release of public figures. Never edited: the next is judged together with it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    figures = models.JSONField()  # suppressed tables as the public sees them
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="publication_once")]

    def __str__(self) -> str:
        return f"{self.plan} #{self.number}"
