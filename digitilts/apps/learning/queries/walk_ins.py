"""Whom one finds at the door: a trainer own learners, a helper the people of the territory."""

from django.db.models import Q, QuerySet

from digitilts.apps.learning.access import own_lessons
from digitilts.apps.learning.models import Lesson
from digitilts.apps.people.access import Actor, persons_visible_to
from digitilts.apps.people.models import Person
from digitilts.apps.people.queries.search import find_persons

MOST_FOUND = 8


def own_learners(actor: Actor) -> QuerySet[Person]:
    """People who ever registered for or came to a lesson that the actor leads."""
    mine = Lesson.objects.filter(own_lessons(actor)).values("pk")
    return Person.objects.filter(Q(registrations__lesson__in=mine) | Q(attendances__lesson__in=mine))


def findable(lesson: Lesson, actor: Actor) -> QuerySet[Person]:
    """Also those of this very lesson, for whoever marks it."""
    here = Person.objects.filter(Q(registrations__lesson=lesson) | Q(attendances__lesson=lesson))
    return persons_visible_to(
        actor, also=Person.objects.filter(Q(pk__in=own_learners(actor)) | Q(pk__in=here))
    )


def people_to_find(text: str, lesson: Lesson, actor: Actor) -> list[tuple[str, str]]:
    """Id and name with parish, for choosing; whoever is marked already is left out."""
    if not text.strip():
        return []
    found = find_persons(text, actor, MOST_FOUND, also=own_learners(actor))
    marked = set(lesson.attendances.exclude(person=None).values_list("person_id", flat=True))
    return [
        (str(person.pk), f"{person.name}, {person.home.name}" if person.home else person.name)
        for person in found
        if person.pk not in marked
    ]
