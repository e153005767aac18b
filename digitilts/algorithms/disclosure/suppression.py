"""Which cells to hide: first the small ones, then as few others as keep the small ones unknown.

Primary suppression: a cell of 1 to k-1. Zeros are printed: nobody came, so nobody can be recognised.
Secondary suppression: while some hidden cell can be pinned to an interval narrower than k, one more cell
in a sum with it is hidden, the cheapest first (a part before a total, a small one before a large one).
At the end every secondary cell is tried again: what is not needed is printed. Greedy, so perhaps a cell or
two more than the optimum (an integer program; Fischetti and Salazar-González, JASA 95 (2000) 916-928).
Deterministic: the same tables give the same answer. The work is limited: where tables are too large for
that, all their parts are hidden, and their totals too if even that is not known to be enough.
"""

from dataclasses import dataclass

from digitilts.algorithms.disclosure.audit import Audit
from digitilts.algorithms.disclosure.simplex import Effort, TooMuchWork
from digitilts.algorithms.disclosure.tables import Name, Tables

SMALLEST_SHOWN = 5
MOST_WORK = 3_000_000  # numbers looked at in each of the attempts: some seconds each


@dataclass(frozen=True)
class Protection:
    """`primary` are small themselves; `secondary` would give them away; both are hidden."""

    primary: frozenset[Name]
    secondary: frozenset[Name]

    @property
    def hidden(self) -> frozenset[Name]:
        return self.primary | self.secondary


def protect(tables: Tables, *, k: int = SMALLEST_SHOWN, most_work: int = MOST_WORK) -> Protection:
    """The cells to hide. Raises nothing: at worst every cell that is not zero is hidden."""
    small = frozenset(
        name for name, value in tables.cells.items() if 0 < value < k and name not in tables.unjudged
    )
    primary = small - tables.fixed - tables.derived
    # Growth is never printed: a reader computes it when both releases show the cell.
    secret = primary | tables.already_hidden | tables.derived
    try:
        hidden = _hide_until_safe(tables, secret, small, Audit(tables, k=k, effort=Effort(most_work)))
    except TooMuchWork:
        return Protection(
            primary,
            _hidden_at_large(tables, secret, small, Audit(tables, k=k, effort=Effort(most_work))) - secret,
        )
    return Protection(
        primary,
        _printed_again(tables, hidden, secret, small, Audit(tables, k=k, effort=Effort(most_work))) - secret,
    )


def _printed_again(  # the tables, the two sets, and the three limits
    tables: Tables,
    hidden: frozenset[Name],
    secret: frozenset[Name],
    small: frozenset[Name],
    audit: Audit,
) -> frozenset[Name]:
    """Without the secondary cells that turn out not to be needed; those not tried in time stay hidden."""
    added = hidden - secret
    for name in sorted(added, key=lambda each: (-_cost(tables, each)[1], repr(each))):
        try:
            is_needed = bool(_unsafe(tables, hidden - {name}, small, audit))
        except TooMuchWork:
            return hidden
        if not is_needed:
            hidden -= {name}
    return hidden


def _hidden_at_large(
    tables: Tables, secret: frozenset[Name], small: frozenset[Name], audit: Audit
) -> frozenset[Name]:
    """Without searching: all parts of tables that hold a secret, and their totals unless that is enough."""
    everything = _hang_together(tables, secret)
    totals = {each.total for each in tables.sums if len(each.parts) > 1}
    parts = secret | frozenset(name for name in everything if name not in totals)
    try:
        is_enough = not _unsafe(tables, parts, small, audit)
    except TooMuchWork:
        is_enough = False
    return parts if is_enough else everything


def _hang_together(tables: Tables, secret: frozenset[Name]) -> frozenset[Name]:
    """The secrets and every cell that could be hidden for them, near or far."""
    found, grows = secret, True
    while grows:
        near = {name for each in tables.sums if found & set(each.names) for name in each.names}
        more = frozenset(name for name in near if name not in tables.fixed and tables.cells[name] > 0)
        grows = not more <= found
        found |= more
    return found


def is_safe(tables: Tables, hidden: frozenset[Name], *, k: int = SMALLEST_SHOWN) -> bool:
    """No small cell is printed, and no hidden one can be pinned to an interval narrower than k."""
    small = frozenset(
        name for name, value in tables.cells.items() if 0 < value < k and name not in tables.unjudged
    )
    if small - hidden - tables.fixed - tables.derived:
        return False
    secret = hidden | tables.already_hidden | tables.derived
    return not _unsafe(tables, secret, small, Audit(tables, k=k))


def _hide_until_safe(
    tables: Tables, hidden: frozenset[Name], small: frozenset[Name], audit: Audit
) -> frozenset[Name]:
    while unsafe := _unsafe(tables, hidden, small, audit):
        found = next((more for name in unsafe if (more := _next_to_hide(tables, hidden, name))), None)
        if found is None:
            return hidden  # everything that could be hidden is
        hidden |= {found}
    return hidden


def _unsafe(tables: Tables, hidden: frozenset[Name], small: frozenset[Name], audit: Audit) -> list[Name]:
    """Hidden cells that can be pinned too closely, the most exposed first."""
    judged = (hidden - tables.derived - tables.unjudged) | (small & tables.derived) | tables.already_hidden
    return audit.exposed(hidden, judged & hidden)


def _next_to_hide(tables: Tables, hidden: frozenset[Name], exposed: Name) -> Name | None:
    """The cheapest printed cell in a sum with the exposed one, or with those it hangs together with."""
    reached, seen = {exposed}, {exposed}
    while reached:
        sums = [each for each in tables.sums if reached & set(each.names)]
        candidates = {
            name
            for each in sums
            for name in each.names
            if name not in hidden and name not in tables.fixed and tables.cells[name] > 0
        }
        if candidates:
            return min(candidates, key=lambda name: (*_cost(tables, name), repr(name)))
        reached = {name for each in sums for name in each.names if name in hidden} - seen
        seen |= reached
    return None


def _cost(tables: Tables, name: Name) -> tuple[bool, int]:
    """A total costs more than any part; among equals the larger number costs more."""
    is_total = any(each.total == name and len(each.parts) > 1 for each in tables.sums)
    return is_total and not _is_growth_sum(tables, name), tables.cells[name]


def _is_growth_sum(tables: Tables, name: Name) -> bool:
    return all(("before", name) in each.parts for each in tables.sums if each.total == name)
