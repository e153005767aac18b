"""Who would get a piece of news."""

from uuid import UUID

from digitilts.apps.notices.access import RUNS_OUTBOX
from digitilts.apps.people.access import Actor, persons_visible_to
from digitilts.apps.people.models import Consent
from digitilts.apps.people.rules import Purpose
from digitilts.apps.places.models import Territory
from digitilts.apps.places.rules import TerritoryKind


def territories_for_news(actor: Actor) -> list[tuple[str, str]]:
    """Choices: the territories that the actor runs, municipalities first."""
    mine = Territory.objects.filter(actor.within("path", *RUNS_OUTBOX)).exclude(kind=TerritoryKind.COUNTRY)
    return [(str(territory.pk), territory.name) for territory in mine.order_by("kind", "name")]


def recipients_of_news(actor: Actor, territory_id: int) -> list[UUID]:
    """People living there who have agreed to news and have not withdrawn."""
    territory = Territory.objects.get(pk=territory_id)
    agreed = Consent.objects.filter(text__purpose=Purpose.NEWS, withdrawn_at=None).values("person")
    people = persons_visible_to(actor, *RUNS_OUTBOX).filter(
        home__path__startswith=territory.path, pk__in=agreed
    )
    return list(people.order_by("pk").values_list("pk", flat=True))
