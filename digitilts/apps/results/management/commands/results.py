"""`digitilts results`: every indicator with its value, numerator, denominator and number of records."""

import csv
import json
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from digitilts.apps.plan.models import Plan
from digitilts.apps.results.queries.indicators import indicator_figures
from digitilts.apps.results.queries.listing import COLUMNS, indicator_rows


class Command(BaseCommand):
    help = "Prints every indicator of a plan with value, numerator, denominator and number of records."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=["json", "csv", "text"], default="text")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, help="a day such as 2026-06-30; today if left out"
        )
        parser.add_argument("--plan", type=int, help="number of the plan; the newest if left out")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  # Django's own signature
        as_of = options["as_of"] or timezone.localdate()
        plan = self._plan(options["plan"], as_of)
        with translation.override("lv"):
            rows = indicator_rows(indicator_figures(plan, as_of).values())
        if options["format"] == "json":
            whole = {
                "plan": plan.title,
                "territory": plan.territory.code,
                "as_of": str(as_of),
                "indicators": rows,
            }
            self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1))
        elif options["format"] == "csv":
            writer = csv.DictWriter(self.stdout or sys.stdout, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        else:
            for row in rows:
                self.stdout.write(self._line(row))

    def _plan(self, number: int | None, as_of: date) -> Plan:
        plans = Plan.objects.select_related("territory").order_by("-first_year", "pk")
        if number is not None:
            plans = plans.filter(pk=number)
        found = list(plans)
        running = (plan for plan in found if plan.first_year <= as_of.year <= plan.last_year)
        chosen = next(running, None) or next(iter(found), None)
        if chosen is None:
            raise CommandError("There is no such plan. / Tāda plāna nav.")
        return chosen

    def _line(self, row: dict[str, Any]) -> str:
        value = "-" if row["value"] is None else row["value"]
        below = "" if row["denominator"] is None else f" / {row['denominator']}"
        above = "" if row["numerator"] is None else f"  ({row['numerator']}{below})"
        return f"{row['code']:<8} {value:>12} {row['unit']}{above}  {row['records']} records  {row['title']}"
