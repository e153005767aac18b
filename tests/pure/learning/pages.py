"""Reads the tables of docs/rules, so that the page and the rule cannot drift apart."""

from pathlib import Path


def rows_of_page(page: Path, *, columns: int) -> list[list[str]]:
    """All rows under the heading of the one table with that many columns."""
    lines = [line for line in page.read_text("utf-8").splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    return [row for row in rows if len(row) == columns and set(row[0]) != {"-"}][1:]
