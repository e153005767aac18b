"""Keeps activities and their kinds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.learning.access import coordinates
from digitilts.apps.learning.models import Activity, Kind
from digitilts.apps.learning.rules import Audience, Form, Topic
from digitilts.apps.people.access import Actor
from digitilts.apps.places.models import Territory
from digitilts.apps.plan.models import Action
from digitilts.kit.translated_text import TranslatedText
from digitilts.values.verdict import RefusedError

NOTHING = TranslatedText()


@dataclass(frozen=True, kw_only=True)
class KindDetails:
    """A kind of activity, as a coordinator describes it; `weekday` 0 is Monday."""

    code: str
    name: TranslatedText
    form: Form
    audience: Audience = Audience.RESIDENTS
    icon: str = "book-open"
    weekday: int | None = None
    gives_certificate: bool = False
    counts_in_results: bool = True
    external_programme: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivityDetails:
    """What is taught, at which level (1–3), and which action of the plan it serves."""

    kind_id: int
    title: TranslatedText
    topic: Topic
    level: int
    action_id: int | None = None
    i_want_to: TranslatedText = NOTHING
    description: TranslatedText = NOTHING
    bring_along: TranslatedText = NOTHING
    language: str = "lv"
    min_age: int | None = None
    is_active: bool = True


def save_kind(
    *, territory_id: int, details: KindDetails, by: Actor, now: datetime, kind_id: int | None = None
) -> Kind:
    """Add a kind of activity or change one. Refuses "kind_code_taken", "not_yours"."""
    with transaction.atomic():
        territory = Territory.objects.select_for_update().get(pk=territory_id)
        kind = Kind.objects.get(pk=kind_id, territory=territory) if kind_id else Kind(territory=territory)
        if not coordinates(by, territory.path):
            raise RefusedError("not_yours")
        if Kind.objects.filter(territory=territory, code=details.code).exclude(pk=kind.pk).exists():
            raise RefusedError("kind_code_taken")
        _fill(kind, vars(details))
        kind.save()
        record(by=by, did="learning.save_kind", on=kind, now=now, code=kind.code)
    return kind


def save_activity(
    *, territory_id: int, details: ActivityDetails, by: Actor, now: datetime, activity_id: int | None = None
) -> Activity:
    """Add an activity or change one. Its kind and its action belong to the same or a wider territory."""
    with transaction.atomic():
        territory = Territory.objects.select_for_update().get(pk=territory_id)
        found = Activity.objects.get(pk=activity_id, territory=territory) if activity_id else None
        activity = found or Activity(territory=territory)
        if not coordinates(by, territory.path):
            raise RefusedError("not_yours")
        kind = Kind.objects.select_related("territory").get(pk=details.kind_id)
        _same_place(territory, kind.territory.path)
        if details.action_id:
            action = Action.objects.select_related("plan__territory").get(pk=details.action_id)
            _same_place(territory, action.plan.territory.path)
        _fill(activity, vars(details))
        activity.save()
        record(by=by, did="learning.save_activity", on=activity, now=now)
    return activity


def _same_place(territory: Territory, path: str) -> None:
    if not territory.path.startswith(path):
        raise RefusedError("of_other_territory")


def _fill(row: Activity | Kind, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
