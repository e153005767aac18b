"""The lists of an action as the page shows them: headings, rows, words for what needs attention."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from digitilts.apps.plan.queries.action import ActionDetail, PartLine
from digitilts.apps.plan.queries.words import PART_KIND, word
from digitilts.apps.plan.rules import PartKind

Label = str | Promise
HEADINGS: Mapping[PartKind, tuple[Label, ...]] = {
    PartKind.MILESTONES: (_("Milestone"), _("Due"), pgettext_lazy("date", "Done")),
    PartKind.COSTS: (
        pgettext_lazy("calendar", "Year"),
        _("Kind of cost"),
        pgettext_lazy("money", "Sum"),
        pgettext_lazy("short text", "Note"),
    ),
    PartKind.FUNDING: (
        pgettext_lazy("of money or data", "Source"),
        pgettext_lazy("calendar", "Year"),
        pgettext_lazy("money", "Sum"),
        pgettext_lazy("of an action or funding", "Status"),
    ),
    PartKind.RISKS: (
        _("What may go wrong"),
        _("Likelihood × impact"),
        _("What we do against it"),
        _("Who answers for it"),
        _("Review on"),
    ),
    PartKind.PARTNERS: (_("Partner"), _("Role of the partner")),
}
EMPTY: Mapping[PartKind, Label] = {
    PartKind.MILESTONES: _("No milestones yet: by what will you see that the action moves?"),
    PartKind.COSTS: _("No costs yet: without them nobody can decide about funding."),
    PartKind.FUNDING: _("No funding yet: write also what is only an idea."),
    PartKind.RISKS: _("No risks yet: what may stop this action?"),
    PartKind.PARTNERS: _("No partners yet."),
}
ADD: Mapping[PartKind, Label] = {
    PartKind.MILESTONES: _("Add a milestone"),
    PartKind.COSTS: _("Add a cost"),
    PartKind.FUNDING: _("Add funding"),
    PartKind.RISKS: _("Add a risk"),
    PartKind.PARTNERS: _("Add a partner"),
}
CHANGE: Mapping[PartKind, Label] = {
    PartKind.MILESTONES: _("Change the milestone"),
    PartKind.COSTS: _("Change the cost"),
    PartKind.FUNDING: _("Change the funding"),
    PartKind.RISKS: _("Change the risk"),
    PartKind.PARTNERS: _("Change the partner"),
}
ALERT: Mapping[str, tuple[Label, str]] = {
    "overdue": (_("overdue"), "attention"),
    "high": (_("high risk"), "attention"),
    "done": (pgettext_lazy("milestone", "done"), "done"),
}


@dataclass(frozen=True)
class ShownLine:
    pk: int
    cells: tuple[str, ...]
    alert: str
    tone: str


@dataclass(frozen=True)
class PartList:
    kind: str
    title: str
    headings: list[str]
    lines: list[ShownLine]
    empty: str
    add: str
    may_change: bool
    figure: int  # 1-based place of the column with money, 0 if none


def part_lists(detail: ActionDetail, may_change: Collection[PartKind]) -> list[PartList]:
    return [
        PartList(
            kind=kind.value,
            title=word(PART_KIND, kind),
            headings=[str(heading) for heading in HEADINGS[kind]],
            lines=[_line(line) for line in lines],
            empty=str(EMPTY[kind]),
            add=str(ADD[kind]),
            may_change=kind in may_change,
            figure=3 if kind in {PartKind.COSTS, PartKind.FUNDING} else 0,
        )
        for kind, lines in detail.parts.items()
    ]


def _line(line: PartLine) -> ShownLine:
    label, tone = ALERT.get(line.alert, ("", "neutral"))
    return ShownLine(line.pk, line.cells, str(label), tone)


def part_values(row: Any, names: Collection[str]) -> dict[str, Any]:  # noqa: ANN401  # one of five models
    """What a form starts with."""
    return {name: getattr(row, name) for name in names}
