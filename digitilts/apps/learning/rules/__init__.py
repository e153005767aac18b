"""Decisions about lessons and places in them, as plain values. See docs/rules/registration.md."""

from enum import StrEnum


class Form(StrEnum):
    """How an activity takes place."""

    SERIES = "series"  # a course: one registration covers every lesson
    SINGLE = "single"  # workshop, story evening
    SLOTS = "slots"  # consultation by time slot
    WALK_IN = "walk_in"  # open doors: nobody registers
    EXTERNAL = "external"  # another programme counts it too


class Audience(StrEnum):
    RESIDENTS = "residents"
    STAFF = "staff"
    ENTERPRISE = "enterprise"
    YOUTH = "youth"


class Topic(StrEnum):
    HEALTH = "health"
    FINANCE = "finance"
    EDUCATION = "education"
    ADMINISTRATION = "administration"
    SAFETY = "safety"
    WORK = "work"
    LEISURE = "leisure"
    COMMUNICATION = "communication"


class LessonStatus(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CANCELLED = "cancelled"
    HELD = "held"  # attendance was closed


class RegistrationStatus(StrEnum):
    REGISTERED = "registered"
    WAITING = "waiting"
    OFFERED = "offered"  # a seat is held for them until offered_until
    CANCELLED = "cancelled"
    MOVED = "moved"  # to another lesson, see moved_to


HOLDS_SEAT = frozenset({RegistrationStatus.REGISTERED, RegistrationStatus.OFFERED})
ACTIVE = frozenset({*HOLDS_SEAT, RegistrationStatus.WAITING})


class Mark(StrEnum):
    """What the trainer saw."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    NO_SHOW = "no_show"
    WALKED_IN = "walked_in"  # came without registering, known
    ANONYMOUS = "anonymous"  # came without registering, nobody asked who


WAS_THERE = frozenset({Mark.PRESENT, Mark.LATE, Mark.WALKED_IN, Mark.ANONYMOUS})


class Travel(StrEnum):
    NOT_SAID = "not_said"
    ON_FOOT = "on_foot"
    OWN_CAR = "own_car"
    BUS = "bus"
    LIFT_THERE = "lift_there"
    LIFT_BACK = "lift_back"
    LIFT_BOTH = "lift_both"


class TagKind(StrEnum):
    KEEP = "keep"
    CHANGE = "change"
