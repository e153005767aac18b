"""Versions of the plan, and how two of them differ, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from digitilts.apps.plan.models import Plan, PlanVersion
from digitilts.apps.plan.queries.content import plan_content
from digitilts.apps.plan.queries.field_words import LISTS, field_in_words, value_in_words
from digitilts.apps.plan.queries.finding import approved_version
from digitilts.apps.plan.rules.content import KEYS, Content
from digitilts.apps.plan.rules.differences import Change, Difference, Step, differences

CHANGE: dict[Change, str | Promise] = {
    Change.ADDED: pgettext_lazy("difference between versions", "Added"),
    Change.REMOVED: pgettext_lazy("difference between versions", "Removed"),
    Change.CHANGED: pgettext_lazy("difference between versions", "Changed"),
}
CHANGE_TONE = {Change.ADDED: "done", Change.REMOVED: "error", Change.CHANGED: "info"}
HIDDEN_IN_SUMMARY = frozenset({"code", "number", "plan_indicator", "action_indicator"})


@dataclass(frozen=True)
class DifferenceLine:
    change: str
    tone: str
    where: str  # "Action D1.2 · Cost 2026"
    field: str  # "" when a whole row was added or removed
    before: str
    after: str


@dataclass(frozen=True)
class VersionLine:
    number: int
    note: str
    made_at: datetime
    made_by: str
    approved_on: date | None
    decision: str
    sha256: str


@dataclass(frozen=True)
class DraftState:
    """How the draft stands to the newest version, and to what the council approved."""

    newest: int | None
    approved: int | None
    approved_on: date | None
    decision: str
    since_newest: int  # differences between the draft and the newest version
    since_approved: int


def version_lines(plan: Plan) -> list[VersionLine]:
    versions = plan.versions.defer("content").select_related("made_by")
    return [version_line(version) for version in versions]


def version_line(version: PlanVersion) -> VersionLine:
    return VersionLine(
        number=version.number,
        note=version.note,
        made_at=version.made_at,
        made_by=str(version.made_by) if version.made_by else "",
        approved_on=version.approved_on,
        decision=version.decision,
        sha256=version.sha256,
    )


def draft_state(plan: Plan) -> DraftState:
    """Counts the differences; a plan without versions has none."""
    newest, approved = plan.versions.first(), approved_version(plan)
    draft = plan_content(plan) if newest else {}
    return DraftState(
        newest=newest.number if newest else None,
        approved=approved.number if approved else None,
        approved_on=approved.approved_on if approved else None,
        decision=approved.decision if approved else "",
        since_newest=len(differences(newest.content, draft)) if newest else 0,
        since_approved=len(differences(approved.content, draft)) if approved else 0,
    )


def difference_lines(before: Content, after: Content) -> list[DifferenceLine]:
    return list(in_words(differences(before, after)))


def in_words(found: Iterable[Difference]) -> Iterable[DifferenceLine]:
    """Each difference as one line that a council member can read."""
    for each in found:
        *where, (name, key) = each.path
        is_row = name in KEYS
        place = [*where, (name, key)] if is_row else where
        sheet = place[-1][0] if place else "plan"
        yield DifferenceLine(
            change=str(CHANGE[each.kind]),
            tone=CHANGE_TONE[each.kind],
            where=" · ".join(_step(step) for step in place),
            field="" if is_row else field_in_words(name),
            before=_side(sheet, name, each.before, is_row=is_row),
            after=_side(sheet, name, each.after, is_row=is_row),
        )


def _step(step: Step) -> str:
    name, key = step
    shown = " · ".join(_key_part(name, number, part) for number, part in enumerate(key.split(" · ")))
    return f"{LISTS[name]} {shown}"


def _key_part(name: str, number: int, part: str) -> str:
    """A code inside a key ("2026 · staff") as a word."""
    fields = KEYS[name]
    if number >= len(fields):
        return part
    try:
        return value_in_words(name, fields[number], part)
    except ValueError:
        return part


def _side(sheet: str, name: str, value: Any, *, is_row: bool) -> str:  # noqa: ANN401  # a field or a row
    if value is None:
        return "–"
    return summary(sheet, value) if is_row else value_in_words(sheet, name, value)


def summary(sheet: str, row: Content) -> str:
    """A row in one line: its filled fields, without the lists under it."""
    return "; ".join(
        value_in_words(sheet, name, value)
        if name in {"title", "description", "name"}
        else f"{field_in_words(name)}: {value_in_words(sheet, name, value)}"
        for name, value in sorted(row.items(), key=lambda pair: pair[0] not in {"title", "name"})
        if name not in KEYS and name not in HIDDEN_IN_SUMMARY and value not in (None, "", [], {})
    )
