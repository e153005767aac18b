"""The codes of this app in words."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from digitilts.apps.people.rules import ConsentHow, Matter, NeedCode, ProxyKind, Purpose
from digitilts.apps.people.rules.duplicates import Sign
from digitilts.values.channels import Channel, Heard
from digitilts.values.roles import Role

NEEDS: dict[str, Lazy] = {
    NeedCode.LARGER_TEXT: _("Larger text"),
    NeedCode.PICTURES: _("Pictures instead of text"),
    NeedCode.COMPANION: _("Comes with a companion"),
    NeedCode.STEP_FREE: _("Lift or wheelchair access"),
    NeedCode.INTERPRETER: _("Interpreter"),
    NeedCode.QUIET_GROUP: _("Quiet group"),
}
PROXY_KINDS: dict[str, Lazy] = {
    ProxyKind.GUARDIAN: _("Guardian of a child"),
    ProxyKind.TRUSTEE: _("Trustee appointed by a court"),
    ProxyKind.RELATIVE: _("Relative"),
}
MATTERS: dict[str, Lazy] = {
    Matter.LESSONS: _("Registers for lessons, moves and cancels them"),
    Matter.RIDES: _("Arranges lifts"),
    Matter.MESSAGES: _("Receives our messages"),
}
PURPOSES: dict[str, Lazy] = {
    Purpose.PHOTOS: _("Photographs"),
    Purpose.STORIES: _("A story for others to read"),
    Purpose.NEWS: _("News about coming lessons"),
    Purpose.FOLLOW_UP: _("A question after six months"),
    Purpose.CHILD_TAKES_PART: _("A child takes part"),
}
CONSENT_HOW: dict[str, Lazy] = {
    ConsentHow.OWN_CLICK: _("Own click"),
    ConsentHow.READ_ALOUD: _("The text was read aloud"),
    ConsentHow.SIGNED_PAPER: _("Signed paper"),
}
HEARD: dict[str, Lazy] = {
    Heard.OWN_CLICK: _("Entered it themselves"),
    Heard.PHONE: _("Told us by phone"),
    Heard.COUNTER: _("Told us at the counter"),
    Heard.RELATIVE: _("A relative told us"),
    Heard.GROUP: _("Came with a group"),
    Heard.PAPER: _("From a paper list"),
    Heard.IMPORT: _("From an imported list"),
}
CHANNELS: dict[str, Lazy] = {
    Channel.SMS: _("Text message (SMS)"),
    Channel.EMAIL: _("E-mail"),
    Channel.CALL: _("Phone call"),
    Channel.LETTER: _("Letter"),
}
# Topics of messages as notices names them; "change" has no switch, because a cancelled lesson is always told.
TOPICS: dict[str, Lazy] = {
    "registration": _("Receipts for registrations and the waiting list"),
    "reminder": _("Reminders before a lesson"),
    "conversation": _("Answers to your questions"),
    "news": _("News about coming lessons"),
}
LANGUAGES: dict[str, Lazy] = {
    "lv": _("Latvian"),
    "en": _("English"),
    "ru": _("Russian"),
    "uk": _("Ukrainian"),
}
SEXES: dict[str, Lazy] = {
    "f": pgettext_lazy("sex", "Woman"),
    "m": pgettext_lazy("sex", "Man"),
}
ROLES: dict[str, Lazy] = {
    Role.HELPER: _("Helper"),
    Role.TRAINER: _("Trainer"),
    Role.VOLUNTEER_COORDINATOR: _("Volunteer coordinator"),
    Role.DISPATCHER: _("Dispatcher"),
    Role.DRIVER: _("Driver"),
    Role.COORDINATOR: _("Coordinator"),
    Role.BUDGET_PLANNER: _("Budget planner"),
    Role.AUDITOR: _("Auditor"),
    Role.ADMINISTRATOR: _("Administrator"),
}
SIGNS: dict[str, Lazy] = {
    Sign.SAME_NAME: _("Same name"),
    Sign.SWAPPED_NAME: _("Name and surname swapped"),
    Sign.SIMILAR_NAME: _("Similar name"),
    Sign.SAME_PHONE: _("Same phone"),
    Sign.SAME_EMAIL: _("Same e-mail"),
    Sign.SAME_YEAR: _("Same year of birth"),
    Sign.SAME_HOME: _("Same parish"),
}
# What both records can have so that they cannot become one.
CONFLICTS: dict[str, Lazy] = {
    "learning.registration": _("Both are registered for the same lesson. Cancel one of the two first."),
    "learning.attendance": _("Both were marked at the same lesson. Correct the attendance first."),
    "learning.certificate": _("Both have a certificate of the same activity."),
    "people.user": _("Both have a sign-in of their own."),
    "people.proxy": _("One of them acts for the other. End that first."),
    "people.preferredchannel": _("They want messages in different ways. Make the switches the same first."),
}
OTHER_CONFLICT = _("Both have an entry that a person can have only once.")
PAGES: dict[str, Lazy] = {
    "people.person_page": _("Person's page"),
    "people.counter": _("Counter mode"),
    "people.export": _("Everything that is stored"),
    "learning.caller": _("Caller screen"),
}
SECTIONS: dict[str, Lazy] = {
    "people.person": _("About you"),
    "people.need": _("What helps you take part"),
    "people.proxy": _("Who acts for whom"),
    "people.consent": _("Consents"),
    "people.user": _("Sign-in"),
    "people.countersession": _("Visits to the counter"),
    "people.preferredchannel": _("How we may reach you"),
    "people.merge": _("Merged records"),
    "learning.registration": _("Registrations for lessons"),
    "learning.attendance": _("Attendance of lessons"),
    "learning.certificate": _("Certificates"),
    "learning.calendarfeed": _("Calendar addresses"),
    "notices.message": _("Messages to you"),
    "notices.receipt": _("Delivery of messages"),
    "notices.callattempt": _("Phone calls to you"),
    "notices.conversation": _("Conversations"),
    "notices.conversationentry": _("What was written in conversations"),
}


def word(words: dict[str, Lazy], code: str) -> str:
    """The word for a code; a code without a word is shown as it is."""
    return str(words.get(code, code))
