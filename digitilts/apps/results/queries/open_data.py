"""Open data: one long table with stable columns, and its description."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from digitilts.apps.results.models import Publication

WHOLE = "whole"
# Name of the column to (type, meaning). Columns are only ever added, at the end.
CSV_COLUMNS: dict[str, tuple[str, Any]] = {
    "publication": ("integer", _("Number of the publication")),
    "as_of": ("date", _("Day to which the figure is counted")),
    "territory": ("string", _("Code of the municipality")),
    "indicator": ("string", _("Code of the indicator")),
    "title": ("string", _("What is measured")),
    "unit": ("string", _("Unit of the value")),
    "period_start": ("date", _("First day of the period")),
    "period_end": ("date", _("Last day of the period")),
    "split": (
        "string",
        _("By what the figure is split: whole, parish, age_band, sex, topic, level or month"),
    ),
    "key": ("string", _("Which line of the split; empty means elsewhere or not known")),
    "label": ("string", _("Name of the parish, else the key")),
    "value": ("number", _("The value; empty when hidden or not known")),
    "hidden": (
        "boolean",
        _("true when the number is hidden because it is small or would give a small one away"),
    ),
    "target": ("number", _("The target of the period, only for the whole")),
    "denominator": ("number", _("What a share is a share of, only for the whole")),
    "source": ("string", _("Where the figure comes from")),
}


def csv_rows(publication: Publication) -> Iterable[list[Any]]:
    """The whole of each indicator, then its splits."""
    figures = publication.figures
    for row in figures["indicators"]:
        head = [
            publication.number,
            row["as_of"],
            figures["territory"]["code"],
            row["code"],
            row["title"],
            row["unit"],
            row["period_start"],
            row["period_end"],
        ]
        whole = [row["value"], _truth(row["hidden"]), row["target"], row["denominator"], row["source"]]
        yield [*head, WHOLE, "", "", *whole]
        for split, lines in row["splits"].items():
            for line in lines:
                label = figures["parishes"].get(line["key"], line["key"])
                yield [
                    *head,
                    split,
                    line["key"],
                    label,
                    line["value"],
                    _truth(line["hidden"]),
                    None,
                    None,
                    row["source"],
                ]


def _truth(value: object) -> str:
    return "true" if value else "false"


def package_of(publication: Publication, address: str, language: str) -> dict[str, Any]:
    """A Data Package descriptor (Frictionless Data, version 1)."""
    return {
        "profile": "tabular-data-package",
        "name": "digitilts-results",
        "title": publication.figures["plan"],
        "version": str(publication.number),
        "created": publication.approved_at.isoformat(),
        "languages": [language],
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "CC BY 4.0",
            }
        ],
        "resources": [
            {
                "name": "results",
                "path": address,
                "profile": "tabular-data-resource",
                "format": "csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": name, "type": kind, "description": str(meaning)}
                        for name, (kind, meaning) in CSV_COLUMNS.items()
                    ],
                    "missingValues": [""],
                },
            }
        ],
    }
