"""Codes as words, for every page of the app."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from digitilts.apps.learning.rules import Audience, Form, LessonStatus, Mark, TagKind, Topic, Travel
from digitilts.apps.people.rules import NeedCode
from digitilts.values.age_bands import UNKNOWN

TOPICS = {
    Topic.HEALTH: _("Health"),
    Topic.FINANCE: _("Money and banking"),
    Topic.EDUCATION: _("Education"),
    Topic.ADMINISTRATION: _("State and municipal services"),
    Topic.SAFETY: _("Safety on the internet"),
    Topic.WORK: _("Work"),
    Topic.LEISURE: _("Leisure"),
    Topic.COMMUNICATION: _("Talking with family and friends"),
}
LEVELS = {
    1: _("Level 1: first steps"),
    2: _("Level 2: with a little help"),
    3: _("Level 3: on my own"),
}
FORMS = {
    Form.SERIES: _("A course of several lessons"),
    Form.SINGLE: _("One lesson"),
    Form.SLOTS: _("Consultation by appointment"),
    Form.WALK_IN: _("Without registration"),
    Form.EXTERNAL: _("Another programme's lessons"),
}
AUDIENCES = {
    Audience.RESIDENTS: _("Residents"),
    Audience.STAFF: _("Municipal staff"),
    Audience.ENTERPRISE: _("A company's employees"),
    Audience.YOUTH: _("Young people"),
}
STATUSES = {
    LessonStatus.DRAFT: pgettext_lazy("status of a lesson", "Not published"),
    LessonStatus.OPEN: pgettext_lazy("status of a lesson", "Planned"),
    LessonStatus.CANCELLED: pgettext_lazy("status of a lesson", "Cancelled"),
    LessonStatus.HELD: pgettext_lazy("status of a lesson", "Took place"),
}
MARKS = {
    Mark.PRESENT: pgettext_lazy("mark of attendance", "Present"),
    Mark.LATE: pgettext_lazy("mark of attendance", "Late"),
    Mark.EXCUSED: pgettext_lazy("mark of attendance", "Excused"),
    Mark.NO_SHOW: pgettext_lazy("mark of attendance", "No-show"),
    Mark.WALKED_IN: pgettext_lazy("mark of attendance", "Walked in"),
    Mark.ANONYMOUS: pgettext_lazy("mark of attendance", "Anonymous"),
}
TRAVELS = {
    Travel.NOT_SAID: "",
    Travel.ON_FOOT: _("comes on foot"),
    Travel.OWN_CAR: _("comes by own car"),
    Travel.BUS: _("comes by bus"),
    Travel.LIFT_THERE: _("needs a lift there"),
    Travel.LIFT_BACK: _("needs a lift back"),
    Travel.LIFT_BOTH: _("needs a lift there and back"),
}
NEEDS = {
    NeedCode.LARGER_TEXT: _("larger text"),
    NeedCode.PICTURES: _("pictures instead of text"),
    NeedCode.COMPANION: _("comes with a companion"),
    NeedCode.STEP_FREE: _("step-free access"),
    NeedCode.INTERPRETER: _("interpreter"),
    NeedCode.QUIET_GROUP: _("quiet group"),
}
TAGS = {TagKind.KEEP: _("Keep"), TagKind.CHANGE: _("Change")}
WEEKDAYS = {
    0: _("Mondays"),
    1: _("Tuesdays"),
    2: _("Wednesdays"),
    3: _("Thursdays"),
    4: _("Fridays"),
    5: _("Saturdays"),
    6: _("Sundays"),
}
LANGUAGES = {"lv": _("Latvian"), "en": _("English"), "ru": _("Russian"), "uk": _("Ukrainian")}
AGE_BANDS = {UNKNOWN: _("age not known")}


def age_words(band: str) -> str:
    """The band itself is understood in every language; only "unknown" needs words."""
    return str(AGE_BANDS.get(band, band))
