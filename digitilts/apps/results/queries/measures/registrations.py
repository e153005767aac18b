"""Measures whose records are registrations. A moved one counts only where it ended."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from digitilts.apps.learning.models import Registration
from digitilts.apps.learning.rules import LessonStatus, RegistrationStatus
from digitilts.apps.results.queries.measures.lessons import ONE, yes
from digitilts.apps.results.queries.measures.measure import Measure, Scope, narrowed
from digitilts.apps.results.rules import Dim, MeasureKind, Source
from digitilts.values.channels import Heard

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
    "parish": "person__home__code",
    "sex": "person__sex",
}
DIMS = {
    Dim.PARISH: "person__home__code",
    Dim.SEX: "person__sex",
    Dim.KIND: "lesson__activity__kind__code",
    Dim.LEVEL: "lesson__activity__level",
    Dim.TOPIC: "lesson__activity__topic",
    Dim.VENUE: "lesson__venue_id",
    Dim.MONTH: "created_at",
}


def registrations(scope: Scope) -> QuerySet[Registration]:
    """Made in the period, to lessons that count in results."""
    first, after = scope.moments
    return Registration.objects.filter(
        narrowed(scope, FILTERS),
        created_at__gte=first,
        created_at__lt=after,
        lesson__activity__kind__counts_in_results=True,
        lesson__activity__territory__path__startswith=scope.path,
    ).exclude(status=RegistrationStatus.MOVED)


def made_with_help(scope: Scope) -> QuerySet[Any]:
    return registrations(scope).annotate(counted=yes(~Q(heard=Heard.OWN_CLICK)), weight=ONE)


def waiting_placed(scope: Scope) -> QuerySet[Any]:
    """Everybody who ever waited keeps the waiting number; a lesson to come is not judged yet."""
    first, after = scope.moments
    waited = (
        Registration.objects.filter(
            narrowed(scope, FILTERS),
            waiting_number__isnull=False,
            lesson__starts_at__gte=first,
            lesson__starts_at__lt=after,
            lesson__activity__kind__counts_in_results=True,
            lesson__activity__territory__path__startswith=scope.path,
        )
        .exclude(status=RegistrationStatus.MOVED)
        .exclude(lesson__status__in=[LessonStatus.CANCELLED, LessonStatus.DRAFT])
    )
    return waited.annotate(counted=yes(Q(status=RegistrationStatus.REGISTERED)))


MEASURES = (
    Measure(
        key="registered_with_help",
        title=_("Registrations made by phone or with a helper"),
        unit=_("% of registrations"),
        definition=_(
            "Registrations that came by phone, at the counter, through a relative, in a group or on paper, "
            "divided by all registrations made in the period. A registration moved to another lesson counts "
            "once."
        ),
        kind=MeasureKind.SHARE,
        source=Source.REGISTRATION,
        rows=made_with_help,
        apps=("learning",),
        dims=DIMS,
        filters=FILTERS,
        moment="created_at",
        about_people=True,
    ),
    Measure(
        key="waiting_placed",
        title=_("People from the waiting list who got a place"),
        unit=_("places"),
        definition=_("Registrations that stood on a waiting list of a lesson in the period and got a place."),
        kind=MeasureKind.COUNT,
        source=Source.REGISTRATION,
        rows=waiting_placed,
        apps=("learning",),
        dims={**DIMS, Dim.MONTH: "lesson__starts_at"},
        filters=FILTERS,
        moment="lesson__starts_at",
        about_people=True,
    ),
)
