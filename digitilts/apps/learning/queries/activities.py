"""Activities and their kinds, as staff look them up."""

from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet
from django.shortcuts import get_object_or_404

from digitilts.apps.learning.access import activities_read_by, coordinates
from digitilts.apps.learning.models import Activity, Attendance, Kind
from digitilts.apps.learning.queries.words import (
    AUDIENCES,
    FORMS,
    LANGUAGES,
    LEVELS,
    TOPICS,
    WEEKDAYS,
    age_words,
)
from digitilts.apps.learning.rules import WAS_THERE, Audience, Form, LessonStatus, Topic
from digitilts.apps.people.access import Actor
from digitilts.apps.places.models import Territory
from digitilts.apps.plan.models import Action
from digitilts.values.roles import Role


@dataclass(frozen=True)
class ActivityLine:
    """One activity in the list."""

    id: int
    title: str
    kind: str
    icon: str
    topic: str
    level: int
    action: str
    lessons: int
    coming: int
    last_at: object
    is_active: bool


@dataclass(frozen=True)
class KindLine:
    """One kind in the list."""

    id: int
    name: str
    code: str
    icon: str
    form: str
    audience: str
    weekday: str
    programme: str
    counts: bool
    gives_certificate: bool
    activities: int


def activity_or_404(activity_id: int, within: Q) -> Activity:
    found = Activity.objects.filter(within).select_related("kind", "territory", "action__plan")
    return get_object_or_404(found, pk=activity_id)


def activity_lines(
    actor: Actor, *, text: str = "", kind_id: int | None = None, action: str = ""
) -> list[ActivityLine]:
    """Activities the actor may open, those with coming lessons first; `action` is the code of one."""
    coming = Q(lessons__status=LessonStatus.OPEN)
    held = Q(lessons__status=LessonStatus.HELD)
    rows = (
        Activity.objects.filter(activities_read_by(actor))
        .select_related("kind", "action")
        .annotate(
            coming=Count("lessons", filter=coming),
            held=Count("lessons", filter=held),
            last=Max("lessons__starts_at"),
        )
        .order_by("-is_active", "-coming", "pk")
    )
    if kind_id:
        rows = rows.filter(kind_id=kind_id)
    if action:
        rows = rows.filter(action__code=action)
    lines = [_line(row) for row in rows]
    wanted = text.casefold().strip()
    return [line for line in lines if wanted in f"{line.title} {line.kind} {line.topic}".casefold()]


def _line(row: Activity) -> ActivityLine:
    return ActivityLine(
        id=row.pk,
        title=str(row),
        kind=str(row.kind),
        icon=row.kind.icon,
        topic=str(TOPICS[Topic(row.topic)]),
        level=row.level,
        action=f"{row.action.code} {row.action.title}" if row.action else "",
        lessons=row.held,  # type: ignore[attr-defined]  # annotated above
        coming=row.coming,  # type: ignore[attr-defined]
        last_at=row.last,  # type: ignore[attr-defined]
        is_active=row.is_active,
    )


def served_actions(actor: Actor) -> list[tuple[str, str]]:
    """Actions that some activity in reach serves, as choices by their code."""
    served = Activity.objects.filter(activities_read_by(actor), action__isnull=False).order_by("action__code")
    rows = served.values_list("action__code", "action__title").distinct()
    return [(code, f"{code} {title}") for code, title in rows]


def kinds_in_reach(actor: Actor, *roles: Role) -> QuerySet[Kind]:
    """Kinds of one's territories and of those above."""
    found = actor.within("territory__path", *roles)
    for role, path in actor.roles:
        if role in roles:
            parts = path.strip("/").split("/")
            above = ["/".join(parts[:length]) + "/" for length in range(1, len(parts))]
            found |= Q(territory__path__in=above)
    return Kind.objects.filter(found).select_related("territory")


def kind_lines(actor: Actor) -> list[KindLine]:
    rows = kinds_in_reach(actor, Role.COORDINATOR, Role.AUDITOR).annotate(n=Count("activities"))
    return [
        KindLine(
            id=row.pk,
            name=str(row),
            code=row.code,
            icon=row.icon,
            form=str(FORMS[Form(row.form)]),
            audience=str(AUDIENCES[Audience(row.audience)]),
            weekday="" if row.weekday is None else str(WEEKDAYS[row.weekday]),
            programme=row.external_programme,
            counts=row.counts_in_results,
            gives_certificate=row.gives_certificate,
            activities=row.n,
        )
        for row in rows
    ]


def territories_of(actor: Actor, *roles: Role) -> list[tuple[str, str]]:
    """Where the actor may make things, widest first, as choices of a form."""
    rows = Territory.objects.filter(actor.within("path", *roles)).order_by("path")
    return [(str(row.pk), row.name) for row in rows]


def action_choices(territory: Territory | None, actor: Actor) -> list[tuple[str, str]]:
    """Actions of the plans that cover the territory."""
    rows = Action.objects.select_related("plan__territory").order_by("plan", "code")
    if territory is not None:
        parts = territory.path.strip("/").split("/")
        paths = ["/".join(parts[:length]) + "/" for length in range(1, len(parts) + 1)]
        rows = rows.filter(plan__territory__path__in=paths)
    else:
        rows = rows.filter(actor.within("plan__territory__path", Role.COORDINATOR))
    return [(str(row.pk), f"{row.code} {row.title}") for row in rows]


@dataclass(frozen=True)
class Turnout:
    """Who came to an activity so far."""

    visits: int
    people: int
    by_age: list[tuple[str, int]]


def turnout_of(activity: Activity) -> Turnout:
    seen = Attendance.objects.filter(lesson__activity=activity, mark__in=WAS_THERE)
    bands = seen.values_list("age_band").annotate(n=Count("pk")).order_by("age_band")
    return Turnout(
        visits=seen.count(),
        people=seen.exclude(person=None).values("person_id").distinct().count(),
        by_age=[(age_words(band), number) for band, number in bands],
    )


def facts_of(activity: Activity) -> dict[str, str]:
    """Codes of an activity as words."""
    return {
        "topic": str(TOPICS[Topic(activity.topic)]),
        "level": str(LEVELS[activity.level]),
        "form": str(FORMS[Form(activity.kind.form)]),
        "audience": str(AUDIENCES[Audience(activity.kind.audience)]),
        "language": str(LANGUAGES.get(activity.language, activity.language)),
    }


def may_edit(actor: Actor, activity: Activity) -> bool:
    return coordinates(actor, activity.territory.path)
