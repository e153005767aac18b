"""Enters somebody who calls or comes for the first time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import Person
from digitilts.apps.people.services.newcomers import enter_newcomer, part_of
from digitilts.apps.people.services.persons import AllFacts, create_person
from digitilts.values.channels import Heard


def enter_caller(
    *, facts: AllFacts, speaker: AllFacts | None, heard: Heard, by: Actor, now: datetime, submission_key: UUID
) -> Person:
    """The person and, if there is one, the relative whom we may call instead; once for each submission key.

    Raises RefusedError: not_yours, name_missing, phone_not_understood.
    """
    with transaction.atomic():
        relative = None
        if speaker is not None:
            key = part_of(submission_key, "speaker")
            relative = create_person(by=by, now=now, heard=heard, submission_key=key, **speaker)
        return enter_newcomer(
            by=by, now=now, heard=heard, submission_key=submission_key, speaker=relative, **facts
        )
