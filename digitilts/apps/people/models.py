"""Persons, who acts for whom, what they agreed to, and who works here."""

import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.db import models
from django.db.models import Q

from digitilts.apps.people.rules import ConsentHow, Delete, Matter, NeedCode, ProxyKind, Purpose
from digitilts.apps.places.models import Territory
from digitilts.kit.code_field import CodeField
from digitilts.values.channels import Channel, Heard
from digitilts.values.folded import digits, fold
from digitilts.values.roles import Role

LONGEST_KEY = 300  # signs of what the search looks through


class Person(models.Model):
    """Somebody we meet. Only a name is needed; everything else may be unknown and stays NULL or empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    search_key = models.CharField(
        max_length=LONGEST_KEY, editable=False, db_index=True
    )  # folded name, digits of the phone
    phone = models.CharField(
        max_length=16, null=True, blank=True, db_index=True
    )  # E.164; often shared in a family
    email = models.EmailField(null=True, blank=True, db_index=True)
    address = models.CharField(max_length=200, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True)  # "f", "m" or not said; only for statistics
    home = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Where we met somebody: who may find a person whose home is unknown or elsewhere.
    entered_in = models.ForeignKey(
        Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=5, default="lv")
    channel = models.CharField(max_length=10, blank=True)  # preferred values.channels code; "" = not said
    wants_easy_pages = models.BooleanField(default=False)
    entered_how = models.CharField(max_length=12, default=Heard.OWN_CLICK)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    is_ghost = models.BooleanField(default=False)  # stands for an erased person so that counts stay
    is_demo = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    on_erasure = Delete(owners=("merged_into",))

    class Meta:
        ordering = ["family_name", "given_name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(phone="") & ~Q(email=""), name="unknown_contact_is_null"),
            models.CheckConstraint(
                condition=Q(birth_year=None) | Q(birth_year__range=(1900, 2100)), name="birth_year_plausible"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN002, ANN003
        self.search_key = search_key(self.given_name, self.family_name, self.phone)
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


def search_key(given_name: str, family_name: str, phone: str | None) -> str:
    """Name in both orders, then the digits of the phone: what the caller screen looks through."""
    given, family = fold(given_name), fold(family_name)
    # The number comes first in importance: a name whose letters unfold to several may not push it out.
    number = digits(phone or "")
    return f"{f'{given} {family} {given}'[: LONGEST_KEY - 20]} {number}".strip()


class Need(models.Model):
    """What helps a person take part, in a table of its own with its own access rule."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="needs")
    code = CodeField(NeedCode, max_length=20)

    on_erasure = Delete()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["person", "code"], name="need_once")]

    def __str__(self) -> str:
        return str(self.code)


class Proxy(models.Model):
    """A guardian, trustee or relative who may act for a person in named matters only."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="proxies")
    acts_for = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="proxy_for")
    # `person` is the one who acts; `acts_for` the one for whom.
    kind = CodeField(ProxyKind, max_length=10)
    matters = models.JSONField(default=list)  # list of rules.Matter
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=200, blank=True)  # "told by phone", "court decision seen"

    on_erasure = Delete(owners=("person", "acts_for"))

    class Meta:
        ordering = ["since"]
        constraints = [
            models.CheckConstraint(condition=~Q(person=models.F("acts_for")), name="nobody_is_own_proxy"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {', '.join(self.matters)}"

    def covers(self, matter: Matter) -> bool:
        return matter in self.matters


class ConsentText(models.Model):
    """The exact words that were shown or read. A changed text is a new version; rows are never edited."""

    purpose = CodeField(Purpose, max_length=20)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=5)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    in_force_from = models.DateField()

    class Meta:
        ordering = ["purpose", "-version", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "version", "language"], name="consent_text_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} v{self.version} {self.language}"


class Consent(models.Model):
    """Given and, perhaps, withdrawn. Never edited otherwise."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    given_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")  # self or guardian
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT)
    how = CodeField(ConsentHow, max_length=12)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_how = models.CharField(max_length=12, blank=True)

    on_erasure = Delete()

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_how="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_how="")),
                name="withdrawn_at_and_how_go_together",
            )
        ]

    def __str__(self) -> str:
        return f"{self.text} {self.how}"


class User(AbstractBaseUser, PermissionsMixin):
    """A sign-in. Most residents never have one."""

    username = models.CharField(max_length=150, unique=True)
    email = models.EmailField(null=True, blank=True)
    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="user"
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)  # allauth asks for it; we have no admin site
    date_joined = models.DateTimeField(auto_now_add=True)
    display_name = models.CharField(max_length=120, blank=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    on_erasure = Delete()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.display_name or self.username

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN002, ANN003
        self.email = self.email or None
        super().save(*args, **kwargs)


class RoleAssignment(models.Model):
    """A role within a territory and everything below it, from one day to another."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_assignments")
    role = CodeField(Role, max_length=30)
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["user", "role"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "territory"], name="role_once_per_territory")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role} @ {self.territory}"


class Merge(models.Model):
    """Two records that were one person. Remembers what moved, so that it can be undone."""

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    dropped = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    moved = models.JSONField(default=list)  # [["learning.registration", "person", "<pk>"], …]
    filled = models.JSONField(default=list)  # names of fields of `kept` that were empty and got a value
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    on_erasure = Delete(owners=("kept", "dropped"))

    class Meta:
        ordering = ["-merged_at"]

    def __str__(self) -> str:
        return f"{self.merged_at:%Y-%m-%d}"


class CounterSession(models.Model):
    """A helper at a shared computer with one person in front of them. Ends by itself."""

    helper = models.ForeignKey(User, on_delete=models.CASCADE, related_name="counter_sessions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    on_erasure = Delete()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["helper"], condition=Q(closed_at=None), name="one_open_counter_session_per_helper"
            )
        ]

    def __str__(self) -> str:
        return f"{self.helper} {self.opened_at:%H:%M}"


class PreferredChannel(models.Model):
    """A switch per person, topic and channel: "reminders not by SMS"."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="channel_switches")
    topic = models.CharField(max_length=20)  # notices.rules.Topic
    channel = CodeField(Channel, max_length=10)
    is_on = models.BooleanField()

    on_erasure = Delete()

    class Meta:
        ordering = ["topic", "channel"]
        constraints = [
            models.UniqueConstraint(fields=["person", "topic", "channel"], name="one_switch_per_channel")
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.channel} {self.is_on}"
