"""The list of actions: filtered, sorted, on screen, on paper and as a workbook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from digitilts.apps.plan.models import Action, Plan
from digitilts.apps.plan.queries.overview import ActionLine, action_line
from digitilts.apps.plan.queries.ready import actions_with_all
from digitilts.apps.plan.queries.words import STATUS_TONE, euros_or_dash
from digitilts.kit.dates import short_date
from digitilts.kit.tables import Cell, Column, Row, Table

FILTERS = ("area", "theme", "status", "goal", "group", "lead")
Pair = tuple[Action, ActionLine]


@dataclass(frozen=True)
class ActionTable:
    table: Table
    pairs: list[Pair]
    all_count: int


def lead_choices(plan: Plan) -> list[tuple[str, str]]:
    leads = plan.actions.exclude(lead="").order_by("lead").values_list("lead", flat=True).distinct()
    return [(lead, lead) for lead in leads]


def _fits(action: Action, wanted: Mapping[str, str]) -> bool:
    """Does the action pass every filter that is set?"""
    has: dict[str, bool] = {
        "area": str(action.area.number) == wanted.get("area"),
        "theme": wanted.get("theme") in action.themes,
        "status": action.status == wanted.get("status"),
        "goal": wanted.get("goal") in action.goals,
        "group": wanted.get("group") in action.target_groups,
        "lead": action.lead == wanted.get("lead"),
    }
    return all(has[name] for name in FILTERS if wanted.get(name))


SORTS: Mapping[str, Callable[[Pair], Any]] = {
    "code": lambda pair: pair[0].code,
    "title": lambda pair: pair[0].title.casefold(),
    "starts": lambda pair: (pair[0].starts_on is None, pair[0].starts_on),
    "ready": lambda pair: pair[1].met,
    "cost": lambda pair: -pair[1].cost_cents,
}


def action_table(plan: Plan, wanted: Mapping[str, str]) -> ActionTable:
    """The actions that pass the filters; `wanted["sort"]` names the order."""
    actions = list(actions_with_all(plan))
    pairs = [(action, action_line(action)) for action in actions if _fits(action, wanted)]
    order = SORTS.get(wanted.get("sort", ""), SORTS["code"])
    pairs = _sorted(pairs, order)
    return ActionTable(_table(pairs, wanted), pairs, len(actions))


def _sorted(pairs: list[Pair], order: Callable[[Pair], Any]) -> list[Pair]:
    """Undated actions come last; equal ones by code."""
    by_code = sorted(pairs, key=SORTS["code"])
    if order is SORTS["starts"]:
        dated = [pair for pair in by_code if pair[0].starts_on]
        return sorted(dated, key=order) + [pair for pair in by_code if not pair[0].starts_on]
    return sorted(by_code, key=order)


def _sort_link(wanted: Mapping[str, str], name: str) -> str:
    kept = {key: value for key, value in wanted.items() if value and key in FILTERS}
    return "?" + urlencode({**kept, "sort": name})


def _table(pairs: list[Pair], wanted: Mapping[str, str]) -> Table:
    columns = [
        Column("code", pgettext("of an action or indicator", "Code"), sort=_sort_link(wanted, "code")),
        Column("title", pgettext("of the plan", "Action"), kind="link", sort=_sort_link(wanted, "title")),
        Column("status", pgettext("of an action or funding", "Status")),
        Column("period", _("When"), sort=_sort_link(wanted, "starts")),
        Column("lead", _("Lead body")),
        Column("cost", _("Cost"), kind="money", sort=_sort_link(wanted, "cost")),
        Column("ready", _("Readiness"), sort=_sort_link(wanted, "ready")),
    ]
    total = sum(line.cost_cents for _action, line in pairs)
    blank = Cell("")
    return Table(
        caption=_("Actions of the plan"),
        caption_hidden=True,
        columns=columns,
        rows=[_row(action, line) for action, line in pairs],
        empty=_("No action fits these filters. Take one of them away."),
        total=Row([Cell(_("Total")), blank, blank, blank, blank, Cell(euros_or_dash(total)), blank]),
    )


def _row(action: Action, line: ActionLine) -> Row:
    page = reverse("plan:action_page", args=[action.code])
    return Row(
        [
            Cell(action.code),
            Cell(action.title, to=page),
            Cell(line.status, tone=STATUS_TONE.get(action.status, "neutral")),
            Cell(period_in_words(action)),
            Cell(action.lead),
            Cell(euros_or_dash(line.cost_cents)),
            Cell(ready_in_words(line)),
        ]
    )


def ready_in_words(line: ActionLine) -> str:
    if line.is_ready:
        return _("Ready")
    return _("%(met)s of %(total)s. %(missing)s") % {
        "met": line.met,
        "total": line.total,
        "missing": line.missing,
    }


def period_in_words(action: Action) -> str:
    if not action.starts_on and not action.ends_on:
        return ""
    ends = [short_date(day) if day else "…" for day in (action.starts_on, action.ends_on)]
    return "–".join(ends)
