"""Measures whose records are lessons. A lesson counts once its attendance is closed ("held")."""

from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from digitilts.apps.learning.models import Diary, Lesson
from digitilts.apps.learning.rules import WAS_THERE, LessonStatus
from digitilts.apps.places.models import Territory
from digitilts.apps.places.rules import TerritoryKind
from digitilts.apps.results.queries.measures.measure import Measure, Scope, narrowed
from digitilts.apps.results.rules import Dim, MeasureKind, Source

FILTERS = {
    "action_id": "activity__action_id",
    "action": "activity__action__code",
    "kind": "activity__kind__code",
    "audience": "activity__kind__audience",
    "programme": "activity__kind__external_programme",
    "level": "activity__level",
    "topic": "activity__topic",
    "language": "activity__language",
    "parish": "venue__territory__code",
    "venue": "venue_id",
}
DIMS = {
    Dim.PARISH: "venue__territory__code",
    Dim.KIND: "activity__kind__code",
    Dim.LEVEL: "activity__level",
    Dim.TOPIC: "activity__topic",
    Dim.VENUE: "venue_id",
    Dim.MONTH: "starts_at",
}
ONE = Value(1, output_field=IntegerField())


def held(scope: Scope) -> QuerySet[Lesson]:
    """Lessons held in the period that count in results."""
    first, after = scope.moments
    return Lesson.objects.filter(
        narrowed(scope, FILTERS),
        status=LessonStatus.HELD,
        starts_at__gte=first,
        starts_at__lt=after,
        activity__kind__counts_in_results=True,
        activity__territory__path__startswith=scope.path,
    )


def yes(condition: Q | Exists) -> Case:
    """1 where it holds, else 0."""
    return Case(When(condition, then=1), default=0, output_field=IntegerField())


def lessons_held(scope: Scope) -> QuerySet[Any]:
    return held(scope).annotate(counted=ONE)


def seats_used(scope: Scope) -> QuerySet[Any]:
    """Only lessons with a number of seats: at open doors nobody holds one."""
    came = Count("attendances", filter=Q(attendances__mark__in=WAS_THERE))
    filled = Lesson.objects.filter(pk=OuterRef("pk")).order_by().annotate(came=came).values("came")
    return held(scope).filter(seats__gt=0).annotate(counted=filled[:1], weight=F("seats"))


def step_free(scope: Scope) -> QuerySet[Any]:
    return held(scope).annotate(counted=yes(Q(venue__is_step_free=True)), weight=ONE)


def diaries(scope: Scope) -> QuerySet[Any]:
    written = Exists(Diary.objects.filter(lesson=OuterRef("pk")))
    return held(scope).annotate(counted=yes(written), weight=ONE)


def parishes_with_lessons(scope: Scope) -> QuerySet[Any]:
    """Every parish of the territory; counted if a lesson was held there."""
    here = Exists(held(scope).filter(venue__territory__path__startswith=OuterRef("path")))
    parishes = Territory.objects.filter(kind=TerritoryKind.PARISH, path__startswith=scope.path)
    return parishes.annotate(counted=yes(here), weight=ONE)


MEASURES = (
    Measure(
        key="lessons_held",
        title=_("Lessons held"),
        unit=_("lessons"),
        definition=_(
            "Lessons that took place and whose attendance is closed. A kind of activity that does not count "
            "in results is left out. A lesson belongs to the parish of its venue."
        ),
        kind=MeasureKind.COUNT,
        source=Source.LESSON,
        rows=lessons_held,
        apps=("learning",),
        dims=DIMS,
        filters=FILTERS,
        moment="starts_at",
    ),
    Measure(
        key="seats_used",
        title=_("Share of seats used"),
        unit=_("% of seats"),
        definition=_("Participants who were there, divided by the seats of the lessons held."),
        kind=MeasureKind.SHARE,
        source=Source.LESSON,
        rows=seats_used,
        apps=("learning",),
        dims=DIMS,
        filters=FILTERS,
        moment="starts_at",
    ),
    Measure(
        key="step_free_lessons",
        title=_("Lessons without steps"),
        unit=_("% of lessons"),
        definition=_("Lessons held in a venue that can be entered without steps, divided by lessons held."),
        kind=MeasureKind.SHARE,
        source=Source.LESSON,
        rows=step_free,
        apps=("learning", "places"),
        dims=DIMS,
        filters=FILTERS,
        moment="starts_at",
    ),
    Measure(
        key="diaries_written",
        title=_("Lessons with a diary"),
        unit=_("% of lessons"),
        definition=_("Lessons held whose trainer wrote a diary, divided by lessons held."),
        kind=MeasureKind.SHARE,
        source=Source.LESSON,
        rows=diaries,
        apps=("learning",),
        dims=DIMS,
        filters=FILTERS,
        moment="starts_at",
    ),
    Measure(
        key="parishes_with_lessons",
        title=_("Parishes with a lesson"),
        unit=_("% of parishes"),
        definition=_("Parishes where at least one lesson was held in the period, divided by all parishes."),
        kind=MeasureKind.SHARE,
        source=Source.PARISH,
        rows=parishes_with_lessons,
        apps=("learning", "places"),
        dims={Dim.PARISH: "code"},
        filters=FILTERS,
    ),
)
