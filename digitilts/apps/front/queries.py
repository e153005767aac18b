"""What the front page shows: topics that have lessons ahead, and the next few lessons."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from digitilts.apps.learning.models import Lesson
from digitilts.apps.learning.rules import Audience, LessonStatus, Topic

TOPIC_ICONS = {
    Topic.COMMUNICATION: "message-circle",
    Topic.SAFETY: "shield",
    Topic.HEALTH: "heart-pulse",
    Topic.FINANCE: "wallet",
    Topic.ADMINISTRATION: "landmark",
    Topic.LEISURE: "camera",
    Topic.WORK: "briefcase",
    Topic.EDUCATION: "graduation-cap",
}


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
        activity__kind__audience__in=[Audience.RESIDENTS, Audience.YOUTH],
    )


def topics_ahead(now: datetime) -> list[TopicTile]:
    """Topics with at least one lesson ahead, in the order of the icons."""
    ahead = set(open_lessons(now).order_by().values_list("activity__topic", flat=True).distinct())
    return [TopicTile(topic, icon) for topic, icon in TOPIC_ICONS.items() if topic in ahead]


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
