"""The very records behind a figure, one line each; what they add sums up to the figure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from digitilts.apps.learning.queries.words import MARKS
from digitilts.apps.results.queries.figures import IndicatorFigure
from digitilts.apps.results.queries.measures.measure import Measure, Part, as_number
from digitilts.apps.results.queries.words import Names, age_band_label
from digitilts.apps.results.rules import Dim, Source
from digitilts.kit.navigation import address
from digitilts.values.channels import Heard

HEARD: Mapping[str, Callable[[], str]] = {
    Heard.OWN_CLICK: lambda: _("registered alone"),
    Heard.PHONE: lambda: _("by phone"),
    Heard.COUNTER: lambda: _("at the counter"),
    Heard.RELATIVE: lambda: _("through a relative"),
    Heard.GROUP: lambda: _("with a group"),
    Heard.PAPER: lambda: _("on paper"),
    Heard.IMPORT: lambda: _("imported"),
}


@dataclass(frozen=True)
class RecordLine:
    """One record. `counted` is what it adds to the figure, `weight` to what the figure is a share of."""

    when: datetime | None
    what: str
    to: str
    who: str  # empty when the reader may not see names, or nobody is known
    parish: str
    age: str
    note: str
    counted: Decimal
    weight: Decimal | None


@dataclass(frozen=True)
class Records:
    """The rows of a figure, perhaps narrowed, with their sum over all pages."""

    measure: Measure
    rows: QuerySet[Any]
    whole: Part

    def lines(
        self, words: Names, *, with_names: bool, first: int = 0, many: int | None = None
    ) -> list[RecordLine]:
        describe, related = DESCRIPTIONS[self.measure.source]
        rows = self.rows.select_related(*related) if related else self.rows
        last = None if many is None else first + many
        return [
            replace(
                describe(row, words, with_names),
                counted=as_number(row.counted),
                weight=as_number(row.weight) if hasattr(row, "weight") else None,
            )
            for row in rows[first:last]
        ]


def records_of(
    figure: IndicatorFigure, *, only: Mapping[Dim, str] | None = None, counted_only: bool = False
) -> Records | None:
    """The records of a counted figure; None when the figure was not counted."""
    measure, scope = figure.measure, figure.scope
    if measure is None or scope is None:
        return None
    rows = measure.rows(scope)
    for dim, key in (only or {}).items():
        if dim in measure.dims:
            rows = rows.filter(**_condition(dim, measure.dims[dim], key))
    if counted_only:
        rows = rows.filter(counted__gt=timedelta(0) if measure.key == "participant_hours" else 0)
    ordered = rows.order_by(*([f"-{measure.moment}"] if measure.moment else []), "pk")
    return Records(measure, ordered, measure.whole_of(rows))


def _condition(dim: Dim, path: str, key: str) -> dict[str, Any]:
    if dim == Dim.MONTH:
        year, month = (int(part) for part in key.split("-"))
        first = _midnight(date(year, month, 1))
        after = _midnight(date(year + month // 12, month % 12 + 1, 1))
        return {f"{path}__gte": first, f"{path}__lt": after}
    if dim == Dim.PARISH and key == "":
        return {f"{path.removesuffix('__code')}__isnull": True}
    return {path: key}


def _midnight(on: date) -> datetime:
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(on, time.min, tzinfo=zone).astimezone(UTC)


# --- one description per kind of record

NOTHING = Decimal(0)


def _lesson(row: Any, words: Names, with_names: bool) -> RecordLine:  # noqa: ANN401, ARG001  # a row with annotations
    return RecordLine(
        when=row.starts_at,
        what=f"{row.activity.title}, {row.venue.name}",
        to=address("learning:lesson_desk", lesson_id=row.pk),
        who="",
        parish=words.label(Dim.PARISH, row.venue.territory.code),
        age="",
        note="",
        counted=NOTHING,
        weight=None,
    )


def _attendance(row: Any, words: Names, with_names: bool) -> RecordLine:  # noqa: ANN401  # a row with annotations
    person = row.person
    return RecordLine(
        when=row.lesson.starts_at,
        what=f"{row.lesson.activity.title}, {row.lesson.venue.name}",
        to=address("learning:lesson_desk", lesson_id=row.lesson_id),
        who=person.name if with_names and person and not person.is_ghost else "",
        parish=words.label(Dim.PARISH, row.home.code if row.home else ""),
        age=age_band_label(row.age_band),
        note=str(MARKS[row.mark]),
        counted=NOTHING,
        weight=None,
    )


def _registration(row: Any, words: Names, with_names: bool) -> RecordLine:  # noqa: ANN401  # a row with annotations
    person = row.person
    return RecordLine(
        when=row.created_at,
        what=f"{row.lesson.activity.title}, {row.lesson.venue.name}",
        to=address("learning:lesson_desk", lesson_id=row.lesson_id),
        who=person.name if with_names and not person.is_ghost else "",
        parish=words.label(Dim.PARISH, person.home.code if person.home else ""),
        age="",
        note=HEARD[row.heard]() if row.heard in HEARD else "",
        counted=NOTHING,
        weight=None,
    )


def _conversation(row: Any, words: Names, with_names: bool) -> RecordLine:  # noqa: ANN401  # a row with annotations
    return RecordLine(
        when=row.opened_at,
        what=row.subject if with_names else _("A question"),
        to=address("notices:conversation", conversation_id=row.pk) if with_names else "",
        who=row.person.name if with_names else "",
        parish=words.label(Dim.PARISH, row.person.home.code if row.person.home else ""),
        age="",
        note="",
        counted=NOTHING,
        weight=None,
    )


def _message(row: Any, words: Names, with_names: bool) -> RecordLine:  # noqa: ANN401  # a row with annotations
    person = row.person
    home = person.home.code if person and person.home else ""
    return RecordLine(
        when=row.created_at,
        what=_("Message about a changed lesson"),
        to=address("learning:lesson_desk", lesson_id=row.about_id),
        who=person.name if with_names and person and not person.is_ghost else "",
        parish=words.label(Dim.PARISH, home),
        age="",
        note="",
        counted=NOTHING,
        weight=None,
    )


def _parish(row: Any, words: Names, with_names: bool) -> RecordLine:  # noqa: ANN401, ARG001  # a row with annotations
    return RecordLine(
        when=None,
        what=row.name,
        to=address("places:territory_page", code=row.code),
        who="",
        parish=row.name,
        age="",
        note="",
        counted=NOTHING,
        weight=None,
    )


Describe = Callable[[Any, Names, bool], RecordLine]
DESCRIPTIONS: Mapping[Source, tuple[Describe, Iterable[str]]] = {
    Source.LESSON: (_lesson, ("activity", "venue__territory")),
    Source.ATTENDANCE: (_attendance, ("lesson__activity", "lesson__venue", "person", "home")),
    Source.REGISTRATION: (_registration, ("lesson__activity", "lesson__venue", "person__home")),
    Source.CONVERSATION: (_conversation, ("person__home",)),
    Source.MESSAGE: (_message, ("person__home",)),
    Source.PARISH: (_parish, ()),
}
