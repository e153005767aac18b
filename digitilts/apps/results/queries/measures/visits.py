"""Measures whose records are attendances: visits and the people behind them.

The rule who counts is learning/rules/counting.py (docs/rules/counting.md). A person is counted once,
where and when we first met them in the period, so every split adds up to the whole.
"""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from digitilts.apps.learning.models import Attendance
from digitilts.apps.learning.rules import WAS_THERE, Audience, LessonStatus, Mark, Topic
from digitilts.apps.results.queries.measures.lessons import ONE, yes
from digitilts.apps.results.queries.measures.measure import Measure, Scope, narrowed
from digitilts.apps.results.rules import Dim, MeasureKind, Source

FILTERS = {
    "action_id": "lesson__activity__action_id",
    "action": "lesson__activity__action__code",
    "kind": "lesson__activity__kind__code",
    "audience": "lesson__activity__kind__audience",
    "programme": "lesson__activity__kind__external_programme",
    "level": "lesson__activity__level",
    "topic": "lesson__activity__topic",
    "language": "lesson__activity__language",
    "venue": "lesson__venue_id",
    "parish": "home__code",
    "age_band": "age_band",
    "sex": "sex",
}
DIMS = {
    Dim.PARISH: "home__code",
    Dim.AGE_BAND: "age_band",
    Dim.SEX: "sex",
    Dim.KIND: "lesson__activity__kind__code",
    Dim.LEVEL: "lesson__activity__level",
    Dim.TOPIC: "lesson__activity__topic",
    Dim.VENUE: "lesson__venue_id",
    Dim.MONTH: "lesson__starts_at",
}
OLDER = ("65-74", "75+")
ASKED_FOR = (Mark.PRESENT, Mark.LATE, Mark.EXCUSED, Mark.NO_SHOW)  # had said that they come
NOT_STAFF = ~Q(lesson__activity__kind__audience=Audience.STAFF)


def marks(scope: Scope) -> QuerySet[Attendance]:
    """Marks of lessons held in the period that count in results, whatever they say."""
    first, after = scope.moments
    return Attendance.objects.filter(
        narrowed(scope, FILTERS),
        lesson__status=LessonStatus.HELD,
        lesson__starts_at__gte=first,
        lesson__starts_at__lt=after,
        lesson__activity__kind__counts_in_results=True,
        lesson__activity__territory__path__startswith=scope.path,
    )


def visits(scope: Scope) -> QuerySet[Attendance]:
    """`counts_as_attendance` in SQL; proven equal by tests/db/results/test_measures.py."""
    return marks(scope).filter(NOT_STAFF, mark__in=WAS_THERE)


def known_visits(scope: Scope) -> QuerySet[Attendance]:
    """`counts_as_reached` in SQL."""
    return visits(scope).filter(person__isnull=False)


def nth_visit(rows: QuerySet[Attendance], number: int) -> Q:
    """The visits that are a person's first, second … among these rows."""
    numbered = rows.order_by().annotate(
        visit_number=Window(
            RowNumber(),
            partition_by=F("person_id"),
            order_by=[F("lesson__starts_at").asc(), F("pk").asc()],
        )
    )
    return Q(pk__in=numbered.filter(visit_number=number).values("pk"))


def attendances(scope: Scope) -> QuerySet[Any]:
    return visits(scope).annotate(counted=ONE)


def safety_attendances(scope: Scope) -> QuerySet[Any]:
    return attendances(scope).filter(lesson__activity__topic=Topic.SAFETY)


def youth_attendances(scope: Scope) -> QuerySet[Any]:
    return attendances(scope).filter(lesson__activity__kind__audience=Audience.YOUTH)


def participant_hours(scope: Scope) -> QuerySet[Any]:
    return visits(scope).annotate(counted=F("lesson__ends_at") - F("lesson__starts_at"))


def residents_reached(scope: Scope) -> QuerySet[Any]:
    rows = known_visits(scope)
    return rows.annotate(counted=yes(nth_visit(rows, 1)))


def seniors_reached(scope: Scope) -> QuerySet[Any]:
    rows = known_visits(scope).filter(age_band__in=OLDER)
    return rows.annotate(counted=yes(nth_visit(rows, 1)))


def residents_continuing(scope: Scope) -> QuerySet[Any]:
    rows = known_visits(scope)
    return rows.annotate(counted=yes(nth_visit(rows, 2)))


def reach(scope: Scope) -> QuerySet[Any]:
    """Only people who live in the territory: the denominator holds nobody else."""
    rows = known_visits(scope).filter(home__path__startswith=scope.path)
    return rows.annotate(counted=yes(nth_visit(rows, 1)))


def first_timers(scope: Scope) -> QuerySet[Any]:
    """People whose first visit ever, to anything here, is among these rows."""
    rows = known_visits(scope)
    ever = known_visits(Scope(scope.path, scope.since.replace(year=2000), scope.until))
    return rows.annotate(counted=yes(nth_visit(ever, 1)))


