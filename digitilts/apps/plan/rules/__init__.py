"""When a plan is ready, late or changed. See docs/rules/plan-readiness.md."""

from enum import StrEnum


class Tier(StrEnum):
    PLAN = "plan"
    ACTION = "action"


class IndicatorKind(StrEnum):
    OUTPUT = "output"  # what the action delivers
    RESULT = "result"  # what changes for residents


class ActionStatus(StrEnum):
    IDEA = "idea"
    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class FundingStatus(StrEnum):
    IDEA = "idea"
    APPLIED = "applied"
    CONFIRMED = "confirmed"
    SPENT = "spent"


class CostCategory(StrEnum):
    STAFF = "staff"
    SERVICES = "services"
    EQUIPMENT = "equipment"
    TRANSPORT = "transport"
    ROOMS = "rooms"
    OTHER = "other"


class PartnerRole(StrEnum):
    DECIDES = "decides"
    DELIVERS = "delivers"
    CONSULTED = "consulted"
    INFORMED = "informed"


class Theme(StrEnum):
    """URBACT working themes of the source plan; area 5 contains them."""

    MOTIVATION = "motivation"
    ACCESS = "access"
    USABILITY = "usability"
    APPLICATION = "application"


class Goal(StrEnum):
    """Europe's Digital Decade, Decision (EU) 2022/2481, Article 4."""

    SKILLS = "skills"
    INFRASTRUCTURE = "infrastructure"
    BUSINESS = "business"
    PUBLIC_SERVICES = "public_services"


class TargetGroup(StrEnum):
    SENIORS = "seniors"
    YOUTH = "youth"
    JOB_SEEKERS = "job_seekers"
    PEOPLE_WITH_DISABILITIES = "people_with_disabilities"
    RURAL = "rural"
    ENTREPRENEURS = "entrepreneurs"
    STAFF = "staff"
    FAMILIES = "families"
    CANNOT_READ = "cannot_read"
    EVERYONE = "everyone"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


class Frequency(StrEnum):
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class PartKind(StrEnum):
    """The lists that hang on an action; each row is added, changed and removed on its own."""

    MILESTONES = "milestones"
    COSTS = "costs"
    FUNDING = "funding"
    RISKS = "risks"
    PARTNERS = "partners"


class Disaggregation(StrEnum):
    """By what an indicator may be broken down."""

    PARISH = "parish"
    AGE_BAND = "age_band"
    SEX = "sex"
    LEVEL = "level"
    TOPIC = "topic"
