"""Why the services of this app refuse, and what is wrong with a cell, in words."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from digitilts.apps.places.services.importing.draft import Problem

POSITIONS: dict[str, Promise] = {
    "position_half": _("Write both latitude and longitude, or neither."),
    "position_swapped": _("Latitude and longitude are swapped. In Latvia latitude is about 57."),
    "position_elsewhere": _("This position is not in Latvia. Check the digits."),
}
REASONS: dict[str, Any] = {
    "not_yours": _("This place belongs to another territory, or you may only look."),
    "venue_exists": _("This municipality already has a place of that name."),
    "hours_not_understood": _("“%(part)s” is not understood. Write, for example, Mo-Fr 09:00-17:00; Sa off."),
    "changed_meanwhile": _(
        "Somebody changed this record while you were writing. Compare, and save again to keep what you wrote."
    ),
    "import_has_problems": _("Something changed meanwhile. Send the file again."),
    **POSITIONS,
}
PROBLEMS: dict[str, Promise] = {
    "missing": _("is empty and must not be"),
    "too_long": _("is too long"),
    "not_a_code": _("is not a code of a territory"),
    "not_a_number": _("is not a number"),
    "not_a_count": _("is not a whole number from zero up"),
    "not_yes_or_no": _("must be yes or no"),
    "not_a_day": _("is not a date; write 31.12.2026"),
    "not_an_age_band": _("is not one of the age groups 0-15, 16-24, 25-54, 55-64, 65-74, 75+"),
    "not_hours": _("is not understood; write, for example, Mo-Fr 09:00-17:00; Sa off"),
    "not_a_known_word": _("is not one of the words known here"),
    "error_cell": _("holds an error of the spreadsheet"),
    "merged_cell": _("is merged with others; take the cells apart"),
    "formula_cell": _("holds a formula; paste its value"),
    "unknown_column": _("is not a heading known here"),
    "column_missing": _("is a column that must be there"),
    "sheet_not_understood": _(
        "cannot be told: territories, populations or places? Use the headings of the template"
    ),
    "no_rows": _("no rows were found"),
    "not_geojson": _("this is not a GeoJSON file with features"),
    "no_shape": _("this feature has no point or outline that can be drawn"),
    "unknown_territory": _("is a territory that does not exist here; import it first"),
    "wrong_parent": _("does not fit: a parish belongs to a municipality, a municipality to a country"),
    "twice": _("stands in the file twice"),
    "not_yours": _("is not in your territory"),
    **POSITIONS,
}


def problem_lines(problems: list[Problem], limit: int = 200) -> list[tuple[str, str]]:
    """Where and what: ("Sheet Vietas, row 5, column C", "“abc” is not a number")."""
    return [(_where(problem), _what(problem)) for problem in problems[:limit]]


def _where(problem: Problem) -> str:
    if not problem.column:
        return _("Sheet %(sheet)s, row %(row)s") % {"sheet": problem.sheet, "row": problem.row}
    place = {"sheet": problem.sheet, "row": problem.row, "column": problem.column}
    return _("Sheet %(sheet)s, row %(row)s, column %(column)s") % place


def _what(problem: Problem) -> str:
    words = str(PROBLEMS.get(problem.reason, problem.reason))
    return f"“{problem.value}” {words}" if problem.value else words