def external(scope: Scope) -> QuerySet[Any]:
    """Everybody in an external programme, whether or not they came to a lesson of ours too."""
    rows = known_visits(scope).exclude(lesson__activity__kind__external_programme="")
    return rows.annotate(counted=yes(nth_visit(rows, 1)))


def only_external(scope: Scope) -> QuerySet[Any]:
    """People of a programme who came to no lesson of ours: with our own people they add up to the whole."""
    rows = known_visits(scope)
    ours = rows.filter(lesson__activity__kind__external_programme="", person=OuterRef("person")).order_by()
    theirs = rows.exclude(lesson__activity__kind__external_programme="").filter(~Exists(ours))
    return theirs.annotate(counted=yes(nth_visit(theirs, 1)))


def staff_trained(scope: Scope) -> QuerySet[Any]:
    rows = marks(scope).filter(~NOT_STAFF, mark__in=WAS_THERE, person__isnull=False)
    return rows.annotate(counted=yes(nth_visit(rows, 1)))


def no_shows(scope: Scope) -> QuerySet[Any]:
    asked = marks(scope).filter(NOT_STAFF, mark__in=ASKED_FOR)
    return asked.annotate(counted=yes(Q(mark=Mark.NO_SHOW)), weight=ONE)


def _visits(key: str, title: Any, unit: Any, definition: Any, kind: MeasureKind, rows: Any) -> Measure:  # noqa: ANN401  # words are lazy
    return Measure(
        key=key,
        title=title,
        unit=unit,
        definition=definition,
        kind=kind,
        source=Source.ATTENDANCE,
        rows=rows,
        apps=("learning",),
        dims=DIMS,
        filters=FILTERS,
        moment="lesson__starts_at",
        about_people=True,
    )


MEASURES = (
    _visits(
        "attendances",
        _("Attendances"),
        _("attendances"),
        _("Each time somebody was at a lesson held, known or not. Staff in their own training are left out."),
        MeasureKind.COUNT,
        attendances,
    ),
    _visits(
        "residents_reached",
        _("People reached"),
        _("people"),
        _(
            "Different people who were at one lesson or more. Each is counted once, where and when we first "
            "met them in the period. Participants nobody asked for a name are not counted here."
        ),
        MeasureKind.PEOPLE,
        residents_reached,
    ),
    _visits(
        "participant_hours",
        _("Participant hours"),
        _("hours"),
        _("Length of each lesson held times the participants who were there, in hours of 60 minutes."),
        MeasureKind.SUM,
        participant_hours,
    ),
    _visits(
        "reach_per_100",
        _("People reached per 100 residents"),
        _("per 100 residents"),
        _("Different people living here who were at a lesson, divided by the residents registered here."),
        MeasureKind.RATE,
        reach,
    ),
    _visits(
        "no_show_share",
        _("Registered people who did not come"),
        _("% of people expected"),
        _(
            "Marks “did not come” divided by everybody who had registered: was there, late, excused or did "
            "not come."
        ),
        MeasureKind.SHARE,
        no_shows,
    ),
    _visits(
        "first_time_participants",
        _("People who came for the first time"),
        _("people"),
        _("Different people whose first visit ever to a lesson here was in the period."),
        MeasureKind.PEOPLE,
        first_timers,
    ),
    _visits(
        "seniors_reached",
        _("People aged 65 and over reached"),
        _("people"),
        _("Different people aged 65 or more on the day of the lesson, each counted once."),
        MeasureKind.PEOPLE,
        seniors_reached,
    ),
    _visits(
        "residents_continuing",
        _("People who came at least twice"),
        _("people"),
        _("Different people who were at two lessons or more in the period, counted at their second visit."),
        MeasureKind.PEOPLE,
        residents_continuing,
    ),
    _visits(
        "safety_attendances",
        _("Attendances at lessons on digital safety"),
        _("attendances"),
        _("Attendances at lessons held whose topic is digital safety."),
        MeasureKind.COUNT,
        safety_attendances,
    ),
    _visits(
        "youth_attendances",
        _("Attendances of young people’s activities"),
        _("attendances"),
        _("Attendances at lessons held that are meant for young people."),
        MeasureKind.COUNT,
        youth_attendances,
    ),
    _visits(
        "external_participants",
        _("People in external programmes"),
        _("people"),
        _(
            "Different people at lessons that another programme reports too. They are also among the people "
            "reached: do not add the two figures."
        ),
        MeasureKind.PEOPLE,
        external,
    ),
    _visits(
        "external_only_participants",
        _("People only in external programmes"),
        _("people"),
        _(
            "Different people who came to lessons of an external programme and to none of ours. With the "
            "people who came to ours they add up to all people reached."
        ),
        MeasureKind.PEOPLE,
        only_external,
    ),
    _visits(
        "staff_trained",
        _("Employees trained"),
        _("people"),
        _("Different employees at practical sessions for staff. They are not counted as residents."),
        MeasureKind.PEOPLE,
        staff_trained,
    ),
)
