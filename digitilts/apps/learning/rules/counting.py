"""What a mark counts as, so that nobody is counted twice. See docs/rules/counting.md."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from digitilts.apps.learning.rules import WAS_THERE, Audience, Mark


@dataclass(frozen=True)
class Sight:
    """One mark with what is needed to count it. `programme` names another programme that reports it too."""

    mark: Mark
    person: Hashable | None = None
    audience: Audience = Audience.RESIDENTS
    counts_in_results: bool = True
    programme: str = ""


def counts_as_attendance(sight: Sight) -> bool:
    """Somebody came to a lesson for residents; the same person counts again at each lesson."""
    return sight.mark in WAS_THERE and sight.counts_in_results and sight.audience != Audience.STAFF


def counts_as_reached(sight: Sight) -> bool:
    """A known person came: counted once, however many lessons, kinds and programmes they came to."""
    return counts_as_attendance(sight) and sight.person is not None


def counts_as_anonymous(sight: Sight) -> bool:
    """An attendance without a person: a visit, never one more person reached."""
    return counts_as_attendance(sight) and sight.person is None


def counts_as_staff_trained(sight: Sight) -> bool:
    """An employee came to a practical session for staff; never a resident reached."""
    return (
        sight.mark in WAS_THERE
        and sight.counts_in_results
        and sight.audience == Audience.STAFF
        and sight.person is not None
    )


@dataclass(frozen=True)
class Counted:
    """The figures of a set of marks. `own_people` + `programme_people` = `people`."""

    attendances: int
    people: int
    own_people: int
    programme_people: int
    anonymous: int
    staff: int


def count(sights: Iterable[Sight]) -> Counted:
    """Count marks. Who came to our own lesson and to a programme's counts as ours, once."""
    seen = list(sights)
    people = {sight.person for sight in seen if counts_as_reached(sight)}
    own = {sight.person for sight in seen if counts_as_reached(sight) and not sight.programme}
    return Counted(
        attendances=sum(counts_as_attendance(sight) for sight in seen),
        people=len(people),
        own_people=len(own),
        programme_people=len(people - own),
        anonymous=sum(counts_as_anonymous(sight) for sight in seen),
        staff=len({sight.person for sight in seen if counts_as_staff_trained(sight)}),
    )
