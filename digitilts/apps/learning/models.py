"""Activities, their lessons, who comes, who came, and what the leader learnt from it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from digitilts.apps.learning.rules import (
    ACTIVE,
    Audience,
    Form,
    LessonStatus,
    Mark,
    RegistrationStatus,
    TagKind,
    Topic,
    Travel,
)
from digitilts.apps.people.models import Person
from digitilts.apps.people.rules import Delete, ToGhost
from digitilts.apps.places.models import Equipment, Territory, Venue
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


class Lesson(models.Model):
    """One date of an activity. `seats_taken` is kept by a conditional UPDATE and guarded by a CHECK."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="lessons")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="lessons")
    lesson_plan = models.ForeignKey(
        LessonPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    room = models.CharField(max_length=80, blank=True)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    registration_closes_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()
    seats_taken = models.PositiveSmallIntegerField(default=0)
    last_waiting_number = models.PositiveIntegerField(default=0)
    min_turnout = models.PositiveSmallIntegerField(default=3)
    slot_minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # consultations
    trainers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="lessons", blank=True)
    status = CodeField(LessonStatus, max_length=10, default=LessonStatus.DRAFT)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    cancel_reason = models.CharField(max_length=200, blank=True)
    attendance_closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)  # rises with each change people were told of
    sequence = models.PositiveIntegerField(default=0)  # iCalendar SEQUENCE
    made_at = models.DateTimeField()
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="lesson_ends_after_start"),
            models.CheckConstraint(condition=Q(seats_taken__lte=F("seats")), name="never_oversold"),
            models.CheckConstraint(
                condition=Q(status="cancelled", cancelled_at__isnull=False)
                | (~Q(status="cancelled") & Q(cancelled_at=None)),
                name="cancelled_lesson_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.starts_at:%Y-%m-%d %H:%M}"


class EquipmentBooking(models.Model):
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="equipment_bookings")
    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="bookings")
    quantity = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["equipment"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "equipment"], name="equipment_once_per_lesson")
        ]

    def __str__(self) -> str:
        return f"{self.equipment} × {self.quantity}"


class Registration(models.Model):
    """A person's place in a lesson, with where it came from. One row per person and lesson ever active."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    status = CodeField(RegistrationStatus, max_length=10)
    code = models.CharField(max_length=12, unique=True)  # moves and cancels it without an account
    waiting_number = models.PositiveIntegerField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    slot_at = models.DateTimeField(null=True, blank=True)
    travel = CodeField(Travel, max_length=12, default=Travel.NOT_SAID)
    with_companion = models.BooleanField(default=False)
    group_key = models.UUIDField(null=True, blank=True)  # registered together
    series_key = models.UUIDField(null=True, blank=True)  # one registration to a whole course
    # Provenance: who typed it, on whose word, how it was confirmed.
    heard = models.CharField(max_length=12)  # values.channels.Heard
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    on_word_of = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="registrations_made_for_others"
    )
    submission_key = models.UUIDField()
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_how = models.CharField(max_length=12, blank=True)
    moved_to = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="moved_from"
    )

    on_erasure = ToGhost(blank=("code",))

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "person"],
                condition=Q(status__in=sorted(ACTIVE)),
                name="one_active_registration_per_lesson",
            ),
            models.UniqueConstraint(
                fields=["submission_key", "lesson", "person"], name="one_registration_per_click"
            ),
            models.UniqueConstraint(
                fields=["lesson", "slot_at"],
                condition=Q(status__in=["offered", "registered"], slot_at__isnull=False),
                name="one_person_per_slot",
            ),
            models.UniqueConstraint(
                fields=["lesson", "waiting_number"],
                condition=Q(waiting_number__isnull=False),
                name="waiting_numbers_are_an_order",
            ),
            models.CheckConstraint(
                condition=~Q(status="waiting") | Q(waiting_number__isnull=False), name="waiting_has_number"
            ),
            models.CheckConstraint(
                condition=~Q(status="offered") | Q(offered_until__isnull=False), name="offer_has_an_end"
            ),
        ]
        indexes = [models.Index(fields=["lesson", "status"], name="registration_by_status")]

    def __str__(self) -> str:
        return f"{self.person} → {self.lesson} ({self.status})"


class Attendance(models.Model):
    """What was seen at one lesson. Keeps age band and parish as they were, so counts outlive the person."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="attendances")
    registration = models.OneToOneField(
        Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="attendance"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )
    mark = CodeField(Mark, max_length=10)
    age_band = models.CharField(max_length=10, default="unknown")
    sex = models.CharField(max_length=1, blank=True)
    home = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    heard = models.CharField(max_length=12)  # own_click = on the trainer's device, paper = from the sheet
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4)

    on_erasure = ToGhost()

    class Meta:
        ordering = ["lesson", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "person"],
                condition=Q(person__isnull=False),
                name="one_mark_per_person_and_lesson",
            ),
            models.CheckConstraint(
                condition=Q(mark="anonymous", person=None) | (~Q(mark="anonymous") & Q(person__isnull=False)),
                name="anonymous_has_no_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson}: {self.mark}"


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


class Certificate(models.Model):
    """Issued to a person for an activity; the PDF is made from this row."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="certificates")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=20, unique=True)
    lessons_attended = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    issued_on = models.DateField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    on_erasure = Delete()

    class Meta:
        ordering = ["-issued_on"]
        constraints = [models.UniqueConstraint(fields=["person", "activity"], name="certificate_once")]

    def __str__(self) -> str:
        return self.number


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
