"""What the form of a lesson offers: venues, trainers, equipment; and what it warns of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from digitilts.apps.learning.access import MAKES_LESSONS, ancestors
from digitilts.apps.learning.models import Lesson
from digitilts.apps.learning.queries.lessons import clashes
from digitilts.apps.learning.rules.opening import is_holiday, is_open
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import RoleAssignment
from digitilts.apps.places.models import Equipment, Venue
from digitilts.values.roles import Role

MOST_WARNINGS = 8


@dataclass(frozen=True)
class LessonChoices:
    """Pairs of value and words; `things` are (id, words, how many there are)."""

    venues: list[tuple[str, str]]
    trainers: list[tuple[str, str]]
    things: list[tuple[int, str, int]]


@dataclass(frozen=True)
class Warned:
    """Something worth a second look: `code` is "clash", "closed" or "holiday"."""

    code: str
    day: date
    words: str = ""


def lesson_choices(actor: Actor, now: datetime, *, lesson: Lesson | None = None) -> LessonChoices:
    """Venues and trainers of the actor's territories; those of the lesson itself always."""
    reach = actor.within("territory__path", *MAKES_LESSONS) | actor.within("serves__path", *MAKES_LESSONS)
    if lesson is not None:
        reach |= Q(pk=lesson.venue_id)
    venues = list(Venue.objects.filter(reach, is_active=True).select_related("territory"))
    things = (
        Equipment.objects.filter(Q(venue__in=venues), quantity__gt=0)
        .select_related("venue")
        .order_by("venue__name", "name")
    )
    return LessonChoices(
        venues=[(str(venue.pk), f"{venue.name} ({venue.territory.name})") for venue in venues],
        trainers=_trainers(actor, now, lesson),
        things=[(thing.pk, f"{thing.name} – {thing.venue.name}", thing.quantity) for thing in things],
    )


def _trainers(actor: Actor, now: datetime, lesson: Lesson | None) -> list[tuple[str, str]]:
    day = timezone.localdate(now)
    reach = actor.within("territory__path", *MAKES_LESSONS)
    for role, path in actor.roles:
        if role in MAKES_LESSONS:
            reach |= Q(territory__path__in=ancestors(path))
    held = RoleAssignment.objects.filter(
        Q(until=None) | Q(until__gte=day), reach, role=Role.TRAINER, since__lte=day, user__is_active=True
    )
    users = {held_by.user_id: str(held_by.user) for held_by in held.select_related("user")}
    if lesson is not None:
        users |= {user.pk: str(user) for user in lesson.trainers.all()}
    return [(str(pk), name) for pk, name in sorted(users.items(), key=lambda item: item[1].casefold())]


def warnings_for(
    moments: Sequence[tuple[datetime, datetime]], *, venue_id: int, room: str, lesson_id: int | None = None
) -> list[Warned]:
    """Another lesson in the room, a closed venue, a public holiday: said before saving, never refused."""
    venue = Venue.objects.filter(pk=venue_id).first()
    warned: list[Warned] = []
    for starts_at, ends_at in moments:
        begins, ends = timezone.localtime(starts_at), timezone.localtime(ends_at)
        warned += [
            Warned("clash", begins.date(), title)
            for title in clashes(lesson_id, venue_id, room, starts_at, ends_at)
        ]
        hours = venue.opening_hours if venue else ""
        if is_open(hours, weekday=begins.weekday(), begins=begins.time(), ends=ends.time()) is False:
            warned.append(Warned("closed", begins.date(), hours))
        if is_holiday(begins.date()):
            warned.append(Warned("holiday", begins.date()))
    return warned[:MOST_WARNINGS]
