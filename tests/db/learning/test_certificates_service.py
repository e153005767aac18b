"""Certificates for those who earned them: docs/rules/certificates.md."""

from datetime import timedelta

import pytest

from digitilts.apps.learning.models import Certificate
from digitilts.apps.learning.rules import LessonStatus, Mark
from digitilts.apps.learning.services.certificates import issue_certificates
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import (
    make_activity,
    make_actor,
    make_attendance,
    make_kind,
    make_lesson,
    make_other_territory,
    make_person,
    municipality_of,
)


def course(now, *, lessons, came):
    """A course with that many lessons held; the person came to the first few."""
    activity, person = make_activity(kind=make_kind(gives_certificate=True)), make_person()
    for number in range(lessons):
        lesson = make_lesson(
            activity=activity, starts_at=now - timedelta(days=7 * number + 1), status=LessonStatus.HELD
        )
        seen = Mark.PRESENT if number < came else Mark.NO_SHOW
        make_attendance(lesson=lesson, person=person, mark=seen)
    return activity, person


def test_a_certificate_has_a_number_lessons_and_hours_and_is_issued_once(now):
    activity, person = course(now, lessons=4, came=3)
    by = make_actor(Role.TRAINER)
    for _ in range(2):
        issue_certificates(activity_id=activity.pk, person_ids=[person.pk], by=by, now=now)
    certificate = Certificate.objects.get()
    assert (certificate.lessons_attended, certificate.hours) == (3, 6)
    assert certificate.number.startswith(f"{now.year}-")


def test_too_few_lessons_earn_nothing(now):
    activity, person = course(now, lessons=4, came=2)
    with pytest.raises(RefusedError, match="attended_too_few"):
        issue_certificates(
            activity_id=activity.pk, person_ids=[person.pk], by=make_actor(Role.TRAINER), now=now
        )
    assert not Certificate.objects.exists()


def test_a_stranger_issues_nothing(now):
    activity, person = course(now, lessons=3, came=3)
    by = make_actor(Role.COORDINATOR, municipality_of(make_other_territory()))
    with pytest.raises(RefusedError, match="not_yours"):
        issue_certificates(activity_id=activity.pk, person_ids=[person.pk], by=by, now=now)
