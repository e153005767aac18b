"""Who was at how many lessons of a course, and who has a certificate."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from digitilts.apps.learning.models import Activity, Attendance, Certificate, Lesson
from digitilts.apps.learning.rules import WAS_THERE, LessonStatus, Mark
from digitilts.apps.learning.rules.certificates import deserves_certificate
from digitilts.kit.dates import day_long
from digitilts.values.verdict import Verdict

HOUR_S = 3600


@dataclass(frozen=True)
class Earned:
    """One learner of a course; `hours` are hours of the lessons attended."""

    person_id: UUID
    name: str
    attended: int
    held: int
    hours: float
    verdict: Verdict
    certificate: Certificate | None


def earned_by(activity: Activity) -> list[Earned]:
    """Everybody who was at a lesson of the activity, by name."""
    held = held_lessons(activity).count()
    seen = (
        Attendance.objects.filter(
            lesson__in=held_lessons(activity), mark__in=WAS_THERE - {Mark.ANONYMOUS}, person__is_ghost=False
        )
        .select_related("person", "lesson")
        .order_by("person__family_name", "person__given_name", "person_id")
    )
    of_person: dict[UUID, list[Attendance]] = defaultdict(list)
    for attendance in seen:
        of_person[attendance.person_id].append(attendance)  # type: ignore[index]  # anonymous ones are filtered out
    issued = {each.person_id: each for each in activity.certificates.all()}
    return [
        Earned(
            person_id=person_id,
            name=str(marks[0].person),
            attended=len(marks),
            held=held,
            hours=_hours(marks),
            verdict=deserves_certificate(
                gives_certificate=activity.kind.gives_certificate, held=held, attended=len(marks)
            ),
            certificate=issued.get(person_id),
        )
        for person_id, marks in of_person.items()
    ]


def held_lessons(activity: Activity) -> QuerySet[Lesson]:
    return activity.lessons.filter(status=LessonStatus.HELD)


def _hours(marks: list[Attendance]) -> float:
    return round(
        sum((each.lesson.ends_at - each.lesson.starts_at).total_seconds() for each in marks) / HOUR_S, 1
    )


def certificate_data(certificate: Certificate) -> dict[str, object]:
    """What the paper says."""
    lessons = ngettext("%(n)s lesson", "%(n)s lessons", certificate.lessons_attended)
    hours = f"{certificate.hours:g}".replace(".", ",")
    return {
        "heading": gettext("Certificate"),
        "name": certificate.person.name,
        "did": gettext("took part in the course"),
        "course": str(certificate.activity.title),
        "extent": gettext("%(lessons)s, %(hours)s hours")
        % {"lessons": lessons % {"n": certificate.lessons_attended}, "hours": hours},
        "where": certificate.activity.territory.name,
        "when": day_long(certificate.issued_on),
        "issued_by": str(certificate.issued_by or ""),
        "number": gettext("No. %(number)s") % {"number": certificate.number},
        "signature": gettext("Signature"),
    }
