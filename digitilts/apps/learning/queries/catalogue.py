"""What the catalogue shows: plain data, the same number of queries for any number of rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from digitilts.apps.learning.models import Lesson
from digitilts.apps.learning.queries.words import LANGUAGES
from digitilts.apps.learning.rules import Audience, Form, LessonStatus, Topic
from digitilts.apps.places.models import Territory
from digitilts.apps.places.rules import TerritoryKind

PUBLIC_AUDIENCES = (Audience.RESIDENTS, Audience.YOUTH)
TOPIC_ICONS: dict[str, str] = {
    Topic.HEALTH: "heart-pulse",
    Topic.FINANCE: "wallet",
    Topic.EDUCATION: "graduation-cap",
    Topic.ADMINISTRATION: "landmark",
    Topic.SAFETY: "shield-check",
    Topic.WORK: "briefcase",
    Topic.LEISURE: "camera",
    Topic.COMMUNICATION: "video",
}
MOST_WISHES = 8
FEW = 3


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What the person asked to see; empty means everything."""

    parish: int | None = None
    topic: str = ""
    level: int | None = None
    language: str = ""
    kind: str = ""
    activity: int | None = None
    venue: int | None = None
    from_day: date | None = None
    step_free: bool = False


@dataclass(frozen=True, kw_only=True)
class LessonCard:
    """One lesson, or one course, in the catalogue."""

    lesson_id: int
    title: str
    i_want_to: str
    topic: str
    icon: str
    level: int
    language: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    venue_id: int
    address: str
    parish: str
    is_step_free: bool
    seats_left: int
    state: str  # "free", "few", "full", "walk_in", "closed", "cancelled" or "over"
    dates: int = 1  # of a course


@dataclass(frozen=True)
class WishTile:
    """ "I want to…" with a picture."""

    activity_id: int
    words: str
    icon: str


def public_lessons() -> QuerySet[Lesson]:
    """Lessons that everybody may know of; a draft is nobody's business."""
    return (
        Lesson.objects.exclude(status=LessonStatus.DRAFT)
        .filter(activity__kind__audience__in=PUBLIC_AUDIENCES)
        .select_related("activity__kind", "venue__territory")
    )


def upcoming(filters: Filters, now: datetime) -> list[LessonCard]:
    """Lessons ahead, earliest first; a course stands once, with its next date."""
    rows = public_lessons().filter(status=LessonStatus.OPEN, starts_at__gt=now, **_conditions(filters))
    return courses_once(card_of(lesson, now) for lesson in rows.order_by("starts_at", "id"))


def _conditions(filters: Filters) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "venue__territory": filters.parish,
        "activity__topic": filters.topic,
        "activity__level": filters.level,
        "activity__language": filters.language,
        "activity__kind__code": filters.kind,
        "activity": filters.activity,
        "venue": filters.venue,
        "venue__is_step_free": filters.step_free,
        "starts_at__gte": midnight(filters.from_day) if filters.from_day else None,
    }
    return {name: value for name, value in wanted.items() if value}


def midnight(day: date) -> datetime:
    """The first moment of a day on the wall calendar in Latvia."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def courses_once(cards: Iterable[LessonCard]) -> list[LessonCard]:
    """A course stands once, with its next date and how many are left."""
    shown: dict[tuple[object, ...], LessonCard] = {}
    for card in cards:
        key = (card.title, card.venue_id) if card.kind == Form.SERIES else (card.lesson_id,)
        if earlier := shown.get(key):
            shown[key] = LessonCard(**{**vars(earlier), "dates": earlier.dates + 1})
        else:
            shown[key] = card
    return list(shown.values())


def card_of(lesson: Lesson, now: datetime) -> LessonCard:
    """Needs activity, kind, venue and territory loaded."""
    activity, venue = lesson.activity, lesson.venue
    return LessonCard(
        lesson_id=lesson.pk,
        title=str(activity.title),
        i_want_to=wish(activity.i_want_to),
        topic=activity.topic,
        icon=TOPIC_ICONS.get(activity.topic, "book-open"),
        level=activity.level,
        language=str(LANGUAGES.get(activity.language, activity.language)),
        kind=activity.kind.form,
        starts_at=lesson.starts_at,
        ends_at=lesson.ends_at,
        venue=venue.name,
        venue_id=venue.pk,
        address=venue.address,
        parish=venue.territory.name,
        is_step_free=venue.is_step_free,
        seats_left=max(0, lesson.seats - lesson.seats_taken),
        state=state_of(lesson, now),
    )


def wish(text: object) -> str:
    """What stands after "I want to…", also when the author wrote the whole sentence."""
    words = str(text).strip(" .…")
    for opening in ("es gribu", "gribu", "i want to"):
        if words.casefold().startswith((f"{opening} ", f"{opening},")):
            return words[len(opening) :].lstrip(" ,…")
    return words


def state_of(lesson: Lesson, now: datetime) -> str:
    """What a person can do about this lesson now."""
    if lesson.status == LessonStatus.CANCELLED:
        return "cancelled"
    if lesson.status == LessonStatus.HELD or lesson.starts_at <= now:
        return "over"
    if lesson.activity.kind.form == Form.WALK_IN:
        return "walk_in"
    if lesson.registration_closes_at <= now:
        return "closed"
    left = lesson.seats - lesson.seats_taken
    if left <= 0:
        return "full"
    return "few" if left <= FEW else "free"


def wishes(now: datetime) -> list[WishTile]:
    """What people can want, among the lessons ahead: one tile per activity."""
    ahead = (
        public_lessons()
        .filter(status=LessonStatus.OPEN, starts_at__gt=now, starts_at__lt=now + timedelta(days=120))
        .order_by("starts_at")
    )
    tiles: dict[str, WishTile] = {}
    for lesson in ahead:
        words = wish(lesson.activity.i_want_to)
        if words and words not in tiles and len(tiles) < MOST_WISHES:
            icon = TOPIC_ICONS.get(lesson.activity.topic, "book-open")
            tiles[words] = WishTile(lesson.activity_id, words, icon)
    return list(tiles.values())


def parish_choices() -> list[tuple[str, str]]:
    """Parishes, and towns outside that host lessons, by name."""
    rows = Territory.objects.filter(kind=TerritoryKind.PARISH) | Territory.objects.filter(
        venues__isnull=False
    )
    return [(str(pk), name) for pk, name in rows.distinct().order_by("name").values_list("pk", "name")]


def language_choices() -> list[tuple[str, str | Promise]]:
    return list(LANGUAGES.items())
