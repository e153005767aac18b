"""What needs the coordinator today: each task with how many, how old, and where to go."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from digitilts.apps.learning.models import Lesson
from digitilts.apps.learning.rules import Form, LessonStatus
from digitilts.apps.notices.models import Conversation, Message
from digitilts.apps.notices.rules import ConversationStatus, MessageStatus, Topic
from digitilts.apps.people.models import Person
from digitilts.apps.plan.models import Plan
from digitilts.apps.results.queries.figures import IndicatorFigure
from digitilts.apps.results.queries.tasks import EXAMPLES, Example, Task
from digitilts.apps.results.queries.today_plan import plan_tasks
from digitilts.kit.dates import day, day_clock
from digitilts.kit.navigation import address

SOON = timedelta(days=7)
DIARY_AFTER = timedelta(days=2)
DIARY_UNTIL = timedelta(days=60)


def tasks_today(plan: Plan, figures: dict[str, IndicatorFigure], now: datetime) -> list[Task]:
    """All kinds of work, the most pressing first; a fixed number of queries."""
    today = timezone.localdate(now)
    found = [
        *_lessons(plan, now),
        *_people(plan, now),
        *plan_tasks(plan, figures, today),
    ]
    order = {"error": 0, "attention": 1, "info": 2}
    return sorted(found, key=lambda task: (task.count == 0, order[task.tone]))


# --- lessons


def _lessons(plan: Plan, now: datetime) -> Iterator[Task]:
    lessons = (
        Lesson.objects.filter(activity__territory__path__startswith=plan.territory.path)
        .select_related("activity", "venue")
        .order_by("starts_at")
    )
    yield _too_few(lessons.filter(status=LessonStatus.OPEN, starts_at__range=(now, now + SOON)))
    yield _unclosed(lessons.filter(status=LessonStatus.OPEN, ends_at__lt=now))
    recent = (now - DIARY_UNTIL, now - DIARY_AFTER)
    yield _without_diary(lessons.filter(status=LessonStatus.HELD, diary=None, ends_at__range=recent))


def _too_few(soon: QuerySet[Lesson]) -> Task:
    found = soon.filter(few_registered())
    count = found.count()
    sentence = ngettext(
        "%(count)s lesson within a week has too few people registered",
        "%(count)s lessons within a week have too few people registered",
        count,
    )
    return Task(
        "low_turnout",
        count,
        sentence % {"count": count},
        "attention",
        "users",
        address("learning:activity_list"),
        [_lesson_example(each, "lesson_desk", few=True) for each in found[:EXAMPLES]] if count else [],
    )


def _unclosed(over: QuerySet[Lesson]) -> Task:
    count = over.count()
    sentence = ngettext(
        "%(count)s lesson is over, but its attendance is not closed",
        "%(count)s lessons are over, but their attendance is not closed",
        count,
    )
    return Task(
        "attendance",
        count,
        sentence % {"count": count},
        "error",
        "clipboard-list",
        address("learning:today"),
        [_lesson_example(each, "attendance") for each in over[:EXAMPLES]] if count else [],
    )


def _without_diary(held: QuerySet[Lesson]) -> Task:
    count = held.count()
    sentence = ngettext(
        "%(count)s lesson of the last two months has no diary",
        "%(count)s lessons of the last two months have no diary",
        count,
    )
    return Task(
        "diaries",
        count,
        sentence % {"count": count},
        "attention",
        "notebook-pen",
        address("learning:today"),
        [_lesson_example(each, "diary") for each in held[:EXAMPLES]] if count else [],
    )


def few_registered() -> Q:
    """Fewer registered than the lesson needs; a lesson without registration is not judged."""
    return Q(seats_taken__lt=F("min_turnout")) & ~Q(activity__kind__form=Form.WALK_IN)


def _lesson_example(lesson: Lesson, page: str, *, few: bool = False) -> Example:
    label = _("%(title)s, %(when)s, %(venue)s") % {
        "title": lesson.activity.title,
        "when": day_clock(lesson.starts_at),
        "venue": lesson.venue.name,
    }
    if few:
        label += " · " + _("%(taken)s registered, %(needed)s needed") % {
            "taken": lesson.seats_taken,
            "needed": lesson.min_turnout,
        }
    return Example(label, address(f"learning:{page}", lesson_id=lesson.pk))


# --- people


def _people(plan: Plan, now: datetime) -> Iterator[Task]:
    path = plan.territory.path
    waiting = Message.objects.filter(_of_territory(path), status=MessageStatus.TO_CALL)
    calls = waiting.aggregate(people=Count("person", distinct=True), oldest=Min("created_at"))
    count = calls["people"]
    sentence = ngettext("%(count)s person waits for a call", "%(count)s people wait for a call", count)
    yield Task(
        "calls",
        count,
        _since(sentence % {"count": count}, calls["oldest"]),
        "attention",
        "phone",
        address("notices:call_list"),
    )
    unreached = Message.objects.filter(
        _of_territory(path),
        Q(useful_until=None) | Q(useful_until__gte=now),
        topic=Topic.CHANGE,
        created_at__gte=now - DIARY_UNTIL,
        status__in=[MessageStatus.DEAD, MessageStatus.TO_CALL, MessageStatus.TO_PRINT],
    )
    count = unreached.aggregate(people=Count("person", distinct=True))["people"]
    yield Task(
        "unreached",
        count,
        ngettext(
            "%(count)s person does not know yet that a lesson has changed",
            "%(count)s people do not know yet that a lesson has changed",
            count,
        )
        % {"count": count},
        "error",
        "megaphone",
        address("notices:call_list"),
    )
    yield _conversations(path)
    yield _doubles(path)


def _conversations(path: str) -> Task:
    found = Conversation.objects.filter(
        territory__path__startswith=path, status=ConversationStatus.OPEN
    ).aggregate(count=Count("pk"), oldest=Min("last_entry_at"))
    count = found["count"]
    sentence = ngettext(
        "%(count)s question waits for an answer", "%(count)s questions wait for an answer", count
    )
    return Task(
        "conversations",
        count,
        _since(sentence % {"count": count}, found["oldest"]),
        "attention",
        "message-circle",
        address("notices:conversation_list"),
    )


def _doubles(path: str) -> Task:
    """Only the surest sign, the same name with the same phone: the full search is on its own page."""
    same = (
        Person.objects.filter(is_ghost=False, merged_into=None, home__path__startswith=path)
        .exclude(phone=None)
        .order_by()
        .values("search_key")
        .annotate(times=Count("pk"))
        .filter(times__gt=1)
    )
    count = same.count()
    return Task(
        "duplicates",
        count,
        ngettext("%(count)s person may be recorded twice", "%(count)s people may be recorded twice", count)
        % {"count": count},
        "info",
        "copy",
        address("people:likely_duplicates"),
    )


def _of_territory(path: str) -> Q:
    return Q(person__home__path__startswith=path) | Q(person__entered_in__path__startswith=path)


def _since(sentence: str, oldest: datetime | None) -> str:
    if oldest is None:
        return sentence
    return _("%(sentence)s; the longest since %(day)s") % {"sentence": sentence, "day": day(oldest)}
