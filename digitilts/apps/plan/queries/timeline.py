"""When each action runs, as positions on one line of time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from digitilts.apps.plan.models import Action, Plan
from digitilts.apps.plan.queries.words import STATUS, word
from digitilts.apps.plan.rules import ActionStatus
from digitilts.apps.plan.rules.readiness import is_late, is_overdue

WIDTH = 1000  # units of the drawing


def percent_of_width(at: int) -> str:
    """`percent_of_width(125) == "12.5"`: with a point in every language, as SVG wants it."""
    return f"{100 * at / WIDTH:.1f}"


@dataclass(frozen=True)
class Mark:
    at: int
    title: str
    due_on: date
    is_done: bool
    is_overdue: bool

    @property
    def share(self) -> str:
        return percent_of_width(self.at)


@dataclass(frozen=True)
class Line:
    """One action on the line of time; without dates it has no bar."""

    code: str
    title: str
    area: int
    starts_on: date | None
    ends_on: date | None
    status: str
    pattern: str  # "solid" while running, "hollow" while an idea or planned, "hatched" when over
    is_late: bool
    left: int = 0
    width: int = 0
    marks: list[Mark] = field(default_factory=list)

    @property
    def left_share(self) -> str:
        return percent_of_width(self.left)

    @property
    def width_share(self) -> str:
        return percent_of_width(self.width)

    @property
    def overdue(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.is_overdue]


@dataclass(frozen=True)
class YearMark:
    year: int
    at: int

    @property
    def share(self) -> str:
        return percent_of_width(self.at)


@dataclass(frozen=True)
class Timeline:
    years: list[YearMark]
    lines: list[Line]
    today_at: int | None

    @property
    def today_share(self) -> str | None:
        return None if self.today_at is None else percent_of_width(self.today_at)


def timeline(plan: Plan, actions: Iterable[Action], *, today: date) -> Timeline:
    """From the first day of the plan's first year to the last day of its last."""
    first, last = date(plan.first_year, 1, 1), date(plan.last_year, 12, 31)
    years = [
        YearMark(year, _at(date(year, 1, 1), first, last))
        for year in range(plan.first_year, plan.last_year + 1)
    ]
    lines = [_line(action, first, last, today) for action in actions]
    return Timeline(years, lines, _at(today, first, last) if first <= today <= last else None)


def _at(day: date, first: date, last: date) -> int:
    """Position of the morning of that day, kept within the drawing."""
    span = (last - first).days + 1
    return max(0, min(WIDTH, round(WIDTH * (day - first).days / span)))


def _line(action: Action, first: date, last: date, today: date) -> Line:
    left = _at(action.starts_on, first, last) if action.starts_on else 0
    right = _at(action.ends_on, first, last) if action.ends_on else 0
    marks = [
        Mark(
            _at(each.due_on, first, last),
            each.title,
            each.due_on,
            each.done_on is not None,
            is_overdue(due_on=each.due_on, done_on=each.done_on, today=today),
        )
        for each in action.milestones.all()
    ]
    status = ActionStatus(action.status)
    return Line(
        code=action.code,
        title=action.title,
        area=action.area.number,
        starts_on=action.starts_on,
        ends_on=action.ends_on,
        status=word(STATUS, action.status),
        pattern=_pattern(status),
        is_late=is_late(ends_on=action.ends_on, status=status, today=today),
        left=left,
        width=max(right - left, 6) if action.starts_on and action.ends_on else 0,
        marks=marks,
    )


def _pattern(status: ActionStatus) -> str:
    if status == ActionStatus.RUNNING:
        return "solid"
    return "hollow" if status in {ActionStatus.IDEA, ActionStatus.PLANNED} else "hatched"
