"""Secret addresses of calendars."""

from django.conf import settings
from django.db import models

from digitilts.apps.people.models import Person
from digitilts.apps.people.rules import Delete


class CalendarFeed(models.Model):
    """A secret address of a calendar: of a person, a venue, a parish or a kind of activity."""

    secret = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="feeds")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="feeds"
    )
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    on_erasure = Delete()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"feed {self.pk}"
