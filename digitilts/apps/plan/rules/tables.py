"""Rows of a file become the content of a plan, or a list of what is wrong with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from digitilts.apps.plan.rules.cells import BadCellError, is_blank, read_cell
from digitilts.apps.plan.rules.content import Content, canonical
from digitilts.apps.plan.rules.problems import Place, Problem, shown
from digitilts.apps.plan.rules.sheets import BY_KEY, SHEETS, ColumnSpec, SheetSpec

# What makes a row the same row; lists that are not here refuse only rows equal in everything.
IDENTITY: Mapping[str, tuple[str, ...]] = {
    "areas": ("number",),
    "objectives": ("area", "code"),
    "actions": ("code",),
    "indicators": ("code",),
    "targets": ("indicator", "starts_on", "ends_on"),
    "contributions": ("plan_indicator", "action_indicator"),
}
DATES_IN_ORDER = {"actions": ("starts_on", "ends_on"), "targets": ("starts_on", "ends_on")}
MOST_PROBLEMS = 200  # more than anybody reads; the rest is counted


@dataclass(frozen=True)
class RawCell:
    value: Any
    place: Place


@dataclass(frozen=True)
class RawRow:
    place: Place
    cells: Mapping[str, RawCell]

    def at(self, column: ColumnSpec) -> Place:
        cell = self.cells.get(column.key)
        return cell.place if cell else replace(self.place, heading=column.heading)

    @property
    def is_blank(self) -> bool:
        return all(is_blank(cell.value) for cell in self.cells.values())


@dataclass
class Reading:
    """What was read: rows by sheet, and what was wrong."""

    rows: dict[str, list[tuple[RawRow, Content]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def values(self, sheet: str) -> list[Content]:
        return [values for _row, values in self.rows.get(sheet, [])]

    @property
    def is_sound(self) -> bool:
        return all(problem.is_warning for problem in self.problems)


def read_tables(tables: Mapping[str, list[RawRow]]) -> tuple[Content | None, list[Problem]]:
    """The content, if every cell is understood and every reference leads somewhere; and all problems."""
    reading = Reading()
    for sheet in SHEETS:
        reading.rows[sheet.key] = [
            (row, _read_row(sheet, row, reading.problems))
            for row in tables.get(sheet.key, [])
            if not row.is_blank
        ]
    reading.problems += _structure(reading)
    for sheet in SHEETS:
        reading.problems += _duplicates(sheet, reading)
        reading.problems += _references(sheet, reading)
        reading.problems += _wrong_order(sheet, reading)
    reading.problems += _contribution_ends(reading)
    return (_assemble(reading) if reading.is_sound else None), reading.problems


def _read_row(sheet: SheetSpec, row: RawRow, problems: list[Problem]) -> Content:
    """The cells that can be understood; a problem for each of the others."""
    values: Content = {}
    for column in sheet.columns:
        cell = row.cells.get(column.key)
        value = cell.value if cell else None
        try:
            values[column.key] = read_cell(column, value)
        except BadCellError as bad:
            details = {"example": column.example, **bad.details}
            problems.append(Problem(bad.code, row.at(column), shown(value), details))
    return values


def _structure(reading: Reading) -> Iterator[Problem]:
    """One row for the plan, its years in order."""
    rows = reading.rows["plan"]
    if not rows:
        yield Problem("plan_row_missing", Place(BY_KEY["plan"].name))
    for row, _values in rows[1:]:
        yield Problem("plan_row_twice", row.place)
    for row, values in rows[:1]:
        first, last = values.get("first_year"), values.get("last_year")
        if first and last and first > last:
            yield Problem("years_in_wrong_order", row.at(BY_KEY["plan"].column("last_year")), str(last))


def _duplicates(sheet: SheetSpec, reading: Reading) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    names = IDENTITY.get(sheet.key) or tuple(column.key for column in sheet.columns)
    column = sheet.column(names[-1] if sheet.key == "objectives" else names[0])
    for row, values in reading.rows[sheet.key]:
        if not all(name in values for name in names) or sheet.key == "plan":
            continue
        identity = repr([values[name] for name in names])
        if identity in seen:
            code = "duplicate" if sheet.key in IDENTITY else "duplicate_row"
            place = row.at(column)
            yield Problem(code, place, shown(values[column.key]), {"first_row": seen[identity]})
        seen.setdefault(identity, row.place.row)


def _known(reading: Reading) -> dict[str, set[Any]]:
    return {
        "areas": {values.get("number") for values in reading.values("areas")},
        "actions": {values.get("code") for values in reading.values("actions")},
        "indicators": {values.get("code") for values in reading.values("indicators")},
    }


def _references(sheet: SheetSpec, reading: Reading) -> Iterator[Problem]:
    known = _known(reading)
    objectives = {(values.get("area"), values.get("code")) for values in reading.values("objectives")}
    for row, values in reading.rows[sheet.key]:
        for column in sheet.columns:
            value = values.get(column.key)
            if not column.refers_to or value in {None, ""}:
                continue
            if column.refers_to == "objectives":
                if "area" in values and (values["area"], value) not in objectives:
                    details = {"area": values["area"]}
                    yield Problem("unknown_objectives", row.at(column), shown(value), details)
            elif value not in known[column.refers_to]:
                yield Problem(f"unknown_{column.refers_to}", row.at(column), shown(value))


def _wrong_order(sheet: SheetSpec, reading: Reading) -> Iterator[Problem]:
    if sheet.key not in DATES_IN_ORDER:
        return
    first, last = DATES_IN_ORDER[sheet.key]
    for row, values in reading.rows[sheet.key]:
        starts, ends = values.get(first), values.get(last)
        if starts and ends and ends < starts:
            yield Problem("dates_in_wrong_order", row.at(sheet.column(last)), ends)


def _contribution_ends(reading: Reading) -> Iterator[Problem]:
    """From an indicator of an action to an indicator of the plan, never another way."""
    of_action = {values.get("code"): bool(values.get("action")) for values in reading.values("indicators")}
    sheet = BY_KEY["contributions"]
    for row, values in reading.rows["contributions"]:
        if of_action.get(values.get("plan_indicator")):
            column = sheet.column("plan_indicator")
            yield Problem("not_a_plan_indicator", row.at(column), values["plan_indicator"])
        if of_action.get(values.get("action_indicator")) is False:
            column = sheet.column("action_indicator")
            yield Problem("not_an_action_indicator", row.at(column), values["action_indicator"])


def _assemble(reading: Reading) -> Content:
    """Hang the rows of the lower sheets on those of the upper ones."""
    actions = [
        {
            **action,
            **{
                part: _under(reading, part, action=action["code"])
                for part in ("partners", "milestones", "costs", "funding", "risks")
            },
        }
        for action in reading.values("actions")
    ]
    return canonical(
        {
            **reading.values("plan")[0],
            "areas": [
                {**area, "objectives": _under(reading, "objectives", area=area["number"])}
                for area in reading.values("areas")
            ],
            "actions": actions,
            "indicators": [
                {**each, "targets": _under(reading, "targets", indicator=each["code"])}
                for each in reading.values("indicators")
            ],
            "contributions": reading.values("contributions"),
        }
    )


def _under(reading: Reading, sheet: str, **parent: Any) -> list[Content]:  # noqa: ANN401  # code or number
    """The rows of a sheet that belong to one parent, without the column that says so."""
    [(key, wanted)] = parent.items()
    return [
        {name: value for name, value in values.items() if name != key}
        for values in reading.values(sheet)
        if values[key] == wanted
    ]


def to_tables(content: Content) -> dict[str, list[Content]]:
    """The other way round: the rows of each sheet, with the column that says where they belong."""
    parts = ("partners", "milestones", "costs", "funding", "risks")
    tables: dict[str, list[Content]] = {sheet.key: [] for sheet in SHEETS}
    tables["plan"] = [content]
    for area in content["areas"]:
        tables["areas"].append(area)
        tables["objectives"] += [{"area": area["number"], **each} for each in area["objectives"]]
    for action in content["actions"]:
        tables["actions"].append(action)
        for part in parts:
            tables[part] += [{"action": action["code"], **each} for each in action[part]]
    for indicator in content["indicators"]:
        tables["indicators"].append(indicator)
        tables["targets"] += [{"indicator": indicator["code"], **each} for each in indicator["targets"]]
    tables["contributions"] = content["contributions"]
    return tables
