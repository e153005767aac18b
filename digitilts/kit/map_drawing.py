"""From latitudes and longitudes to shapes: outlines where we have them, schematic cells otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.utils.translation import gettext as _

from digitilts.algorithms.outline.cells import cells, padded_hull
from digitilts.kit.chart_drawing import mark_id
from digitilts.kit.maps import OutlineMap, Place, Region
from digitilts.kit.tables import Cell, Column, Row, Table

WIDTH = 600  # units of the drawing
MARGIN = 10
PADDING_SHARE = 0.09  # of the width, around the outermost points
HALF_A_NAME, LINE_OF_NAME = 45, 13
Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True)
class Projection:
    """Longitude shrunk by the latitude: true enough for one municipality."""

    west: float
    north: float
    squeeze: float
    factor: float

    def __call__(self, latitude: float, longitude: float) -> Point:
        x = (longitude - self.west) * self.squeeze * self.factor + MARGIN
        return round(x, 1), round((self.north - latitude) * self.factor + MARGIN, 1)


@dataclass(frozen=True)
class Shape:
    """A region as it is drawn; `number` is its key in the table."""

    number: int
    region: Region
    path: str
    x: float
    y: float
    words: str
    name: str  # what stands on the map: without the word that all names end with


def drawn_map(map_: OutlineMap) -> dict[str, Any]:
    """Everything the template needs: shapes, dots, height and the table."""
    is_schematic = any(region.outline is None for region in map_.regions)
    rings = [_rings(region, is_schematic=is_schematic) for region in map_.regions]
    corners = [point for ring in rings for part in ring for point in part]
    corners += [place.point for place in map_.places]
    if not corners:
        return {"shapes": [], "dots": [], "table": map_table(map_), "width": WIDTH, "height": 0}
    project = _projection(corners, WIDTH * PADDING_SHARE if is_schematic else 0)
    on_paper = [[[project(*point) for point in part] for part in ring] for ring in rings]
    if is_schematic:
        on_paper = _schematic(on_paper)
    placed = list(_placed(map_.places, project))
    dots = [{"place": place, "x": at[0], "y": at[1]} for place, at in placed]
    names = _short_names([region.label for region in map_.regions])
    shapes = [
        _shape(number, region, parts, names[number - 1], [at for _place, at in placed])
        for number, (region, parts) in enumerate(zip(map_.regions, on_paper, strict=True), start=1)
    ]
    lowest = max(
        [y for parts in on_paper for part in parts for _x, y in part] + [at[1] for _place, at in placed]
    )
    return {
        "shapes": shapes,
        "dots": dots,
        "width": WIDTH,
        "height": round(lowest + MARGIN),
        "is_schematic": is_schematic,
        "hatch": mark_id(map_.title),
        "shades": range(1, 5),
        "table": map_table(map_),
    }


def _rings(region: Region, *, is_schematic: bool) -> list[Ring]:
    """The rings of a GeoJSON polygon as (latitude, longitude); for a schematic map one point."""
    if is_schematic:
        return [[region.point]] if region.point else []
    outline = region.outline or {}
    parts = outline.get("coordinates", [])
    polygons = parts if outline.get("type") == "MultiPolygon" else [parts]
    return [[(point[1], point[0]) for point in ring] for polygon in polygons for ring in polygon]


def _projection(corners: Sequence[Point], padding: float) -> Projection:
    latitudes, longitudes = [point[0] for point in corners], [point[1] for point in corners]
    squeeze = cos(radians((min(latitudes) + max(latitudes)) / 2))
    inner = WIDTH - 2 * MARGIN - 2 * padding
    span = max((max(longitudes) - min(longitudes)) * squeeze, 1e-6)
    factor = inner / span
    return Projection(
        min(longitudes) - padding / factor / squeeze, max(latitudes) + padding / factor, squeeze, factor
    )


def _schematic(on_paper: list[list[Ring]]) -> list[list[Ring]]:
    points = [parts[0][0] for parts in on_paper if parts]
    found = iter(cells(points, padded_hull(points, WIDTH * PADDING_SHARE)))
    return [[next(found)] if parts else [] for parts in on_paper]


def _placed(places: Sequence[Place], project: Projection) -> Iterator[tuple[Place, Point]]:
    for place in places:
        yield place, project(*place.point)


def _short_names(names: list[str]) -> list[str]:
    """“Elejas pagasts, Vilces pagasts” need less room as “Elejas, Vilces”."""
    heads_and_ends = [name.rpartition(" ") for name in names]
    if len(names) > 1 and len({end for _head, _space, end in heads_and_ends}) == 1:
        return [head or end for head, _space, end in heads_and_ends]
    return names


def _clear_of(dots: list[Point], x: float, y: float) -> float:
    """How low a name may stand: above the dot that it would cross."""
    crossed = [dot[1] for dot in dots if abs(dot[0] - x) < HALF_A_NAME and abs(dot[1] - y + 4) < LINE_OF_NAME]
    return min(crossed) - LINE_OF_NAME + 3 if crossed else y


def _shape(number: int, region: Region, parts: list[Ring], name: str, dots: list[Point]) -> Shape:
    path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in part) + "Z" for part in parts)
    largest = max(parts, key=len, default=[(0.0, 0.0)])
    x = (min(point[0] for point in largest) + max(point[0] for point in largest)) / 2
    y = (min(point[1] for point in largest) + max(point[1] for point in largest)) / 2
    words = f"{region.label}: {region_words(region)}"
    return Shape(number, region, path, round(x, 1), round(_clear_of(dots, x, y), 1), words, name)


def region_words(region: Region) -> str:
    if region.hidden:
        return _("hidden because the number is small")
    return region.value_text or _("no figure")


def map_table(map_: OutlineMap) -> Table:
    columns = [Column("n", _("No."), kind="number"), Column("place", _("Place")), Column("value", _("Value"))]
    rows = [
        Row([Cell(str(number)), Cell(region.label, to=region.to), Cell(region_words(region))])
        for number, region in enumerate(map_.regions, start=1)
    ]
    return Table(map_.title, columns, rows, caption_hidden=True)
