"""One short text to everybody in a territory who has agreed to news."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.notices.access import RUNS_OUTBOX
from digitilts.apps.notices.queries.news import recipients_of_news
from digitilts.apps.notices.rules import Topic
from digitilts.apps.notices.services.outbox import tell
from digitilts.apps.people.access import Actor
from digitilts.apps.places.models import Territory
from digitilts.kit.translated_text import TranslatedText
from digitilts.values.verdict import RefusedError

MOST_PEOPLE = 1000


def send_news(
    *,
    territory_id: int,
    heading: TranslatedText,
    text: TranslatedText,
    by: Actor,
    now: datetime,
    submission_key: UUID,
) -> int:
    """Queue it; gives the number of people. The same submission key never tells anybody twice.

    Raises RefusedError: not_yours, nobody_agreed, too_many_people.
    """
    with transaction.atomic():
        territory = Territory.objects.select_for_update().get(pk=territory_id)
        if not by.may(*RUNS_OUTBOX, in_path=territory.path):
            raise RefusedError("not_yours")
        people = recipients_of_news(by, territory_id)
        if not people:
            raise RefusedError("nobody_agreed")
        if len(people) > MOST_PEOPLE:
            raise RefusedError("too_many_people", most=MOST_PEOPLE)
        for person_id in people:
            tell(
                person_id=person_id,
                template="notices/news",
                topic=Topic.NEWS,
                facts={"heading": heading, "text": text},
                dedupe_key=f"notices/news:{submission_key}:{person_id}",
                by=by,
                now=now,
                about=territory,
            )
        record(by=by, did="notices.send_news", on=territory, now=now, people=len(people))
    return len(people)
