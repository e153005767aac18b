"""From the numbers of a chart to positions in percent and pixels, for the templates to draw as SVG."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from digitilts.kit.chart_scale import Scale, round_scale
from digitilts.kit.charts import Bar, BarChart, LineChart, ProgressBars, Series, Target
from digitilts.kit.numbers import number, percent
from digitilts.kit.tables import Cell, Column, Row, Table

TOP, HEIGHT = 22, 208  # pixels above the plot, and of the plot
LINE_OF_TEXT = 20  # pixels from one line of a label to the next
MARKS = ("circle", "square", "diamond", "triangle")
MOST_PERIOD_LABELS = 4


def drawn_bars(chart: BarChart) -> dict[str, Any]:
    """Bars on one common scale from zero."""
    values = [bar.value for bar in chart.bars if bar.value is not None and not bar.hidden]
    targets = [bar.target for bar in chart.bars if bar.target is not None]
    longest = max([0.0, *values, *targets])
    scale = Scale(0, longest or 1, longest or 1)
    bars = [
        {
            "bar": bar,
            "width": _shown(bar, scale),
            "target": None if bar.target is None else scale.share(bar.target),
            "words": words_of(bar, chart.unit),
            "target_words": target_words(bar),
        }
        for bar in chart.bars
    ]
    return {"bars": bars, "hatch": mark_id(chart.title), "table": bar_table(chart)}


def drawn_progress(chart: ProgressBars) -> dict[str, Any]:
    """Every bar on its own way from nothing to its target."""
    bars = []
    for bar in chart.bars:
        share = bar.value / bar.target if bar.value is not None and bar.target and not bar.hidden else None
        bars.append(
            {
                "bar": bar,
                "width": None if share is None else round(min(max(share, 0), 1) * 100, 1),
                "share": "" if share is None else percent(share),
                "words": words_of(bar, chart.unit),
                "target_words": target_words(bar),
                "is_reached": share is not None and share >= 1,
            }
        )
    return {"bars": bars, "hatch": mark_id(chart.title), "table": bar_table(chart)}


def drawn_lines(chart: LineChart) -> dict[str, Any]:
    """Lines over time; a missing figure is a gap, an interval a band, a target a dashed line."""
    scale = round_scale(_all_values(chart))
    periods = _periods(chart.series)
    targets: list[dict[str, Any]] = [
        {"y": _pixel(scale, goal.value), "text": f"{goal.label}: {number(goal.value)}"}
        for goal in (Target(*given) for given in chart.targets)
    ]
    return {
        "height": TOP + HEIGHT + 34,
        "top": TOP,
        "plot_height": HEIGHT,
        "label_y": TOP + HEIGHT + 22,
        "ticks": [_tick(scale, tick, [goal["y"] for goal in targets]) for tick in scale.ticks],
        "periods": _period_labels(periods),
        "lines": [_line(place, one, periods, scale) for place, one in enumerate(chart.series)],
        "targets": targets,
        "table": line_table(chart, periods),
    }


def _tick(scale: Scale, value: float, targets: list[float]) -> dict[str, Any]:
    """A line of the grid; beside a target it stays silent, because the target says its own figure."""
    y = _pixel(scale, value)
    is_beside = any(abs(y - target) < LINE_OF_TEXT for target in targets)
    return {"y": y, "text": "" if is_beside else number(value)}


@dataclass(frozen=True)
class Dot:
    """A figure on a line: `x` in percent of the width, `y` in pixels."""

    x: float
    y: float
    words: str


def _line(place: int, series: Series, periods: list[str], scale: Scale) -> dict[str, Any]:
    across = {label: x for label, x in zip(periods, _spread(len(periods)), strict=True)}  # noqa: C416
    pieces: list[list[tuple[float, float]]] = [[]]
    dots = []
    for label, value in series.points:
        if value is None:
            pieces.append([])
            continue
        pieces[-1].append((across[label], 100 - scale.share(value)))
        dots.append(Dot(across[label], _pixel(scale, value), f"{series.label}, {label}: {number(value)}"))
    paths = ["M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in piece) for piece in pieces if len(piece) > 1]
    return {
        "label": series.label,
        "number": place % len(MARKS) + 1,
        "mark": MARKS[place % len(MARKS)],
        "path": "".join(paths),
        "dots": dots,
        "band": _band(series, across, scale),
    }


def _band(series: Series, across: dict[str, float], scale: Scale) -> str:
    """The interval as closed shapes; a period without one is a gap."""
    pieces: list[list[tuple[float, tuple[float, float]]]] = [[]]
    for (label, _value), interval in zip(series.points, series.band or [], strict=False):
        if interval is None:
            pieces.append([])
        else:
            pieces[-1].append((across[label], interval))
    return "".join(_area(piece, scale) for piece in pieces if len(piece) > 1)


def _area(piece: list[tuple[float, tuple[float, float]]], scale: Scale) -> str:
    upper = [f"{x:.2f} {100 - scale.share(high):.2f}" for x, (_low, high) in piece]
    lower = [f"{x:.2f} {100 - scale.share(low):.2f}" for x, (low, _high) in reversed(piece)]
    return "M" + "L".join(upper + lower) + "Z"


def _all_values(chart: LineChart) -> list[float]:
    values = [value for series in chart.series for _label, value in series.points if value is not None]
    edges = [edge for series in chart.series for band in series.band or [] if band for edge in band]
    return [*values, *edges, *(float(given[1]) for given in chart.targets)]


def _periods(series: Sequence[Series]) -> list[str]:
    """All periods in the order in which they first appear."""
    return list(dict.fromkeys(label for one in series for label, _value in one.points))


def _spread(count: int) -> list[float]:
    """Places from left to right in percent, with room at both ends for the dots."""
    return [50.0] if count == 1 else [round(3 + 94 * place / (count - 1), 2) for place in range(count)]


def _period_labels(periods: list[str]) -> list[dict[str, Any]]:
    """All labels when they are few, otherwise the first, the middle and the last."""
    spread, last = _spread(len(periods)), len(periods) - 1
    shown = range(len(periods)) if last < MOST_PERIOD_LABELS else (0, last // 2, last)
    ends = {0: "start", last: "end"} if last else {}
    return [
        {"x": spread[place], "text": periods[place], "anchor": ends.get(place, "middle")} for place in shown
    ]


def _pixel(scale: Scale, value: float) -> float:
    return round(TOP + HEIGHT * (100 - scale.share(value)) / 100, 1)


def _shown(bar: Bar, scale: Scale) -> float | None:
    return None if bar.hidden or bar.value is None else scale.share(bar.value)


def words_of(bar: Bar, unit: str) -> str:
    """The value as words; a hidden one says why."""
    if bar.hidden:
        return _("hidden because the number is small")
    return _("no figure") if bar.value is None else f"{number(bar.value)} {unit}".strip()


def target_words(bar: Bar) -> str:
    return "" if bar.target is None else _("target %(value)s") % {"value": number(bar.target)}


def bar_table(chart: BarChart | ProgressBars) -> Table:
    """The same numbers to read, copy and hear."""
    has_target = any(bar.target is not None for bar in chart.bars)
    columns = [Column("label", _("What")), Column("value", chart.unit or _("Number"), kind="number")]
    if has_target:
        columns.append(Column("target", _("Target"), kind="number"))
    rows = []
    for bar in chart.bars:
        cells = [Cell(bar.label, to=bar.to), Cell(words_of(bar, ""))]
        if has_target:
            cells.append(Cell("" if bar.target is None else number(bar.target)))
        rows.append(Row(cells))
    return Table(chart.title, columns, rows, caption_hidden=True)


def line_table(chart: LineChart, periods: list[str]) -> Table:
    columns = [Column("period", _("When"))]
    columns += [Column(str(place), one.label, kind="number") for place, one in enumerate(chart.series)]
    by_series = [dict(one.points) for one in chart.series]
    rows = [
        Row([Cell(period), *(Cell(_figure(values.get(period))) for values in by_series)])
        for period in periods
    ]
    return Table(chart.title, columns, rows, caption_hidden=True)


def _figure(value: float | None) -> str:
    return _("no figure") if value is None else number(value)


def mark_id(title: str) -> str:
    """An id for the hatching that is the same at every rendering and differs between charts."""
    return "hatch-" + hashlib.sha256(title.encode()).hexdigest()[:8]
