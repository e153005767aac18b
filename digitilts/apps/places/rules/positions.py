"""Where on the map a place can be."""

from digitilts.values.verdict import YES, Verdict, no

# Latvia with a margin: a slip of a digit lands outside.
SOUTH, NORTH, WEST, EAST = 55.5, 58.2, 20.8, 28.4


def is_plausible_position(latitude: float | None, longitude: float | None) -> Verdict:
    """Both or neither, in degrees of WGS 84, and inside Latvia; swapped ones are told apart."""
    if latitude is None and longitude is None:
        return YES
    if latitude is None or longitude is None:
        return no("position_half")
    if SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST:
        return YES
    if SOUTH <= longitude <= NORTH and WEST <= latitude <= EAST:
        return no("position_swapped")
    return no("position_elsewhere")


def may_be_below(kind: str, parent_kind: str | None) -> Verdict:
    """A country stands alone, a municipality in a country, a parish in a municipality."""
    above = {"country": None, "municipality": "country", "parish": "municipality"}
    return YES if above[kind] == parent_kind else no("wrong_parent")
