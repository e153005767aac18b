"""Nothing is longer than one reading. What still is stands in docs/unfinished-moves.md, and only there."""

import re

from tests.architecture.sources import (
    APPS,
    ROOT,
    WAIVERS,
    functions_of,
    layer_of,
    length_of,
    python_files,
    short,
    template_files,
    waived,
)

FILE, TEST_FILE, FUNCTION, VIEW, TEMPLATE, COMPONENT, STYLES = 300, 400, 40, 25, 150, 60, 250


def judge(rule: str, too_long: dict[str, int]) -> None:
    """Every offender is waived, and every waiver is still needed: the list can only shrink."""
    allowed = waived(rule)
    assert {place: lines for place, lines in too_long.items() if place not in allowed} == {}
    assert allowed - set(too_long) == set(), "these waivers are no longer needed: take them out"


def lines_in(text: str) -> int:
    return text.count("\n") + (not text.endswith("\n"))


def test_no_source_file_is_too_long() -> None:
    files = [*python_files(), *python_files(ROOT / "tests")]
    lengths = {short(path): lines_in(path.read_text("utf-8")) for path in files}
    lengths.pop("tests/factories.py")  # one maker per model: it grows with them
    limit = {place: TEST_FILE if place.startswith("tests/") else FILE for place in lengths}
    judge("file", {place: lines for place, lines in lengths.items() if lines > limit[place]})


def test_no_function_is_too_long() -> None:
    judge("function", _long_functions(views=False, limit=FUNCTION))


def test_no_view_is_too_long() -> None:
    judge("view", _long_functions(views=True, limit=VIEW))


def _long_functions(*, views: bool, limit: int) -> dict[str, int]:
    return {
        f"{short(path)}:{node.name}": length_of(node)
        for path in python_files()
        if (APPS in path.parents and layer_of(path) == "views") == views
        for node in functions_of(path)
        if length_of(node) > limit
    }


def test_no_template_is_too_long() -> None:
    lengths = {short(path): lines_in(path.read_text("utf-8")) for path in template_files()}
    limit = {place: COMPONENT if "/components/" in place else TEMPLATE for place in lengths}
    judge("template", {place: lines for place, lines in lengths.items() if lines > limit[place]})


def test_no_style_sheet_is_too_long() -> None:
    sheets = [path for path in ROOT.glob("digitilts/**/static/**/*.css") if "vendor" not in path.parts]
    lengths = {short(path): lines_in(path.read_text("utf-8")) for path in sheets}
    judge("styles", {place: lines for place, lines in lengths.items() if lines > STYLES})


def test_every_waiver_is_of_a_known_kind() -> None:
    kinds = set(re.findall(r"^- `([^`]+)` `", WAIVERS.read_text("utf-8"), re.MULTILINE))
    assert kinds <= {"file", "function", "view", "template", "styles", "name", "test"}
