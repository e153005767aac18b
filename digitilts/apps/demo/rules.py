"""The ten steps of the guided thread: who does what, and how we know that it was done."""

from dataclasses import dataclass
from enum import StrEnum


class StepName(StrEnum):
    PLAN = "plan"
    INDICATOR = "indicator"
    LESSON = "lesson"
    SELF = "self"
    PHONE = "phone"
    COUNTER = "counter"
    ATTENDANCE = "attendance"
    DIARY = "diary"
    MOVED = "moved"
    PUBLIC = "public"


@dataclass(frozen=True)
class StepRule:
    name: StepName
    username: str  # whose part the visitor plays; "" is a resident without an account
    needs_lesson: bool  # can only be opened once the thread has its lesson
    begins_lesson: bool = False  # happens when the lesson has begun: nobody waits for the clock


STEPS = (
    StepRule(StepName.PLAN, "koordinatore", needs_lesson=False),
    StepRule(StepName.INDICATOR, "koordinatore", needs_lesson=False),
    StepRule(StepName.LESSON, "koordinatore", needs_lesson=False),
    StepRule(StepName.SELF, "", needs_lesson=True),
    StepRule(StepName.PHONE, "operators", needs_lesson=True),
    StepRule(StepName.COUNTER, "bibliotekare", needs_lesson=True),
    StepRule(StepName.ATTENDANCE, "pasniedzeja", needs_lesson=True, begins_lesson=True),
    StepRule(StepName.DIARY, "pasniedzeja", needs_lesson=True, begins_lesson=True),
    StepRule(StepName.MOVED, "koordinatore", needs_lesson=True),
    StepRule(StepName.PUBLIC, "", needs_lesson=False),
)
THREAD_INDICATOR = "3.1.2"
THREAD_ACTION = "3.1"


@dataclass(frozen=True)
class Traces:
    """What the records say about the thread's lesson."""

    has_lesson: bool = False
    heard: frozenset[str] = frozenset()  # values.channels.Heard of its registrations
    is_closed: bool = False
    has_diary: bool = False


def is_done(step: StepName, traces: Traces) -> bool:
    """Only steps that leave a record can be done; looking at a page cannot."""
    return {
        StepName.LESSON: traces.has_lesson,
        StepName.SELF: "own_click" in traces.heard,
        StepName.PHONE: "phone" in traces.heard,
        StepName.COUNTER: "counter" in traces.heard,
        StepName.ATTENDANCE: traces.is_closed,
        StepName.DIARY: traces.has_diary,
    }.get(step, False)
