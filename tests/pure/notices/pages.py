"""Reads the table of a rule's page, so that the page and the code cannot drift apart."""

from pathlib import Path

RULES = Path(__file__).parents[3] / "docs" / "rules"


def rows_of(page: str) -> list[dict[str, str]]:
    """The rows of the only table on a page of docs/rules, by the names in its header."""
    lines = [line for line in (RULES / page).read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    header, _rule, *rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    assert rows, page
    return [dict(zip(header, row, strict=True)) for row in rows]


def name_of(row: dict[str, str]) -> str:
    return " ".join(value for value in row.values() if value)
