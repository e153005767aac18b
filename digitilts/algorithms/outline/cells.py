"""A schematic map from nothing but points: each place gets the land that is nearer to it than to any other.

The cells are those of a Voronoi diagram, cut out of the convex hull of the points with a margin around it.
"""

from collections.abc import Sequence
from math import cos, hypot, pi, sin

Point = tuple[float, float]
Polygon = list[Point]

DIRECTIONS = 24  # corners of the round margin
TINY = 1e-9


def hull(points: Sequence[Point]) -> Polygon:
    """The rubber band around the points, counter-clockwise (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:  # noqa: PLR2004  # a point or a line is its own hull
        return list(ordered)
    lower, upper = _half(ordered), _half(ordered[::-1])
    return lower[:-1] + upper[:-1]


def padded_hull(points: Sequence[Point], margin: float) -> Polygon:
    """The hull with a round margin; works for one point and for points on a line too."""
    around = [
        (x + margin * cos(2 * pi * step / DIRECTIONS), y + margin * sin(2 * pi * step / DIRECTIONS))
        for x, y in points
        for step in range(DIRECTIONS)
    ]
    return hull(around)


def cells(points: Sequence[Point], boundary: Polygon) -> list[Polygon]:
    """For each point the part of the boundary that is nearest to it, in the order of the points.

    Points that coincide share one cell. The boundary must be convex and counter-clockwise.
    """
    found = []
    for own in points:
        cell = list(boundary)
        for other in points:
            if other != own and cell:
                cell = _nearer(cell, own, other)
        found.append(cell)
    return found


def area(polygon: Polygon) -> float:
    """The area of a polygon (shoelace), positive when counter-clockwise."""
    return (
        sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1], strict=True))
        / 2
    )


def contains(polygon: Polygon, point: Point, *, slack: float = TINY) -> bool:
    """Is the point inside a convex counter-clockwise polygon, or on its edge?"""
    return all(
        _turn(start, end, point) >= -slack * max(1.0, hypot(end[0] - start[0], end[1] - start[1]))
        for start, end in zip(polygon, polygon[1:] + polygon[:1], strict=True)
    )


def _half(ordered: Sequence[Point]) -> Polygon:
    chain: Polygon = []
    for point in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(start: Point, end: Point, point: Point) -> float:
    """Positive when the way start -> end -> point turns left."""
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])


def _nearer(cell: Polygon, own: Point, other: Point) -> Polygon:
    """Cut a convex cell along the line half-way between two points (Sutherland-Hodgman, one edge)."""
    middle = ((own[0] + other[0]) / 2, (own[1] + other[1]) / 2)
    across = (other[0] - own[0], other[1] - own[1])

    def beyond(point: Point) -> float:
        return (point[0] - middle[0]) * across[0] + (point[1] - middle[1]) * across[1]

    kept: Polygon = []
    for start, end in zip(cell, cell[1:] + cell[:1], strict=True):
        from_start, from_end = beyond(start), beyond(end)
        if from_start <= 0:
            kept.append(start)
        if (from_start < 0 < from_end) or (from_end < 0 < from_start):
            share = from_start / (from_start - from_end)
            kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
    return kept
