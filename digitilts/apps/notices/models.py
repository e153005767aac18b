"""What we tell people: one row per message, its receipts, the call list, conversations."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from digitilts.apps.notices.rules import Author, CallOutcome, ConversationStatus, MessageStatus, Topic
from digitilts.apps.people.models import Person
from digitilts.apps.people.rules import Delete, ToGhost
from digitilts.apps.places.models import Territory
from digitilts.kit.code_field import CodeField
from digitilts.values.channels import Channel


class Message(models.Model):
    """The outbox. Written in the transaction of the fact it tells; sent later by a worker."""

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False
    )  # also the gateway's reference
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="messages")
    via = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # `via`: a proxy who receives it for the person.
    topic = CodeField(Topic, max_length=15)
    template = models.CharField(max_length=40)
    language = models.CharField(max_length=5)
    channel = CodeField(Channel, max_length=10)
    address = models.CharField(max_length=254, blank=True)  # as it was when written
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    about_kind = models.CharField(max_length=60, blank=True)  # "learning.lesson"
    about_id = models.CharField(max_length=40, blank=True)
    dedupe_key = models.CharField(max_length=160, unique=True)  # same fact, same person: one message
    status = CodeField(MessageStatus, max_length=10)
    not_before = models.DateTimeField()
    useful_until = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    on_erasure = ToGhost(
        blank=("address", "subject", "body"), blank_if_other={"via": ("address", "subject", "body")}
    )

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(
                fields=["status", "not_before"],
                name="message_to_send",
                condition=Q(status__in=["queued", "claimed", "to_call", "to_print"]),
            ),
            models.Index(fields=["about_kind", "about_id"], name="message_about"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.channel} {self.status}"


class Receipt(models.Model):
    """What became of one attempt."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="receipts")
    at = models.DateTimeField()
    channel = models.CharField(max_length=10)
    is_success = models.BooleanField()
    provider = models.CharField(max_length=40)
    detail = models.CharField(max_length=200, blank=True)  # the provider's code, no address

    on_erasure = ToGhost(blank=("detail",))

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.provider} {self.is_success}"


class CallAttempt(models.Model):
    """Somebody dialled. The message stays on the call list until the person is reached."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="calls")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = CodeField(CallOutcome, max_length=12)
    note = models.CharField(max_length=200, blank=True)
    submission_key = models.UUIDField(unique=True)

    on_erasure = ToGhost(blank=("note",))

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.outcome}"


class Conversation(models.Model):
    """Two-way: a resident and the municipality; a helper may write for somebody on the phone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="conversations")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=160)
    status = CodeField(ConversationStatus, max_length=10)
    code = models.CharField(max_length=12, unique=True)  # opens it without an account
    opened_at = models.DateTimeField()
    last_entry_at = models.DateTimeField()

    on_erasure = Delete()

    class Meta:
        ordering = ["-last_entry_at"]

    def __str__(self) -> str:
        return self.subject


class ConversationEntry(models.Model):
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="entries")
    author = CodeField(Author, max_length=10)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField()
    at = models.DateTimeField()
    submission_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.author} {self.at:%Y-%m-%d %H:%M}"
