"""The fields of a plan's content as words, and their values as people read them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from digitilts.apps.plan.queries import words
from digitilts.apps.plan.rules.sheets import BY_KEY, ColumnSpec, Kind
from digitilts.kit.dates import short_date
from digitilts.kit.numbers import euros, number

FIELDS: Mapping[str, str | Promise] = {
    "title": pgettext_lazy("of a plan, action or indicator", "Title"),
    "first_year": gettext_lazy("First year"),
    "last_year": gettext_lazy("Last year"),
    "vision": gettext_lazy("Vision"),
    "strategy": gettext_lazy("Development strategy"),
    "number": pgettext_lazy("of an area", "Number"),
    "description": gettext_lazy("Description"),
    "has_themes": gettext_lazy("Contains the four themes"),
    "code": pgettext_lazy("of an action or indicator", "Code"),
    "area": pgettext_lazy("of the plan", "Area"),
    "objective": pgettext_lazy("of the plan", "Objective"),
    "themes": gettext_lazy("Themes"),
    "goals": gettext_lazy("Goals of the Digital Decade"),
    "target_groups": gettext_lazy("Target groups"),
    "lead": gettext_lazy("Lead body"),
    "starts_on": pgettext_lazy("date", "From"),
    "ends_on": pgettext_lazy("date", "Until"),
    "strategy_link": gettext_lazy("Link to the development strategy"),
    "outputs": gettext_lazy("Outputs: what will be delivered"),
    "results": gettext_lazy("Results: what will change for residents"),
    "status": pgettext_lazy("of an action or funding", "Status"),
    "due_on": gettext_lazy("Due"),
    "done_on": pgettext_lazy("date", "Done"),
    "year": pgettext_lazy("calendar", "Year"),
    "amount_cents": pgettext_lazy("money", "Sum"),
    "category": gettext_lazy("Kind of cost"),
    "note": pgettext_lazy("short text", "Note"),
    "source": pgettext_lazy("of money or data", "Source"),
    "likelihood": gettext_lazy("Likelihood"),
    "impact": gettext_lazy("Impact"),
    "mitigation": gettext_lazy("What we do against it"),
    "owner": gettext_lazy("Who answers for it"),
    "review_on": gettext_lazy("Review on"),
    "name": gettext_lazy("Partner"),
    "role": gettext_lazy("Role of the partner"),
    "kind": gettext_lazy("Output or result"),
    "definition": gettext_lazy("Definition"),
    "unit": gettext_lazy("Unit"),
    "direction": gettext_lazy("Which way is better"),
    "measure": gettext_lazy("Measure"),
    "filters": gettext_lazy("What the measure counts"),
    "baseline": gettext_lazy("Baseline"),
    "baseline_year": gettext_lazy("Year of the baseline"),
    "disaggregations": gettext_lazy("Breakdown"),
    "frequency": gettext_lazy("How often"),
    "responsible": gettext_lazy("Who answers for it"),
    "value": pgettext_lazy("of an indicator", "Value"),
    "share_percent": gettext_lazy("Share, %"),
    "action": pgettext_lazy("of the plan", "Action"),
}
LISTS: Mapping[str, str | Promise] = {
    "areas": pgettext_lazy("of the plan", "Area"),
    "objectives": pgettext_lazy("of the plan", "Objective"),
    "actions": pgettext_lazy("of the plan", "Action"),
    "milestones": pgettext_lazy("of an action", "Milestone"),
    "costs": pgettext_lazy("of an action", "Cost"),
    "funding": pgettext_lazy("of an action", "Funding"),
    "risks": pgettext_lazy("of an action", "Risk"),
    "partners": pgettext_lazy("of an action", "Partner"),
    "indicators": pgettext_lazy("of the plan", "Indicator"),
    "targets": pgettext_lazy("of an indicator", "Target"),
    "contributions": pgettext_lazy("to an indicator of the plan", "Contribution"),
}
CODES: Mapping[tuple[str, str], words.Words] = {
    ("actions", "status"): words.STATUS,
    ("actions", "themes"): words.THEME,
    ("actions", "goals"): words.GOAL,
    ("actions", "target_groups"): words.TARGET_GROUP,
    ("costs", "category"): words.COST_CATEGORY,
    ("funding", "status"): words.FUNDING_STATUS,
    ("partners", "role"): words.PARTNER_ROLE,
    ("indicators", "kind"): words.INDICATOR_KIND,
    ("indicators", "direction"): words.DIRECTION,
    ("indicators", "frequency"): words.FREQUENCY,
    ("indicators", "disaggregations"): words.DISAGGREGATION,
}


def field_in_words(name: str) -> str:
    return str(FIELDS.get(name, name))


def value_in_words(sheet: str, name: str, value: Any) -> str:  # noqa: ANN401  # any value of the content
    """`value_in_words("costs", "amount_cents", 120000) == "1 200,00 €"`; nothing is "–"."""
    if value is None or value in ("", [], {}):
        return "–"
    column = _column(sheet, name)
    if known := CODES.get((sheet, name)):
        codes = value if isinstance(value, list) else [value]
        return ", ".join(words.word(known, code) for code in codes)
    if column is None:
        return str(value)
    return _by_kind(column, value)


def _column(sheet: str, name: str) -> ColumnSpec | None:
    columns = BY_KEY[sheet].columns
    return next((column for column in columns if column.key == name), None)


def _by_kind(column: ColumnSpec, value: Any) -> str:  # noqa: ANN401  # any value of the content
    if column.kind == Kind.MONEY:
        return euros(value)
    if column.kind == Kind.DATE:
        return short_date(date.fromisoformat(value))
    if column.kind == Kind.DECIMAL:
        return number(Decimal(value))
    if column.kind == Kind.YES_NO:
        return _("yes") if value else _("no")
    if column.kind == Kind.PAIRS:
        return "; ".join(f"{key}={each}" for key, each in value.items())
    return str(value)
