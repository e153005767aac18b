"""What happened. Rows are only ever added: triggers in the database refuse UPDATE and DELETE."""

from django.db import models


class Entry(models.Model):
    """Who did what to which object for whom. Holds identifiers and codes, never values or names."""

    at = models.DateTimeField(db_index=True)
    # No foreign keys: an entry outlives what it speaks of.
    user_id = models.BigIntegerField(null=True)
    person_id = models.UUIDField(null=True, db_index=True)  # the person it concerns, if any
    role = models.CharField(max_length=30, blank=True)  # in which role the user acted
    did = models.CharField(max_length=60, db_index=True)  # "learning.register_person"
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    territory_path = models.CharField(max_length=200, blank=True)  # where; decides who may read it
    details = models.JSONField(default=dict)  # codes and numbers only

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["object_kind", "object_id"], name="audit_entry_object"),
            models.Index(fields=["territory_path", "-id"], name="audit_entry_where"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.did} {self.object_kind} {self.object_id}"


class Seal(models.Model):
    """One link of the chain over the entries, made by the worker; the newest is shown and kept elsewhere."""

    number = models.BigIntegerField(unique=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT)
    mac = models.CharField(max_length=64)  # HMAC-SHA256 over the previous mac and this entry
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.mac[:8]}"


class Viewing(models.Model):
    """Who looked at whose page and when: shown to the person. Append-only like Entry."""

    at = models.DateTimeField(db_index=True)
    user_id = models.BigIntegerField(null=True)
    person_id = models.UUIDField(db_index=True)
    page = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.page}"
