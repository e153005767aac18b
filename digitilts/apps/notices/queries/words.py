"""What the codes of this app are called on pages."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from digitilts.apps.notices.rules import Author, CallOutcome, ConversationStatus, MessageStatus, Topic
from digitilts.values.channels import Channel

CHANNELS: Mapping[str, Promise] = {
    Channel.SMS: _("SMS"),
    Channel.EMAIL: _("e-mail"),
    Channel.CALL: _("phone call"),
    Channel.LETTER: _("letter"),
}
TOPICS: Mapping[str, Promise] = {
    Topic.REGISTRATION: _("Registrations"),
    Topic.CHANGE: _("Changes and cancellations"),
    Topic.REMINDER: _("Reminders"),
    Topic.CONVERSATION: _("Answers to questions"),
    Topic.NEWS: _("News about coming lessons"),
}
STATUSES: Mapping[str, Promise] = {
    MessageStatus.QUEUED: _("waiting to be sent"),
    MessageStatus.CLAIMED: _("being sent"),
    MessageStatus.SENT: _("handed over"),
    MessageStatus.TO_PRINT: _("letter to print"),
    MessageStatus.PRINTED: _("letter printed"),
    MessageStatus.TO_CALL: _("on the call list"),
    MessageStatus.REACHED: _("person reached"),
    MessageStatus.DEAD: _("did not get through"),
    MessageStatus.DROPPED: _("not sent"),
}
TONES: Mapping[str, str] = {
    MessageStatus.SENT: "done",
    MessageStatus.PRINTED: "done",
    MessageStatus.REACHED: "done",
    MessageStatus.TO_CALL: "attention",
    MessageStatus.TO_PRINT: "attention",
    MessageStatus.DEAD: "error",
}
OUTCOMES: Mapping[str, Promise] = {
    CallOutcome.REACHED: _("Spoke with the person"),
    CallOutcome.LEFT_WORD: _("Left word with somebody"),
    CallOutcome.NO_ANSWER: _("Nobody answered"),
    CallOutcome.WRONG_NUMBER: _("Wrong number"),
    CallOutcome.CALL_LATER: _("Asked to be called later"),
}
CONVERSATION_STATUSES: Mapping[str, Promise] = {
    ConversationStatus.OPEN: _("waits for an answer"),
    ConversationStatus.ANSWERED: pgettext_lazy("conversation", "answered"),
    ConversationStatus.CLOSED: pgettext_lazy("conversation", "closed"),
}
AUTHORS: Mapping[str, Promise] = {
    Author.RESIDENT: _("The resident"),
    Author.HELPER: _("Said by phone or at the counter"),
    Author.STAFF: _("The municipality"),
}
# Codes that stand in a receipt; what a gateway says in its own code is shown as it is.
DETAILS: Mapping[str, Promise] = {
    "too_late": _("It would have come too late to help."),
    "answered": _("The person answered another way first."),
    "switched_off": _("The person does not want messages of this kind."),
    "no_consent": _("The person has not agreed to news."),
    "not_worth_a_call": _("News is not told by phone or letter."),
    "erased": _("The person has been erased."),
    "already_taken": _("The gateway already had it."),
    "kept": _("Demo: kept here, not sent to anybody."),
    "printed": _("Printed and put into an envelope."),
    "timeout": _("The gateway did not answer in time."),
    **OUTCOMES,
}
LANGUAGES: Mapping[str, Promise] = {"lv": _("in Latvian"), "en": _("in English")}


def channel_word(code: str) -> str:
    return str(CHANNELS.get(code, code))


def status_word(code: str) -> str:
    return str(STATUSES.get(code, code))


def topic_word(code: str) -> str:
    return str(TOPICS.get(code, code))


def outcome_word(code: str) -> str:
    return str(OUTCOMES.get(code, code))


def detail_words(code: str) -> str:
    return str(DETAILS.get(code, code))
