"""What the plan costs and who pays, by year and by area."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from digitilts.apps.plan.models import Action
from digitilts.apps.plan.queries.words import FUNDING_STATUS, euros_or_dash, word
from digitilts.apps.plan.rules import FundingStatus
from digitilts.apps.plan.rules.readiness import SECURED
from digitilts.kit.tables import Cell, Column, Row, Table

MONEY_COLUMNS = (*FundingStatus,)


def _money_table(caption: str, first: str, rows: list[tuple[str, Counter[str]]]) -> Table:
    """Cost and funding by status; the last line is the sum of the lines above it."""
    columns = [
        Column("what", first),
        Column("cost", _("Cost"), kind="money"),
        *(Column(status, word(FUNDING_STATUS, status), kind="money") for status in MONEY_COLUMNS),
        Column("short", _("Still to be found"), kind="money"),
    ]
    total: Counter[str] = sum((counts for _label, counts in rows), Counter())
    short = sum(_short(counts) for _label, counts in rows)
    return Table(
        caption=caption,
        columns=columns,
        rows=[Row([Cell(label), *_sums(counts, _short(counts))]) for label, counts in rows],
        empty=_("No costs and no funding yet."),
        total=Row([Cell(_("Total")), *_sums(total, short)]) if rows else None,
    )


def _short(counts: Counter[str]) -> int:
    return max(counts["cost"] - sum(counts[status] for status in SECURED), 0)


def _sums(counts: Counter[str], short: int) -> list[Cell]:
    return [Cell(euros_or_dash(cents)) for cents in (counts["cost"], *_by_status(counts), short)]


def _by_status(counts: Counter[str]) -> list[int]:
    return [counts[status] for status in MONEY_COLUMNS]


def money_by_year(actions: Iterable[Action]) -> Table:
    years: dict[int | None, Counter[str]] = {}
    for action in actions:
        for cost in action.costs.all():
            years.setdefault(cost.year, Counter())["cost"] += cost.amount_cents
        for funding in action.funding.all():
            years.setdefault(funding.year, Counter())[funding.status] += funding.amount_cents
    ordered = sorted(years.items(), key=lambda pair: (pair[0] is None, pair[0] or 0))
    rows = [(str(year) if year else _("Year not said"), counts) for year, counts in ordered]
    return _money_table(_("Costs and funding by year"), _("Year"), rows)


def money_by_area(actions: Iterable[Action], titles: dict[int, str]) -> Table:
    areas: dict[int, Counter[str]] = {number: Counter() for number in titles}
    for action in actions:
        counts = areas.setdefault(action.area.number, Counter())
        counts["cost"] += sum(line.amount_cents for line in action.costs.all())
        for funding in action.funding.all():
            counts[funding.status] += funding.amount_cents
    rows = [(f"{number}. {titles[number]}", counts) for number, counts in sorted(areas.items())]
    return _money_table(_("Costs and funding by area"), _("Area"), rows)
