"""What a refusal means, in words for residents and for the helper at the phone."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, str | Promise] = {
    "not_open": _("This lesson is not open for registration yet."),
    "lesson_cancelled": _("This lesson will not take place. Choose another date."),
    "lesson_over": _("This lesson has begun or is over. Choose another date."),
    "walk_in": _("Nobody registers for this lesson: come when it suits you."),
    "registration_closed": _("Registration on this page is closed. Call us: there may still be a place."),
    "already_registered": _("This person is registered for this lesson already."),
    "too_young": _("This lesson is for people from %(min_age)s years."),
    "needs_guardian": _(
        "A child under 13 is registered by a parent or guardian. Go back and choose “Somebody else”."
    ),
    "slot_needed": _("Choose a time."),
    "slot_unknown": _("This time is not offered. Choose another one."),
    "slot_taken": _("Somebody took this time a moment ago. Choose another one."),
    "slot_for_one": _("A consultation is for one person. Register each person separately."),
    "no_seat_there": _("The last place there was taken a moment ago. You keep the place you have."),
    "same_lesson": _("This is the lesson in which you have a place."),
    "not_active": _("This registration is not valid any more."),
    "offer_over": _("This place has gone to the next person. You can register again or call us."),
    "not_yours": _("This person is not in your territory, or you may only look."),
    "name_missing": _("Write at least the first name."),
    "phone_not_understood": _("This does not look like a phone number. Write, for example, 26 123 456."),
}
# The same for the helper at the phone, who cannot "go back and choose".
HELPER_REASONS: dict[str, str | Promise] = {
    **REASONS,
    "needs_guardian": _(
        "A child under 13 needs the word of a parent or guardian. Enter who that is on the whole record, "
        "under “Who acts for whom”; then choose them here."
    ),
}
