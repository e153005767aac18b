"""Reads the tables of a rule's page, so that the page and the code cannot drift apart."""

from pathlib import Path

RULES = Path(__file__).parents[3] / "docs" / "rules"


def rows(page: str, *first_columns: str) -> list[dict[str, str]]:
    """The rows of the table on this page whose header begins with these columns."""
    found: list[dict[str, str]] = []
    header: list[str] = []
    for line in (RULES / page).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line[1:-1].split("|")] if line.startswith("|") else []
        if not cells:
            header = []
        elif not header:
            header = cells
        elif tuple(header[: len(first_columns)]) == first_columns and set(cells[0]) != {"-"}:
            found.append(dict(zip(header, cells, strict=True)))
    assert found, f"{page}: no table with {first_columns}"
    return found
