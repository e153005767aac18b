"""The codes of this app in words."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from digitilts.apps.places.rules import InternetKind, TerritoryKind, VenueKind
from digitilts.apps.places.rules.opening_hours import Hours, Span

VENUE_KINDS: dict[str, Lazy] = {
    VenueKind.LIBRARY: _("Library"),
    VenueKind.CUSTOMER_CENTRE: _("Customer service centre"),
    VenueKind.COMMUNITY_CENTRE: _("Community centre"),
    VenueKind.SCHOOL: _("School"),
    VenueKind.SOCIAL_CENTRE: _("Social services centre"),
    VenueKind.MUNICIPALITY: _("Municipality building"),
    VenueKind.ENTERPRISE: _("Enterprise"),
    VenueKind.OTHER: _("Other place"),
}
INTERNET: dict[str, Lazy] = {
    InternetKind.UNKNOWN: _("Internet: not known"),
    InternetKind.NONE: _("No internet"),
    InternetKind.MOBILE: _("Mobile internet"),
    InternetKind.FIXED: _("Fixed internet"),
}
TERRITORY_KINDS: dict[str, Lazy] = {
    TerritoryKind.COUNTRY: _("Country"),
    TerritoryKind.MUNICIPALITY: _("Municipality"),
    TerritoryKind.PARISH: _("Parish"),
}
WEEKDAYS = (
    pgettext_lazy("weekday", "Monday"),
    pgettext_lazy("weekday", "Tuesday"),
    pgettext_lazy("weekday", "Wednesday"),
    pgettext_lazy("weekday", "Thursday"),
    pgettext_lazy("weekday", "Friday"),
    pgettext_lazy("weekday", "Saturday"),
    pgettext_lazy("weekday", "Sunday"),
)
AGE_BANDS: dict[str, Lazy] = {"": _("All ages"), "unknown": _("Age not known")}


def word(words: dict[str, Lazy], code: str) -> str:
    """The word for a code; a code without a word is shown as it is."""
    return str(words.get(code, code))


def hours_in_words(hours: Hours) -> list[tuple[str, str]]:
    """Lines such as ("Monday – Friday", "9:00–17:00")."""
    lines = [(_days(first, last), _spans(spans)) for first, last, spans in hours.groups()]
    if hours.closed_on_holidays:
        lines.append((gettext("Public holidays"), gettext("closed")))
    return lines


def _days(first: int, last: int) -> str:
    if first == last:
        return str(WEEKDAYS[first])
    return f"{WEEKDAYS[first]} – {WEEKDAYS[last]}"


def _spans(spans: tuple[Span, ...]) -> str:
    if not spans:
        return gettext("closed")
    return ", ".join(f"{_clock(start)}–{_clock(end)}" for start, end in spans)


def _clock(minutes: int) -> str:
    if minutes > 24 * 60:
        minutes -= 24 * 60
    return f"{minutes // 60}:{minutes % 60:02d}"
