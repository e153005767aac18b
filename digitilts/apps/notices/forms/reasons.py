"""Why a service of this app refused, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: Mapping[str, Promise] = {
    "not_yours": _("This belongs to another territory."),
    "not_on_call_list": _("Somebody has already dealt with this call."),
    "time_is_past": _("That time is already past. Choose a later one."),
    "still_on_its_way": _("This message is still on its way. Wait until it is done."),
    "too_late": _("It would have come too late to help."),
    "nothing_to_say": _("This message has no words any more."),
    "no_way": _("The person does not want messages of this kind."),
    "no_territory": _("Write down first in which parish this person lives."),
    "too_many_questions": _(
        "Too many questions came from here within an hour. Please call us: we are glad to help."
    ),
    "nobody_agreed": _("Nobody there has agreed to news, so nobody would get it."),
    "too_many_people": _("That is more than %(most)d people. Choose one parish at a time."),
    "name_missing": _("Write your name, so that we know whom to answer."),
    "phone_not_understood": _("This does not look like a phone number. Write, for example, 26 123 456."),
}
