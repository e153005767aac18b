"""Who can be stepped into, and how far the guided thread has come."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from digitilts.apps.audit.models import Entry
from digitilts.apps.demo.rules import STEPS, THREAD_INDICATOR, StepName, StepRule, Traces, is_done
from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.people.models import RoleAssignment


@dataclass(frozen=True)
class Part:
    """Somebody the visitor can be."""

    username: str
    name: str
    role: str
    territory: str


@dataclass(frozen=True)
class Step:
    number: int
    name: StepName
    username: str
    to: str
    is_done: bool
    is_next: bool
    begins_lesson: bool


def parts() -> list[Part]:
    """One person for each role, in the order in which they were made."""
    rows = (
        RoleAssignment.objects.filter(user__is_demo=True).select_related("user", "territory").order_by("id")
    )
    found: dict[str, Part] = {}
    for row in rows.order_by("id"):
        key = f"{row.role} {row.territory.code}"
        found.setdefault(key, Part(row.user.username, row.user.display_name, row.role, row.territory.name))
    return list(found.values())


def thread_lesson() -> Lesson | None:
    """The lesson that the newest thread made."""
    entry = Entry.objects.filter(did="demo.begin_thread").order_by("-id").first()
    if entry is None:
        return None
    return Lesson.objects.select_related("activity", "venue", "diary").filter(pk=int(entry.object_id)).first()


def traces_of(lesson: Lesson | None) -> Traces:
    if lesson is None:
        return Traces()
    heard = Registration.objects.filter(lesson=lesson).values_list("heard", flat=True)
    return Traces(
        has_lesson=True,
        heard=frozenset(heard),
        is_closed=lesson.attendance_closed_at is not None,
        has_diary=hasattr(lesson, "diary"),
    )


def thread_steps(lesson: Lesson | None) -> list[Step]:
    traces = traces_of(lesson)
    done = {rule.name for rule in STEPS if is_done(rule.name, traces)}
    first_open = next((rule.name for rule in STEPS if rule.needs_lesson and rule.name not in done), None)
    return [
        Step(
            number=number,
            name=rule.name,
            username=rule.username,
            to=address_of(rule, lesson),
            is_done=rule.name in done,
            is_next=lesson is not None and rule.name == first_open,
            begins_lesson=rule.begins_lesson,
        )
        for number, rule in enumerate(STEPS, start=1)
    ]


def address_of(rule: StepRule, lesson: Lesson | None) -> str:
    """Where the step happens; "" until its lesson exists."""
    if rule.needs_lesson and lesson is None:
        return ""
    number = lesson.pk if lesson else 0
    addresses: dict[StepName, tuple[str, list[object]]] = {
        StepName.PLAN: ("plan:plan_page", []),
        StepName.INDICATOR: ("results:indicator", [THREAD_INDICATOR]),
        StepName.LESSON: ("demo:begin_thread", []),
        StepName.SELF: ("learning:lesson_page", [number]),
        StepName.PHONE: ("learning:caller", []),
        StepName.COUNTER: ("people:counter", []),
        StepName.ATTENDANCE: ("learning:attendance", [number]),
        StepName.DIARY: ("learning:diary", [number]),
        StepName.MOVED: ("results:indicator", [THREAD_INDICATOR]),
        StepName.PUBLIC: ("results:public_results", []),
    }
    name, args = addresses[rule.name]
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
