"""Numbers and their pictures: figures, arcs, tables, charts, maps."""

import re
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from digitilts.kit.chart_drawing import drawn_bars, drawn_lines, drawn_progress
from digitilts.kit.charts import Chart, LineChart, ProgressBars
from digitilts.kit.map_drawing import drawn_map
from digitilts.kit.maps import OutlineMap
from digitilts.kit.tables import Table

register = template.Library()
SPACE_IN_NUMBER = re.compile(r"(?<=\d)\s(?=[\d€%])")


@register.inclusion_tag("kit/components/figure.html")
def figure(
    *,
    value: object,
    label: str,
    note: str = "",
    to: str = "",
    tone: str = "",
    state: str = "",
    state_tone: str = "neutral",
    state_icon: str = "",
) -> dict[str, Any]:
    """One big number with what it counts, and if given how it stands (a chip); it never breaks inside."""
    unbroken = SPACE_IN_NUMBER.sub("\u00a0", str(value))
    shown = {"value": unbroken, "label": label, "note": note, "to": to, "tone": tone}
    return {**shown, "state": state, "state_tone": state_tone, "state_icon": state_icon}


@register.inclusion_tag("kit/components/arc.html")
def arc(*, value: float, maximum: float, label: str = "") -> dict[str, Any]:
    """How much of the bridge is built: an arc and the same in words; of a maximum of 1, in percent."""
    share = min(max(value / maximum, 0), 1) if maximum else 0
    words = {"value": value, "maximum": maximum, "label": label, "is_share": maximum == 1}
    return {"dash": f"{share * 100:.1f}", **words}


@register.inclusion_tag("kit/components/table.html")
def data_table(table: Table) -> dict[str, Any]:
    return {"table": table}


@register.inclusion_tag("kit/components/pager.html", takes_context=True)
def pager(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the earlier and later pages of a list; the filters in the address stay."""
    query = context["request"].GET.copy() if "request" in context else QueryDict(mutable=True)
    query.pop("page", None)
    kept = f"{query.urlencode()}&" if query else ""
    return {"page": page, "kept": kept}


@register.simple_tag
def chart(chart: Chart) -> SafeString:
    """A picture of numbers with its finding and the same numbers as a table."""
    if isinstance(chart, LineChart):
        name, drawn = "line_chart", drawn_lines(chart)
    elif isinstance(chart, ProgressBars):
        name, drawn = "progress_bars", drawn_progress(chart)
    else:
        name, drawn = "bar_chart", drawn_bars(chart)
    frame = {"chart": chart, "level": f"h{chart.heading_level}", "is_demo": settings.DEMO}
    return render_to_string(f"kit/components/{name}.html", {**drawn, **frame})


@register.inclusion_tag("kit/components/outline_map.html")
def outline_map(map: OutlineMap) -> dict[str, Any]:  # noqa: A002  # what it is
    """Regions with a value, places as dots; the same as a list and a table."""
    return {**drawn_map(map), "map": map, "level": f"h{map.heading_level}", "is_demo": settings.DEMO}


@register.inclusion_tag("kit/components/area_shape.html")
def area_shape(number: int) -> dict[str, Any]:
    """The shape of one of the plan's five areas."""
    return {"number": number}


@register.inclusion_tag("kit/components/level_mark.html")
def level_mark(level: int) -> dict[str, Any]:
    """How much one must know beforehand, in words and steps."""
    return {"level": level, "steps": range(1, 4)}
