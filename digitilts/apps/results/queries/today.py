"""What needs the coordinator today: each task with how many, how old, and where to go."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from digitilts.apps.learning.models import Lesson
from digitilts.apps.learning.rules import Form, LessonStatus
from digitilts.apps.notices.models import Conversation, Message
from digitilts.apps.notices.rules import ConversationStatus, MessageStatus, Topic
from digitilts.apps.people.models import Person
from digitilts.apps.plan.models import ManualValue, Milestone, Plan
from digitilts.apps.plan.queries.overview import action_line
from digitilts.apps.plan.queries.ready import actions_with_all
from digitilts.apps.plan.rules import ActionStatus
from digitilts.apps.results.queries.indicators import IndicatorFigure
from digitilts.apps.results.rules import Origin
from digitilts.kit.dates import day, day_clock, short_date
from digitilts.kit.navigation import address

SOON = timedelta(days=7)
DIARY_AFTER = timedelta(days=2)
DIARY_UNTIL = timedelta(days=60)
EXAMPLES = 3
CLOSED = (ActionStatus.DONE, ActionStatus.STOPPED)


@dataclass(frozen=True)
class Example:
    label: str
    to: str = ""


@dataclass(frozen=True)
class Task:
    """One kind of work that waits. Nothing to do means `count == 0`."""

    key: str
    count: int
    sentence: str
    tone: str
    icon: str
    to: str = ""
    examples: list[Example] = field(default_factory=list)


def tasks_today(plan: Plan, figures: dict[str, IndicatorFigure], now: datetime) -> list[Task]:
    """All kinds of work, the most pressing first; a fixed number of queries."""
    today = timezone.localdate(now)
    found = [
        *_lessons(plan, now),
        *_people(plan, now),
        *_plan(plan, figures, today),
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
    soon = lessons.filter(status=LessonStatus.OPEN, starts_at__range=(now, now + SOON)).filter(
        few_registered()
    )
    count = soon.count()
    yield Task(
        "low_turnout",
        count,
        ngettext(
            "%(count)s lesson within a week has too few people registered",
            "%(count)s lessons within a week have too few people registered",
            count,
        )
        % {"count": count},
        "attention",
        "users",
        address("learning:activity_list"),
        [_lesson_example(each, "lesson_desk", few=True) for each in soon[:EXAMPLES]] if count else [],
    )
    unclosed = lessons.filter(status=LessonStatus.OPEN, ends_at__lt=now)
    count = unclosed.count()
    yield Task(
        "attendance",
        count,
        ngettext(
            "%(count)s lesson is over, but its attendance is not closed",
            "%(count)s lessons are over, but their attendance is not closed",
            count,
        )
        % {"count": count},
        "error",
        "clipboard-list",
        address("learning:today"),
        [_lesson_example(each, "attendance") for each in unclosed[:EXAMPLES]] if count else [],
    )
    bare = lessons.filter(
        status=LessonStatus.HELD, diary=None, ends_at__range=(now - DIARY_UNTIL, now - DIARY_AFTER)
    )
    count = bare.count()
    yield Task(
        "diaries",
        count,
        ngettext(
            "%(count)s lesson of the last two months has no diary",
            "%(count)s lessons of the last two months have no diary",
            count,
        )
        % {"count": count},
        "attention",
        "notebook-pen",
        address("learning:today"),
        [_lesson_example(each, "diary") for each in bare[:EXAMPLES]] if count else [],
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
        address("people:duplicates"),
    )


def _of_territory(path: str) -> Q:
    return Q(person__home__path__startswith=path) | Q(person__entered_in__path__startswith=path)


def _since(sentence: str, oldest: datetime | None) -> str:
    if oldest is None:
        return sentence
    return _("%(sentence)s; the longest since %(day)s") % {"sentence": sentence, "day": day(oldest)}


# --- plan


def _plan(plan: Plan, figures: dict[str, IndicatorFigure], today: date) -> Iterator[Task]:
    yield _milestones(plan, today)
    yield _to_approve(plan)
    empty = [each for each in figures.values() if each.origin == Origin.NONE]
    yield Task(
        "to_fill_in",
        len(empty),
        ngettext("%(count)s indicator has no value yet", "%(count)s indicators have no value yet", len(empty))
        % {"count": len(empty)},
        "info",
        "pencil",
        "",
        [_indicator_example(each.code, each.indicator.title) for each in empty[:EXAMPLES]],
    )
    lines = [action_line(action) for action in actions_with_all(plan)]
    unready = [line for line in lines if line.is_open and not line.is_ready]
    yield Task(
        "not_ready",
        len(unready),
        ngettext(
            "%(count)s action is not ready to be carried out",
            "%(count)s actions are not ready to be carried out",
            len(unready),
        )
        % {"count": len(unready)},
        "info",
        "list-checks",
        address("plan:action_list"),
        [
            Example(f"{line.code} {line.title}. {line.missing}", address("plan:action_page", code=line.code))
            for line in unready[:EXAMPLES]
        ],
    )


def _milestones(plan: Plan, today: date) -> Task:
    late: QuerySet[Milestone] = (
        Milestone.objects.filter(action__plan=plan, done_on=None, due_on__lt=today)
        .exclude(action__status__in=CLOSED)
        .select_related("action")
        .order_by("due_on")
    )
    found = list(late)
    return Task(
        "milestones",
        len(found),
        ngettext("%(count)s milestone is overdue", "%(count)s milestones are overdue", len(found))
        % {"count": len(found)},
        "error",
        "flag",
        address("plan:action_list"),
        [
            Example(
                _("%(title)s (action %(code)s), due %(day)s")
                % {"title": each.title, "code": each.action.code, "day": short_date(each.due_on)},
                address("plan:action_page", code=each.action.code),
            )
            for each in found[:EXAMPLES]
        ],
    )


def _to_approve(plan: Plan) -> Task:
    found = list(
        ManualValue.objects.filter(indicator__plan=plan, approved_by=None, sent_back_note="").select_related(
            "indicator"
        )
    )
    return Task(
        "to_approve",
        len(found),
        ngettext(
            "%(count)s value waits for a second person’s approval",
            "%(count)s values wait for a second person’s approval",
            len(found),
        )
        % {"count": len(found)},
        "attention",
        "stamp",
        "",
        [_indicator_example(each.indicator.code, each.indicator.title) for each in found[:EXAMPLES]],
    )


def _indicator_example(code: str, title: str) -> Example:
    return Example(f"{code} {title}", address("plan:indicator_page", code=code))
