"""How far a lesson is from where somebody lives."""

from math import cos, hypot, radians

KILOMETRES_PER_DEGREE = 111.2
Point = tuple[float, float]


def kilometres(first: Point, second: Point) -> float:
    """Straight line between two places (latitude and longitude in degrees), good enough within a country."""
    north = (second[0] - first[0]) * KILOMETRES_PER_DEGREE
    east = (second[1] - first[1]) * KILOMETRES_PER_DEGREE * cos(radians((first[0] + second[0]) / 2))
    return hypot(north, east)
