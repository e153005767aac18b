"""What is wrong with a file, as sentences that name the place and say what to write instead."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from digitilts.apps.plan.rules.problems import Place, Problem

SENTENCES: Mapping[str, str | Promise] = {
    "empty": gettext_lazy("nothing is written here, but the plan needs it."),
    "not_text": gettext_lazy("“%(shown)s” is not a text. Write it in words."),
    "text_became_date": gettext_lazy(
        "Excel has turned this into the date %(shown)s. Format the column as “Text” and write it again."
    ),
    "too_long": gettext_lazy("the text has %(length)s letters, at most %(most)s fit. Shorten it."),
    "bad_code": gettext_lazy(
        "the code “%(shown)s” contains a sign that cannot stand in a web address. Write, for example, "
        "%(example)s."
    ),
    "not_a_number": gettext_lazy("“%(shown)s” is not a number. Write, for example, %(example)s."),
    "number_ambiguous": gettext_lazy(
        "“%(shown)s” can be read in two ways: as thousands or as a decimal. Write it without a separator of "
        "thousands, for example 1234 or 1,23."
    ),
    "not_whole": gettext_lazy("“%(shown)s” is not a whole number. Write, for example, %(example)s."),
    "negative": gettext_lazy("“%(shown)s” is less than zero. Write zero or more."),
    "too_small": gettext_lazy("“%(shown)s” is too small. Write %(least)s or more."),
    "too_big": gettext_lazy("“%(shown)s” is too big. Write at most %(most)s."),
    "too_precise": gettext_lazy(
        "“%(shown)s” has more than two digits after the comma. Round it, for example %(example)s."
    ),
    "not_a_date": gettext_lazy("“%(shown)s” is not a date. Write, for example, %(example)s."),
    "date_ambiguous": gettext_lazy(
        "in “%(shown)s” it is not clear which number is the day and which the month. Write, for example, "
        "%(example)s."
    ),
    "no_such_day": gettext_lazy("there is no such day as “%(shown)s”. Write, for example, %(example)s."),
    "date_far_away": gettext_lazy(
        "the date “%(shown)s” lies outside the years 2000 to 2100. Write, for example, %(example)s."
    ),
    "not_yes_no": gettext_lazy("“%(shown)s” is neither yes nor no. Write “jā” or “nē”."),
    "unknown_word": gettext_lazy("“%(shown)s” is not known here. Choose one of: %(allowed)s."),
    "not_pairs": gettext_lazy("“%(shown)s” cannot be understood. Write, for example, %(example)s."),
    "plan_row_missing": gettext_lazy("there is no row with the title and the years of the plan. Add one."),
    "plan_row_twice": gettext_lazy("the plan is described once, in one row. Remove this row."),
    "years_in_wrong_order": gettext_lazy("the last year %(shown)s comes before the first year."),
    "dates_in_wrong_order": gettext_lazy("the end (%(shown)s) comes before the beginning."),
    "duplicate": gettext_lazy("“%(shown)s” stands already in row %(first_row)s. Each may stand only once."),
    "duplicate_row": gettext_lazy(
        "this row is the same as row %(first_row)s. Remove it or tell them apart in the note."
    ),
    "unknown_areas": gettext_lazy("there is no area number “%(shown)s” in the sheet “Jomas”."),
    "unknown_actions": gettext_lazy("there is no action with the code “%(shown)s” in the sheet “Darbības”."),
    "unknown_indicators": gettext_lazy(
        "there is no indicator with the code “%(shown)s” in the sheet “Rādītāji”."
    ),
    "unknown_objectives": gettext_lazy(
        "area %(area)s has no objective with the code “%(shown)s” in the sheet “Mērķi”."
    ),
    "not_a_plan_indicator": gettext_lazy(
        "“%(shown)s” is an indicator of an action. An indicator of the whole plan belongs here."
    ),
    "not_an_action_indicator": gettext_lazy(
        "“%(shown)s” is an indicator of the whole plan. An indicator of an action belongs here."
    ),
    "sheet_missing": gettext_lazy("this sheet is not in the file. There are: %(there)s."),
    "sheet_twice": gettext_lazy("there are two sheets of this name. Keep one."),
    "sheet_hidden": gettext_lazy(
        "this sheet is hidden. Show it in Excel, look through it and send it again."
    ),
    "sheet_unknown": gettext_lazy("this sheet is not part of the plan and is not read."),
    "headings_missing": gettext_lazy(
        "the row with the headings is not found. It needs at least: %(expected)s."
    ),
    "column_missing": gettext_lazy("this column is missing. Add it with this heading."),
    "column_absent": gettext_lazy("this column is missing, so it is read as empty."),
    "column_twice": gettext_lazy("there are two columns with this heading. Keep one."),
    "column_unknown": gettext_lazy("the heading “%(shown)s” is not known, so the column is not read."),
    "merged": gettext_lazy("the cell is merged with others. Split the cells and write into each row."),
    "excel_error": gettext_lazy("Excel shows an error here. Correct it and send the file again."),
    "formula_without_value": gettext_lazy(
        "there is a formula without a result. Open the file in Excel, save it and send it again, or write "
        "the value."
    ),
    "formula": gettext_lazy("there is a formula. Its result “%(shown)s” is taken, not the formula."),
    "text_too_big": gettext_lazy("the file is bigger than %(most)s MB."),
    "text_not_utf8": gettext_lazy("the text is not in UTF-8. Save it with the encoding UTF-8."),
    "text_not_toml": gettext_lazy(
        "this cannot be read. Look for a missing quotation mark, bracket or equals sign."
    ),
    "text_other_format": gettext_lazy(
        "the line “format = %(format)s” is missing. Begin with a file exported from here."
    ),
    "text_not_a_list": gettext_lazy("this must be a list in double square brackets."),
    "text_unknown_key": gettext_lazy("the key “%(shown)s” is not known. Look for a spelling mistake."),
}


def problem_in_words(problem: Problem) -> str:
    """`Sheet “Izmaksas”, row 7, column C (Summa): “two thousand” is not a number. Write, for example, …`"""
    sentence = str(SENTENCES[problem.code]) % {"shown": problem.shown, **problem.details}
    place = place_in_words(problem.place)
    return f"{place}: {sentence}" if place else sentence


def place_in_words(place: Place) -> str:
    if not place.sheet:
        return ""
    if place.sheet.startswith(("[[", "plan.toml")):
        return _text_place(place)
    words = {"sheet": place.sheet, "row": place.row, "letter": place.letter, "heading": place.heading}
    if place.letter:
        return _("Sheet “%(sheet)s”, row %(row)s, column %(letter)s (%(heading)s)") % words
    if place.heading:
        return _("Sheet “%(sheet)s”, row %(row)s, column “%(heading)s”") % words
    if place.row:
        return _("Sheet “%(sheet)s”, row %(row)s") % words
    return _("Sheet “%(sheet)s”") % words


def _text_place(place: Place) -> str:
    words = {"list": place.sheet, "row": place.row, "key": place.heading}
    if place.sheet == "plan.toml":
        if place.heading:
            return _("File %(list)s, key %(key)s") % words
        return _("File %(list)s, line %(row)s") % words if place.row else place.sheet
    if place.heading:
        return _("List %(list)s, entry %(row)s, key %(key)s") % words
    return _("List %(list)s, entry %(row)s") % words
