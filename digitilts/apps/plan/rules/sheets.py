"""The plan as municipalities write it down: which sheets, which columns, which words.

The same description serves the workbook (Latvian headings and words) and the text file (English keys and
codes), so the two can never differ in what they carry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from digitilts.apps.plan.rules import ActionStatus, Direction, Frequency
from digitilts.apps.plan.rules.sheet_words import (
    BY_WORDS,
    COST_WORDS,
    DIRECTION_WORDS,
    FREQUENCY_WORDS,
    FUNDING_WORDS,
    GOAL_WORDS,
    GROUP_WORDS,
    KIND_WORDS,
    PARTNER_WORDS,
    STATUS_WORDS,
    THEME_WORDS,
)


class Kind(StrEnum):
    TEXT = "text"
    CODE = "code"  # names a row for ever, also in web addresses
    WHOLE = "whole"
    DECIMAL = "decimal"
    MONEY = "money"  # euros in the file, cents inside
    DATE = "date"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    MANY_OF = "many_of"
    PAIRS = "pairs"  # narrowing of a measure: "level=1; topic=health"


@dataclass(frozen=True)
class ColumnSpec:
    key: str
    heading: str
    kind: Kind = Kind.TEXT
    required: bool = False
    words: Mapping[str, str] = field(default_factory=dict)  # code: Latvian word
    least: int = 0
    most: int = 240  # letters of a text, or the size of a number
    default: str = ""  # what an empty cell of ONE_OF means
    refers_to: str = ""  # the list whose code must stand here

    @property
    def example(self) -> str:
        return EXAMPLES.get(self.kind, "")


EXAMPLES = {
    Kind.CODE: "2.1",
    Kind.WHOLE: "2026",
    Kind.DECIMAL: "12,5",
    Kind.MONEY: "2000",
    Kind.DATE: "31.12.2026",
    Kind.PAIRS: "level=1; topic=health",
}


@dataclass(frozen=True)
class SheetSpec:
    key: str
    name: str
    columns: tuple[ColumnSpec, ...]
    parent: str = ""  # rows of this sheet hang on rows of that one
    is_required: bool = True

    def column(self, key: str) -> ColumnSpec:
        return next(column for column in self.columns if column.key == key)


LONG = 20_000  # letters of a longer text
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_EUROS = 1_000_000_000

C = ColumnSpec


def _year(key: str, heading: str, *, required: bool = True) -> ColumnSpec:
    return C(key, heading, Kind.WHOLE, required, least=FIRST_YEAR, most=LAST_YEAR)


def _of_action(*, required: bool = True) -> ColumnSpec:
    return C("action", "Darbības kods", required=required, most=12, refers_to="actions")


SHEETS: tuple[SheetSpec, ...] = (
    SheetSpec(
        "plan",
        "Plāns",
        (
            C("title", "Nosaukums", required=True),
            _year("first_year", "Pirmais gads"),
            _year("last_year", "Pēdējais gads"),
            C("vision", "Vīzija", most=LONG),
            C("strategy", "Attīstības stratēģija", most=LONG),
        ),
    ),
    SheetSpec(
        "areas",
        "Jomas",
        (
            C("number", "Numurs", Kind.WHOLE, required=True, least=1, most=99),
            C("title", "Nosaukums", required=True, most=160),
            C("description", "Apraksts", most=LONG),
            C("has_themes", "Ar tēmām", Kind.YES_NO),
        ),
    ),
    SheetSpec(
        "objectives",
        "Mērķi",
        (
            C("area", "Joma", Kind.WHOLE, required=True, least=1, most=99, refers_to="areas"),
            C("code", "Kods", Kind.CODE, required=True, most=12),
            C("title", "Nosaukums", required=True),
        ),
        parent="areas",
    ),
    SheetSpec(
        "actions",
        "Darbības",
        (
            C("code", "Kods", Kind.CODE, required=True, most=12),
            C("title", "Nosaukums", required=True),
            C("area", "Joma", Kind.WHOLE, required=True, least=1, most=99, refers_to="areas"),
            C("objective", "Mērķis", most=12, refers_to="objectives"),
            C("description", "Apraksts", most=LONG),
            C("themes", "Tēmas", Kind.MANY_OF, words=THEME_WORDS),
            C("goals", "Digitālās desmitgades mērķi", Kind.MANY_OF, words=GOAL_WORDS),
            C("target_groups", "Mērķgrupas", Kind.MANY_OF, words=GROUP_WORDS),
            C("lead", "Atbildīgā iestāde", most=160),
            C("starts_on", "Sākums", Kind.DATE),
            C("ends_on", "Beigas", Kind.DATE),
            C("strategy_link", "Saikne ar stratēģiju", most=LONG),
            C("outputs", "Iznākumi", most=LONG),
            C("results", "Rezultāti", most=LONG),
            C("status", "Statuss", Kind.ONE_OF, words=STATUS_WORDS, default=ActionStatus.IDEA),
        ),
    ),
    SheetSpec(
        "milestones",
        "Starpposmi",
        (
            _of_action(),
            C("title", "Starpposms", required=True, most=200),
            C("due_on", "Termiņš", Kind.DATE, required=True),
            C("done_on", "Izpildīts", Kind.DATE),
        ),
        parent="actions",
    ),
    SheetSpec(
        "costs",
        "Izmaksas",
        (
            _of_action(),
            _year("year", "Gads"),
            C("amount_cents", "Summa", Kind.MONEY, required=True, most=MOST_EUROS),
            C("category", "Veids", Kind.ONE_OF, required=True, words=COST_WORDS),
            C("note", "Piezīme", most=200),
        ),
        parent="actions",
    ),
    SheetSpec(
        "funding",
        "Finansējums",
        (
            _of_action(),
            C("source", "Avots", required=True, most=160),
            C("amount_cents", "Summa", Kind.MONEY, required=True, most=MOST_EUROS),
            C("status", "Statuss", Kind.ONE_OF, required=True, words=FUNDING_WORDS),
            _year("year", "Gads", required=False),
        ),
        parent="actions",
    ),
    SheetSpec(
        "risks",
        "Riski",
        (
            _of_action(),
            C("description", "Risks", required=True, most=300),
            C("likelihood", "Varbūtība", Kind.WHOLE, required=True, least=1, most=5),
            C("impact", "Ietekme", Kind.WHOLE, required=True, least=1, most=5),
            C("mitigation", "Ko darām", most=300),
            C("owner", "Atbild", most=160),
            C("review_on", "Pārskatīt", Kind.DATE),
        ),
        parent="actions",
    ),
    SheetSpec(
        "partners",
        "Partneri",
        (
            _of_action(),
            C("name", "Partneris", required=True, most=160),
            C("role", "Loma", Kind.ONE_OF, required=True, words=PARTNER_WORDS),
        ),
        parent="actions",
    ),
    SheetSpec(
        "indicators",
        "Rādītāji",
        (
            C("code", "Kods", Kind.CODE, required=True, most=16),
            C("title", "Nosaukums", required=True),
            _of_action(required=False),
            C("kind", "Veids", Kind.ONE_OF, required=True, words=KIND_WORDS),
            C("definition", "Definīcija", most=LONG),
            C("unit", "Mērvienība", required=True, most=40),
            C("direction", "Virziens", Kind.ONE_OF, words=DIRECTION_WORDS, default=Direction.UP),
            C("baseline", "Sākumvērtība", Kind.DECIMAL, most=10**12 - 1),
            _year("baseline_year", "Sākumvērtības gads", required=False),
            C("disaggregations", "Dalījums", Kind.MANY_OF, words=BY_WORDS),
            C("source", "Datu avots"),
            C("frequency", "Biežums", Kind.ONE_OF, words=FREQUENCY_WORDS, default=Frequency.QUARTERLY),
            C("responsible", "Atbild", most=160),
            C("measure", "Mērījums", most=60),
            C("filters", "Mērījuma sašaurinājums", Kind.PAIRS),
        ),
    ),
    SheetSpec(
        "targets",
        "Mērķvērtības",
        (
            C("indicator", "Rādītāja kods", required=True, most=16, refers_to="indicators"),
            C("starts_on", "No", Kind.DATE, required=True),
            C("ends_on", "Līdz", Kind.DATE, required=True),
            C("value", "Vērtība", Kind.DECIMAL, required=True, most=10**12 - 1),
        ),
        parent="indicators",
    ),
    SheetSpec(
        "contributions",
        "Ieguldījums",
        (
            C("plan_indicator", "Plāna rādītājs", required=True, most=16, refers_to="indicators"),
            C("action_indicator", "Darbības rādītājs", required=True, most=16, refers_to="indicators"),
            C("share_percent", "Daļa, %", Kind.WHOLE, required=True, least=0, most=100),
            C("note", "Pamatojums", required=True, most=300),
        ),
        is_required=False,
    ),
)
BY_KEY = {sheet.key: sheet for sheet in SHEETS}
