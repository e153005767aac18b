"""What a refusal means, in words for staff."""

from collections.abc import Callable, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


def _names(words: Sequence[str]) -> str:
    return _now(
        "The text seems to name a learner: %(words)s. "
        "A diary holds no learners' names; please write it differently."
    ) % {"words": ", ".join(words)}


STAFF_REASONS: dict[str, str | Promise | Callable[..., str]] = {
    "not_yours": _("You cannot change this. Ask the coordinator."),
    "ends_before_start": _("The lesson ends before it begins. Check the times."),
    "too_long": _("A lesson lasts at most 12 hours. Check the times."),
    "closes_after_end": _("Registration closes after the lesson is over. Check the time."),
    "no_seats": _("A lesson needs at least one seat."),
    "fewer_than_taken": _("%(taken)s seats are taken already; there cannot be fewer."),
    "already_cancelled": _("This lesson is cancelled and cannot be changed. Make a new one."),
    "already_held": _("The attendance of this lesson is closed, so it cannot be changed."),
    "changed_meanwhile": _("Somebody else changed this meanwhile. Below you see both; check and save again."),
    "trainer_unknown": _("One of the chosen people is not a trainer any more. Choose again."),
    "equipment_unknown": _("This equipment is not on the list any more."),
    "equipment_stays": _("%(name)s stays in its own place and cannot be used elsewhere."),
    "equipment_taken": _("%(name)s: at that time only %(free)s are free."),
    "lesson_cancelled": _("This lesson is cancelled."),
    "attendance_closed": _("The attendance is closed. A coordinator can open it again."),
    "too_early_to_mark": _("The lesson has not begun. Marks can be made from two hours before the start."),
    "not_started": _("The lesson has not begun, so its attendance cannot be closed yet."),
    "not_in_lesson": _("This person has given up the place. Enter them as somebody who walked in."),
    "mark_unknown": _("This mark is not known."),
    "only_waiting": _("This person is on the waiting list: only “came anyway” can be marked."),
    "too_many_unknown": _("At most %(most)s people at once."),
    "age_band_unknown": _("This age group is not known."),
    "still_unmarked": _("Some people have no mark yet."),
    "not_closed": _("The attendance is open."),
    "too_early_for_diary": _("The diary can be written when the lesson has begun."),
    "diary_settled": _("This diary was written more than a week ago and stays as it is."),
    "names_in_diary": _names,
    "plan_unchanged": _("The text is the same as in the newest version."),
    "no_certificate_here": _("This kind of activity gives no certificates."),
    "course_too_short": _("Certificates are given for courses of at least %(least)s lessons."),
    "attended_too_few": _("This person was at too few lessons."),
    "kind_code_taken": _("There is a kind with this code already."),
    "of_other_territory": _("The kind or the action belongs to another municipality."),
    "name_missing": _("Write at least the first name."),
    "phone_not_understood": _("This does not look like a phone number. Write, for example, 26 123 456."),
}
