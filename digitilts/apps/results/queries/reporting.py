"""The published figures as data for the report on paper."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from digitilts.apps.results.models import Publication
from digitilts.apps.results.queries.public_page import PublicFigure, public_page_of
from digitilts.apps.results.queries.words import shown
from digitilts.kit.charts import BarChart
from digitilts.kit.dates import short_date


def report_data(publication: Publication) -> dict[str, Any]:
    """Only texts: the template sets them, it decides nothing."""
    page = public_page_of(publication.figures)
    facts = {"number": publication.number, "day": short_date(publication.approved_at)}
    return {
        "title": _("Results: %(plan)s") % {"plan": page.plan},
        "subtitle": _("%(territory)s. Figures as of %(day)s.")
        % {"territory": page.territory, "day": page.as_of},
        "published": _("Publication %(number)s, approved on %(day)s.") % facts,
        "note": publication.note,
        "hiding": _(
            "Numbers below %(k)s people are hidden, and so are those from which they could be worked out."
        )
        % {"k": page.smallest_shown},
        "plan_title": _("Results of the plan"),
        "plan": [_figure(each, with_tables=True) for each in page.plan_figures],
        "groups": [
            {"title": group.title, "figures": [_figure(each, with_tables=False) for each in group.figures]}
            for group in page.groups
        ],
        "columns": [_("Indicator"), _("Figure"), _("Target and progress")],
        "source": _("Source"),
    }


def _figure(figure: PublicFigure, *, with_tables: bool) -> dict[str, Any]:
    return {
        "title": f"{figure.code} {figure.title}",
        "value": f"{figure.value} {figure.unit}" if not figure.value.endswith("%") else figure.value,
        "sentence": " ".join(filter(None, (figure.verdict + ".", figure.sentence))),
        "meaning": figure.meaning,
        "source": " · ".join(filter(None, (figure.source, figure.denominator, figure.as_of))),
        "tables": [_table(chart) for chart in figure.bars] if with_tables else [],
    }


def _table(chart: BarChart) -> dict[str, Any]:
    known = [bar.value for bar in chart.bars if bar.value is not None]
    highest = max(known, default=0) or 1
    return {
        "title": chart.title,
        "finding": chart.finding,
        "rows": [
            {
                "label": bar.label,
                "value": _("hidden")
                if bar.hidden
                else shown(None if bar.value is None else Decimal(str(bar.value))),
                "share": 0 if bar.value is None else round(bar.value / highest * 100, 1),
                "hidden": bar.hidden,
            }
            for bar in chart.bars
        ],
    }
