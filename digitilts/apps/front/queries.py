"""What the front page shows: topics that have lessons ahead, and the next few lessons."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from digitilts.apps.learning.models import Lesson
from digitilts.apps.learning.queries.catalogue import PUBLIC_AUDIENCES, TOPIC_ICONS
from digitilts.apps.learning.rules import LessonStatus, Topic

# The order of the pictures: what people ask for first comes first.
TOPICS = (
    Topic.COMMUNICATION,
    Topic.SAFETY,
    Topic.HEALTH,
    Topic.FINANCE,
    Topic.ADMINISTRATION,
    Topic.LEISURE,
    Topic.WORK,
    Topic.EDUCATION,
)


@dataclass(frozen=True)
class TopicTile:
    topic: Topic
    icon: str


@dataclass(frozen=True)
class NextLesson:
    lesson_id: int
    title: str
    starts_at: datetime
    place: str
    parish: str
    seats_left: int


def open_lessons(now: datetime) -> QuerySet[Lesson]:
    """Lessons that residents can still join or ask about."""
    return Lesson.objects.filter(
        status=LessonStatus.OPEN,
        starts_at__gt=now,
        activity__kind__audience__in=PUBLIC_AUDIENCES,
    )


def topics_ahead(now: datetime) -> list[TopicTile]:
    """Topics with at least one lesson ahead, in the order of the icons."""
    ahead = set(open_lessons(now).order_by().values_list("activity__topic", flat=True).distinct())
    return [TopicTile(topic, TOPIC_ICONS[topic]) for topic in TOPICS if topic in ahead]


def next_lessons(now: datetime, *, limit: int = 3) -> list[NextLesson]:
    rows = open_lessons(now).select_related("activity", "venue__territory").order_by("starts_at")
    return [
        NextLesson(
            lesson_id=lesson.pk,
            title=str(lesson.activity.title),
            starts_at=lesson.starts_at,
            place=lesson.venue.name,
            parish=lesson.venue.territory.name,
            seats_left=lesson.seats - lesson.seats_taken,
        )
        for lesson in rows[:limit]
    ]
