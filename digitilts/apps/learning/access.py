"""Which lessons and activities an actor reaches: by territory, or because the lesson is their own."""

from django.db.models import Q

from digitilts.apps.learning.models import Activity, Lesson
from digitilts.apps.people.access import Actor
from digitilts.values.roles import Role

SEES_PEOPLE = (Role.HELPER, Role.COORDINATOR)
READS_ALL = (Role.HELPER, Role.COORDINATOR, Role.AUDITOR)
READS_DIARIES = (Role.COORDINATOR, Role.AUDITOR)  # beside the trainers of the lesson
# Who makes dates for an activity of their territory.
MAKES_LESSONS = (Role.TRAINER, Role.COORDINATOR)


def own_lessons(actor: Actor) -> Q:
    """Lessons that this person leads, while they are a trainer."""
    if actor.user_id is None or not actor.has_role(Role.TRAINER):
        return Q(pk__in=[])
    return Q(pk__in=Lesson.trainers.through.objects.filter(user_id=actor.user_id).values("lesson_id"))


def lessons_in_reach(actor: Actor, *roles: Role) -> Q:
    """Lessons in a venue of the territory, or in a venue elsewhere that serves it."""
    return actor.within("venue__territory__path", *roles) | actor.within("venue__serves__path", *roles)


def lessons_led_by(actor: Actor) -> Q:
    """Own lessons, and for a coordinator all of the territory: may be changed, cancelled, planned."""
    return own_lessons(actor) | lessons_in_reach(actor, Role.COORDINATOR)


def lessons_attended_with(actor: Actor) -> Q:
    """Whose participants and their needs the actor may see and mark."""
    return own_lessons(actor) | lessons_in_reach(actor, *SEES_PEOPLE)


def lessons_read_by(actor: Actor) -> Q:
    """Lesson pages of staff; an auditor reads them and changes nothing."""
    return own_lessons(actor) | lessons_in_reach(actor, *READS_ALL)


def activities_read_by(actor: Actor) -> Q:
    """Activities of the territories above and below one's own: a parish is served by its municipality."""
    return _of_or_above(actor, "territory__path", Role.TRAINER, *READS_ALL)


def activities_with_lessons_by(actor: Actor) -> Q:
    return _of_or_above(actor, "territory__path", *MAKES_LESSONS)


def _of_or_above(actor: Actor, path_field: str, *roles: Role) -> Q:
    """Rows in the actor's territory, below it, or in one that contains it."""
    found = actor.within(path_field, *roles)
    for role, path in actor.roles:
        if role in roles:
            found |= Q(**{f"{path_field}__in": ancestors(path)})
    return found


def ancestors(path: str) -> list[str]:
    """`ancestors("LV/54/10/") == ["LV/", "LV/54/"]`."""
    parts = path.strip("/").split("/")
    return ["/".join(parts[:length]) + "/" for length in range(1, len(parts))]


def leads(actor: Actor, lesson: Lesson) -> bool:
    return Lesson.objects.filter(lessons_led_by(actor), pk=lesson.pk).exists()


def marks(actor: Actor, lesson: Lesson) -> bool:
    """May mark who came: the trainer of the lesson, a helper or coordinator of the territory."""
    return Lesson.objects.filter(lessons_attended_with(actor), pk=lesson.pk).exists()


def coordinates(actor: Actor, path: str) -> bool:
    return actor.may(Role.COORDINATOR, in_path=path)


def makes_lessons_of(actor: Actor, activity: Activity) -> bool:
    return Activity.objects.filter(activities_with_lessons_by(actor), pk=activity.pk).exists()
