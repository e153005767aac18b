"""Keys of a split, verdicts and values as words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from digitilts.apps.learning.models import Kind
from digitilts.apps.learning.queries.words import LEVELS, TOPICS
from digitilts.apps.places.models import Venue
from digitilts.apps.results.queries.measures.measure import Measure
from digitilts.apps.results.queries.populations import parish_names
from digitilts.apps.results.rules import Dim, MeasureKind, Origin, Period, Progress, Source
from digitilts.kit.numbers import NBSP, number
from digitilts.values.age_bands import BANDS, UNKNOWN

Lazy = str | Promise

DIMS: Mapping[Dim, Lazy] = {
    Dim.PARISH: pgettext_lazy("split of a figure", "By parish"),
    Dim.AGE_BAND: pgettext_lazy("split of a figure", "By age"),
    Dim.SEX: pgettext_lazy("split of a figure", "Women and men"),
    Dim.KIND: pgettext_lazy("split of a figure", "By kind of activity"),
    Dim.LEVEL: pgettext_lazy("split of a figure", "By level"),
    Dim.TOPIC: pgettext_lazy("split of a figure", "By topic"),
    Dim.VENUE: pgettext_lazy("split of a figure", "By venue"),
    Dim.MONTH: pgettext_lazy("split of a figure", "By month"),
}
PROGRESS: Mapping[Progress, Lazy] = {
    Progress.REACHED: gettext_lazy("Target reached"),
    Progress.ON_TRACK: gettext_lazy("On track"),
    Progress.BEHIND: gettext_lazy("Behind"),
    Progress.FAR_BEHIND: gettext_lazy("Far behind"),
    Progress.TOO_EARLY: gettext_lazy("Too early to say"),
    Progress.NO_TARGET: gettext_lazy("No target set"),
    Progress.NO_FIGURE: gettext_lazy("No figure yet"),
}
PROGRESS_TONE: Mapping[Progress, str] = {
    Progress.REACHED: "done",
    Progress.ON_TRACK: "done",
    Progress.BEHIND: "attention",
    Progress.FAR_BEHIND: "error",
    Progress.NO_FIGURE: "attention",
}
PROGRESS_ICON: Mapping[Progress, str] = {
    Progress.REACHED: "circle-check",
    Progress.ON_TRACK: "trending-up",
    Progress.BEHIND: "clock",
    Progress.FAR_BEHIND: "triangle-alert",
}
ORIGINS: Mapping[Origin, Lazy] = {
    Origin.COUNTED: gettext_lazy("Counted from records"),
    Origin.ROLLED_UP: gettext_lazy("Added up from actions"),
    Origin.MANUAL: gettext_lazy("Entered by hand with evidence, approved by a second person"),
    Origin.NONE: gettext_lazy("No approved value yet"),
}
SOURCES: Mapping[Source, Lazy] = {
    Source.LESSON: gettext_lazy("lessons held"),
    Source.ATTENDANCE: gettext_lazy("attendance of lessons held"),
    Source.REGISTRATION: gettext_lazy("registrations"),
    Source.CONVERSATION: gettext_lazy("conversations"),
    Source.MESSAGE: gettext_lazy("messages and call attempts"),
    Source.PARISH: gettext_lazy("lessons held and the list of parishes"),
}
SEXES: Mapping[str, Lazy] = {
    "f": gettext_lazy("Women"),
    "m": gettext_lazy("Men"),
    "": gettext_lazy("Not said"),
}
ELSEWHERE = gettext_lazy("Elsewhere or not known")
BAND_ORDER = (*(band.code for band in BANDS), UNKNOWN)


@dataclass(frozen=True)
class Names:
    """What the keys of splits are called; loaded once per page."""

    parishes: Mapping[str, str]
    kinds: Mapping[str, str]
    venues: Mapping[str, str]

    def label(self, dim: Dim, key: str) -> str:
        if dim == Dim.PARISH:
            return self.parishes.get(key) or str(ELSEWHERE)
        if dim == Dim.AGE_BAND:
            return age_band_label(key)
        if dim == Dim.SEX:
            return str(SEXES.get(key, SEXES[""]))
        return self._label_of_lessons(dim, key)

    def _label_of_lessons(self, dim: Dim, key: str) -> str:
        if dim == Dim.KIND:
            return self.kinds.get(key, key)
        if dim == Dim.VENUE:
            return self.venues.get(key, key)
        if dim == Dim.LEVEL:
            return str(LEVELS[int(key)])
        if dim == Dim.TOPIC:
            return str(next((words for topic, words in TOPICS.items() if topic == key), key))
        return month_label(key)

    def in_order(self, dim: Dim, keys: list[str]) -> list[str]:
        """Keys as people expect them: ages by age, months by time, the rest by name; unknown last."""
        if dim == Dim.AGE_BAND:
            return sorted(
                keys, key=lambda key: BAND_ORDER.index(key) if key in BAND_ORDER else len(BAND_ORDER)
            )
        if dim in {Dim.MONTH, Dim.LEVEL}:
            return sorted(keys)
        last = str(ELSEWHERE)
        return sorted(keys, key=lambda key: (self.label(dim, key) == last, key == "", self.label(dim, key)))


def names(path: str, dims: frozenset[Dim] = frozenset(Dim)) -> Names:
    """At most one query per kind of name that is needed."""
    kinds = Kind.objects.filter(territory__path__startswith=path) if Dim.KIND in dims else ()
    venues = Venue.objects.filter(serves__path__startswith=path) if Dim.VENUE in dims else ()
    return Names(
        parishes=parish_names(path) if Dim.PARISH in dims else {},
        kinds={kind.code: str(kind.name) for kind in kinds},
        venues={str(venue.pk): venue.name for venue in venues},
    )


def age_band_label(key: str) -> str:
    """`65–74`, `75+`, or that it is not known."""
    return _("Age not known") if key in {"", UNKNOWN} else key.replace("-", "–")


def month_label(key: str) -> str:
    """`2026-03` as "mar. 2026"."""
    year, month = key.split("-")
    return f"{date_format(date(int(year), int(month), 1), 'M')} {year}"


def shown(value: Decimal | None, measure: Measure | None = None) -> str:
    """A value as it is printed everywhere: whole counts, one digit for shares and rates."""
    if value is None:
        return "–"
    if measure is not None and measure.kind == MeasureKind.SHARE:
        return f"{number(value, 1 if value % 1 else 0)}{NBSP}%"
    places = 0 if value == value.to_integral_value() else 1
    return number(value, places)


def period_label(period: Period) -> str:
    """`2026` for a calendar year, else both days."""
    since, until = period.since, period.until
    whole_years = (since.month, since.day, until.month, until.day) == (1, 1, 12, 31)
    if whole_years:
        return str(since.year) if since.year == until.year else f"{since.year}–{until.year}"
    return f"{since:%d.%m.%Y}–{until:%d.%m.%Y}"


def listed(items: list[str]) -> str:
    """`a, b and c`."""
    if len(items) < 2:  # noqa: PLR2004  # nothing to join
        return "".join(items)
    return _("%(first)s and %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}
