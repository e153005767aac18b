"""The plan as one readable text file, plan.toml: TOML 1.0, English keys, codes with their meaning."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from digitilts.apps.plan.rules.content import Content
from digitilts.apps.plan.rules.problems import Place, Problem
from digitilts.apps.plan.rules.sheets import BY_KEY, Kind, SheetSpec
from digitilts.apps.plan.rules.tables import RawCell, RawRow, read_tables

FORMAT = 1
MOST_BYTES = 5_000_000
NESTED = {
    "areas": ("objectives",),
    "actions": ("partners", "milestones", "costs", "funding", "risks"),
    "indicators": ("targets",),
    "contributions": (),
}
PARENT_KEY = {"areas": ("area", "number"), "actions": ("action", "code"), "indicators": ("indicator", "code")}
# Inside the program a sum is in cents and says so; people write euros.
FILE_KEYS = {"amount_cents": "amount"}
Tables = dict[str, list[RawRow]]


def write_text(content: Content) -> str:
    """The whole plan; `read_text(write_text(content))` gives the same content."""
    lines = [*_heading(), f"format = {FORMAT}", *_pairs(BY_KEY["plan"], content, "")]
    for name, parts in NESTED.items():
        lines += ["", *_legend(BY_KEY[name])]
        for part in parts:
            lines += _legend(BY_KEY[part], path=f"{name}.{part}")
        for row in content[name]:
            lines += ["", f"[[{name}]]", *_pairs(BY_KEY[name], row, "")]
            for part in parts:
                for each in row[part]:
                    lines += [f"  [[{name}.{part}]]", *_pairs(BY_KEY[part], each, "  ")]
    return "\n".join(lines) + "\n"


def _heading() -> list[str]:
    return [
        "# Plāns vienā teksta failā (TOML). Rindas, kas sākas ar #, ir paskaidrojumi.",
        "# The plan in one text file (TOML). Lines that begin with # are explanations.",
        "# Datumi / dates: 2026-12-31. Summas / sums: euro, 1234.56.",
        "",
    ]


def _legend(sheet: SheetSpec, path: str = "") -> Iterator[str]:
    """What the keys mean and which codes they may have."""
    yield f"# [[{path or sheet.key}]] – {sheet.name}"
    for column in sheet.columns:
        if column.words:
            words = ", ".join(f"{code} ({word})" for code, word in column.words.items())
            yield f"#   {column.key} – {column.heading}: {words}"


def _pairs(sheet: SheetSpec, row: Mapping[str, Any], indent: str) -> Iterator[str]:
    """`key = value` for each column that has a value and is not said by the place of the row."""
    for column in sheet.columns:
        value = row.get(column.key)
        if column.key in row and value not in (None, "", [], {}):
            written = _value(column.kind, value)
            yield f"{indent}{FILE_KEYS.get(column.key, column.key)} = {written}"


def _value(kind: Kind, value: Any) -> str:  # noqa: ANN401  # by its kind
    if kind == Kind.MONEY:
        return f"{Decimal(value) / 100:.2f}"
    if kind in {Kind.DATE, Kind.DECIMAL}:
        return str(value)
    return _toml(value)


def _toml(value: Any) -> str:  # noqa: ANN401  # any TOML value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(_toml(each) for each in value)}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_quoted(key)} = {_toml(each)}" for key, each in value.items()) + " }"
    return _long(value) if "\n" in value else _quoted(value)


ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t"}


def _quoted(text: str) -> str:
    escaped = re.sub(r'[\\"\t]', lambda match: ESCAPES[match[0]], text)
    return f'"{escaped}"'


def _long(text: str) -> str:
    """Lines as lines; the line break after the opening quotes is not part of the text."""
    escaped = re.sub(r'[\\"\t]', lambda match: ESCAPES[match[0]], text)
    return f'"""\n{escaped}"""'


def read_text(data: bytes) -> tuple[Content | None, list[Problem]]:
    """The content of plan.toml, or what is wrong with it and where."""
    try:
        loaded = _loaded(data)
    except UnreadableTextError as error:
        return None, [error.problem]
    tables: Tables = {"plan": [_row(BY_KEY["plan"], loaded, 1)]}
    problems = list(_unknown_keys(BY_KEY["plan"], loaded, {*NESTED, "format"}, Place("plan.toml")))
    for name, parts in NESTED.items():
        _collect(name, parts, loaded, tables, problems)
    content, found = read_tables(tables)
    problems += found
    return (content if all(each.is_warning for each in problems) else None), problems


class UnreadableTextError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _loaded(data: bytes) -> dict[str, Any]:
    """Raises UnreadableTextError."""
    if len(data) > MOST_BYTES:
        raise UnreadableTextError(Problem("text_too_big", details={"most": MOST_BYTES // 1_000_000}))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableTextError(Problem("text_not_utf8")) from error
    try:
        loaded = tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found = re.search(r"at line (\d+)", str(error))
        row = int(found[1]) if found else 0
        raise UnreadableTextError(Problem("text_not_toml", Place("plan.toml", row))) from error
    if loaded.get("format") != FORMAT:
        raise UnreadableTextError(Problem("text_other_format", details={"format": FORMAT}))
    return loaded


def _collect(
    name: str, parts: tuple[str, ...], above: Mapping[str, Any], tables: Tables, problems: list[Problem]
) -> None:
    """The rows of one list and of the lists that hang on them."""
    sheet = BY_KEY[name]
    tables[name] = []
    for part in parts:
        tables[part] = []
    for number, item in enumerate(_items(above, name, problems), start=1):
        place = Place(f"[[{name}]]", number)
        problems += _unknown_keys(sheet, item, set(parts), place)
        tables[name].append(_row(sheet, item, number))
        parent, key = PARENT_KEY.get(name, ("", ""))
        for part in parts:
            for below in _items(item, part, problems):
                lower = {**below, parent: item.get(key)}
                problems += _unknown_keys(BY_KEY[part], lower, set(), place)
                tables[part].append(_row(BY_KEY[part], lower, len(tables[part]) + 1, f"[[{name}.{part}]]"))


def _items(above: Mapping[str, Any], name: str, problems: list[Problem]) -> list[dict[str, Any]]:
    found = above.get(name, [])
    if isinstance(found, list) and all(isinstance(item, dict) for item in found):
        return found
    problems.append(Problem("text_not_a_list", Place("plan.toml", heading=name)))
    return []


def _row(sheet: SheetSpec, item: Mapping[str, Any], number: int, name: str = "") -> RawRow:
    place = Place(name or ("plan.toml" if sheet.key == "plan" else f"[[{sheet.key}]]"), number)
    cells = {}
    for column in sheet.columns:
        key = FILE_KEYS.get(column.key, column.key)
        where = Place(place.sheet, number, "", key)
        cells[column.key] = RawCell(_plain(item.get(key), column.kind), where)
    return RawRow(place, cells)


def _plain(value: Any, kind: Kind) -> Any:  # noqa: ANN401  # any TOML value
    """A list or table where a text should stand is read as text, and refused as such."""
    if isinstance(value, datetime):
        return value.isoformat() if kind == Kind.DATE else str(value)
    if isinstance(value, date) and kind == Kind.DATE:
        return value
    if isinstance(value, list) and kind == Kind.MANY_OF:
        return value
    if isinstance(value, dict) and kind == Kind.PAIRS:
        return value
    if isinstance(value, (list, dict)):
        return str(value)
    return value


def _unknown_keys(
    sheet: SheetSpec, item: Mapping[str, Any], allowed: set[str], place: Place
) -> Iterator[Problem]:
    """A misspelt key would be lost in silence; it is a problem."""
    known = {FILE_KEYS.get(column.key, column.key) for column in sheet.columns} | allowed
    for key in item:
        if key not in known:
            yield Problem("text_unknown_key", Place(place.sheet, place.row, "", key), key)
