"""Charts: honest scales, gaps, hidden numbers that stay hidden, the same numbers as a table."""

import pytest
from django.utils import translation

from digitilts.kit.chart_drawing import bar_table, drawn_bars, drawn_lines, drawn_progress
from digitilts.kit.chart_scale import round_scale
from digitilts.kit.charts import Bar, BarChart, LineChart, ProgressBars, Series, Target
from digitilts.kit.map_drawing import drawn_map
from digitilts.kit.maps import OutlineMap, Region
from digitilts.kit.templatetags.ui_figures import chart, outline_map

SECRET = 3.0


def bars(**given: object) -> BarChart:
    return BarChart(
        "Pagasti",
        "Elejā visvairāk.",
        "cilvēki",
        [Bar("Eleja", 40, target=50), Bar("Sesava", SECRET, hidden=True)],
        **given,
    )


@pytest.mark.parametrize("values", [[0.0], [3.0], [97.0], [0.3, 0.1], [-4.0, 9.0], [1e6, 12.0]])
def test_a_scale_holds_all_values_and_zero_and_has_round_steps(values: list[float]) -> None:
    scale = round_scale(values)
    assert scale.low <= min([0.0, *values])
    assert scale.high >= max(values)
    assert 2 <= len(scale.ticks) <= 7
    assert scale.share(scale.high) == 100


def test_bars_begin_at_zero_so_that_lengths_can_be_compared() -> None:
    first = drawn_bars(bars())["bars"][0]
    assert first["width"] == 80
    assert first["target"] == 100


def test_a_hidden_number_is_nowhere_in_the_picture_or_the_table() -> None:
    with translation.override("lv"):
        html = str(chart(bars()))
    assert "slēpts, jo skaitlis ir mazs" in html
    assert "url(#hatch-" in html
    assert ">3<" not in html
    assert "3 cilvēki" not in html


def test_a_missing_figure_is_a_gap_in_the_line() -> None:
    series = Series("Prot", [("jan", 1.0), ("feb", 2.0), ("mar", None), ("apr", 3.0), ("mai", 4.0)])
    line = drawn_lines(LineChart("T", "F", "%", [series], targets=[Target("Mērķis", 5)]))["lines"][0]
    assert line["path"].count("M") == 2
    assert len(line["dots"]) == 4


def test_every_chart_carries_its_numbers_as_a_table() -> None:
    table = bar_table(bars())
    assert [row.cells[0].text for row in table.rows] == ["Eleja", "Sesava"]
    lines = drawn_lines(LineChart("T", "F", "", [Series("a", [("1", 5), ("2", None)])]))["table"]
    assert [cell.text for row in lines.rows for cell in row.cells][1] == "5"


def test_progress_stops_at_the_bank_but_the_words_do_not() -> None:
    drawn = drawn_progress(ProgressBars("T", "F", "", [Bar("a", 15, target=10)]))["bars"][0]
    assert drawn["width"] == 100
    assert drawn["share"].startswith("150")


def test_a_chart_is_the_same_at_every_rendering() -> None:
    assert chart(bars()) == chart(bars())


def test_the_chart_needs_no_style_attribute() -> None:
    assert "style=" not in str(chart(bars()))


def test_regions_without_outlines_get_schematic_cells() -> None:
    regions = [Region("a", "A", point=(56.4, 23.7)), Region("b", "B", point=(56.6, 23.5), shade=2)]
    drawn = drawn_map(OutlineMap("T", "F", regions))
    assert drawn["is_schematic"]
    assert all(shape.path.startswith("M") for shape in drawn["shapes"])


def test_a_region_with_a_hole_keeps_all_its_rings() -> None:
    outline = {
        "type": "Polygon",
        "coordinates": [
            [[23, 56], [24, 56], [24, 57], [23, 56]],
            [[23.5, 56.2], [23.6, 56.2], [23.6, 56.3], [23.5, 56.2]],
        ],
    }
    drawn = drawn_map(OutlineMap("T", "F", [Region("a", "A", outline)]))
    assert not drawn["is_schematic"]
    assert drawn["shapes"][0].path.count("M") == 2


def test_a_map_without_regions_is_still_a_page() -> None:
    assert outline_map(OutlineMap("T", "F", []))["height"] == 0
