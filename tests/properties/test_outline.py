"""Schematic maps: cells cover the whole land, each holds its place, and nothing depends on chance."""

from hypothesis import given
from hypothesis import strategies as st

from digitilts.algorithms.outline.cells import area, cells, contains, hull, padded_hull

POINTS = st.lists(
    st.tuples(st.integers(0, 600), st.integers(0, 600)).map(lambda p: (float(p[0]), float(p[1]))),
    min_size=1,
    max_size=25,
    unique=True,
)


@given(POINTS)
def test_the_cells_cover_the_land_exactly(points: list[tuple[float, float]]) -> None:
    land = padded_hull(points, 40)
    covered = sum(area(cell) for cell in cells(points, land) if cell)
    assert abs(covered - area(land)) <= 1e-6 * area(land)


@given(POINTS)
def test_each_cell_contains_its_own_point(points: list[tuple[float, float]]) -> None:
    for point, cell in zip(points, cells(points, padded_hull(points, 40)), strict=True):
        assert contains(cell, point, slack=1e-6)


@given(POINTS)
def test_the_land_has_room_around_every_point(points: list[tuple[float, float]]) -> None:
    land = padded_hull(points, 40)
    assert all(contains(land, (x + 39, y)) and contains(land, (x, y - 39)) for x, y in points)


@given(POINTS)
def test_the_same_points_give_the_same_cells(points: list[tuple[float, float]]) -> None:
    land = padded_hull(points, 40)
    assert cells(points, land) == cells(list(points), padded_hull(list(points), 40))


def test_places_at_the_same_spot_share_a_cell() -> None:
    spot = (10.0, 10.0)
    land = padded_hull([spot, spot], 5)
    first, second = cells([spot, spot], land)
    assert first == second == land


def test_a_line_of_points_has_no_inner_corner() -> None:
    assert hull([(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]) == [(0.0, 0.0), (2.0, 2.0)]
