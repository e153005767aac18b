"""One person's place: one registration, or one for each remaining date of a course."""

from datetime import datetime
from uuid import UUID

from digitilts.apps.learning.models import Registration
from digitilts.apps.learning.rules import ACTIVE, HOLDS_SEAT, RegistrationStatus
from digitilts.apps.learning.services.seats import Locked, free_seat, lock_lessons
from digitilts.apps.people.access import EDITS_PEOPLE, Actor, can_see_person
from digitilts.values.channels import Heard
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError


def lock_place(
    registration_id: UUID, now: datetime, *, also: tuple[int, ...] = ()
) -> tuple[list[Registration], Locked]:
    """The registrations of one place, earliest first, and their lessons, locked.  Raises DoesNotExist."""
    asked = Registration.objects.get(pk=registration_id)
    lessons = lock_lessons({*_rows(asked).values_list("lesson_id", flat=True), *also})
    rows = list(_rows(asked).select_related("person", "lesson").order_by("lesson__starts_at", "lesson_id"))
    remaining = [row for row in rows if row.lesson.starts_at > now and row.status in ACTIVE]
    # Nothing left of it: the caller looks at the row that was asked for and refuses.
    return remaining or [next(row for row in rows if row.pk == asked.pk)], lessons


def _rows(asked: Registration):  # type: ignore[no-untyped-def]  # noqa: ANN202  # a queryset of registrations
    if asked.series_key is None:
        return Registration.objects.filter(pk=asked.pk)
    return Registration.objects.filter(series_key=asked.series_key, person=asked.person_id)


def refuse_strangers(place: list[Registration], lessons: Locked, *, how: Heard, by: Actor) -> None:
    """Who shows the code acts for themselves; staff act for people they may see, or in their own lesson."""
    if how == Heard.OWN_CLICK or by.user_id is None:
        return
    first = place[0]
    if by.person_id == first.person_id or can_see_person(by, first.person_id, *EDITS_PEOPLE):
        return
    lesson = lessons[first.lesson_id]
    if by.may(Role.COORDINATOR, in_path=lesson.activity.territory.path):
        return
    if not lesson.trainers.filter(pk=by.user_id).exists():
        raise RefusedError("not_yours")


def leave(
    place: list[Registration], lessons: Locked, *, status: RegistrationStatus, how: str, now: datetime
) -> None:
    """End these registrations; each seat that one of them held is freed once."""
    for row in place:
        if row.status in HOLDS_SEAT:
            free_seat(lessons[row.lesson_id])
        row.status = status
        row.offered_until = None
        if status == RegistrationStatus.CANCELLED:
            row.cancelled_at, row.cancelled_how = now, how
        row.save(update_fields=["status", "offered_until", "cancelled_at", "cancelled_how"])
