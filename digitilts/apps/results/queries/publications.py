"""What has been published, and what the next release would change."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _

from digitilts.apps.plan.models import Plan
from digitilts.apps.results.models import Publication
from digitilts.apps.results.queries.release import Release, release_of
from digitilts.apps.results.queries.words import shown
from digitilts.kit.tables import Cell, Column, Row, Table


@dataclass(frozen=True)
class Change:
    code: str
    title: str
    before: float | None
    after: float | None
    hidden: int  # cells of its tables that stay unprinted
    cells: int


@dataclass(frozen=True)
class Preview:
    release: Release
    last: Publication | None
    changes: list[Change]
    hidden_count: int
    cell_count: int


@dataclass(frozen=True)
class Opened:
    """A municipality that has published something."""

    code: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class PublicChoice:
    """What the public sees: one municipality's newest release, and the others to choose from."""

    publication: Publication | None
    places: list[Opened]

    @property
    def query(self) -> str:
        """Keeps the choice in links; empty while there is nothing to choose."""
        chosen = next((place.code for place in self.places if place.is_chosen), "")
        return f"?{urlencode({'municipality': chosen})}" if chosen and len(self.places) > 1 else ""


def latest_publication(*, plan: Plan) -> Publication | None:
    """The newest release of a plan."""
    return plan.publications.select_related("plan__territory").order_by("-approved_at", "-pk").first()


def public_choice(wanted: str, mine: Q) -> PublicChoice | None:
    """The wanted municipality; without a wish the reader's own, else the first.  None if it is unknown.

    `mine` says which publications are of a territory that the reader works for.
    """
    newest = Publication.objects.select_related("plan__territory").order_by(
        "plan__territory__path", "-approved_at", "-pk"
    )
    names = dict(newest.values_list("plan__territory__code", "plan__territory__name"))
    own = newest.filter(mine).values_list("plan__territory__code", flat=True).first()
    chosen = wanted or own or next(iter(names), "")
    if wanted and wanted not in names:
        return None
    return PublicChoice(
        publication=newest.filter(plan__territory__code=chosen).first(),
        places=[Opened(code, name, is_chosen=code == chosen) for code, name in names.items()],
    )


def publications_of(plan: Plan) -> list[Publication]:
    return list(plan.publications.select_related("approved_by").order_by("-number"))


def next_release(plan: Plan, as_of: date) -> Release:
    return release_of(plan, as_of, earlier=publications_of(plan))


def preview_of(plan: Plan, as_of: date) -> Preview:
    published = publications_of(plan)
    release = release_of(plan, as_of, earlier=published)
    last = published[0] if published else None
    before = {row["code"]: row for row in last.figures.get("indicators", [])} if last else {}
    changes = [_change(row, before.get(row["code"])) for row in release.content["indicators"]]
    return Preview(
        release=release,
        last=last,
        changes=changes,
        hidden_count=sum(each.hidden for each in changes),
        cell_count=sum(each.cells for each in changes),
    )


def _change(row: dict[str, Any], before: dict[str, Any] | None) -> Change:
    lines = [line for split in row["splits"].values() for line in split]
    return Change(
        code=row["code"],
        title=row["title"],
        before=before["value"] if before else None,
        after=row["value"],
        hidden=sum(line["hidden"] for line in lines) + row["hidden"],
        cells=len(lines) + 1,
    )


def changes_table(preview: Preview) -> Table:
    """Each indicator before and after, with how many of its numbers stay hidden."""
    columns = [
        Column("indicator", _("Indicator")),
        Column("before", _("Last publication"), "number"),
        Column("after", _("Now"), "number"),
        Column("hidden", _("Hidden numbers"), "number"),
        Column("cells", _("All numbers"), "number"),
    ]
    rows = [
        Row(
            [
                Cell(f"{each.code} {each.title}"),
                Cell(_number(each.before)),
                Cell(_number(each.after)),
                Cell(str(each.hidden)),
                Cell(str(each.cells)),
            ]
        )
        for each in preview.changes
    ]
    return Table(_("Indicators"), columns, rows)


def _number(value: float | None) -> str:
    return shown(None if value is None else Decimal(str(value)))
