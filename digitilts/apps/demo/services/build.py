"""Builds the demo municipality from a seed: the same seed and day give the same town."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from django.db import transaction
from django.utils import timezone, translation

from digitilts.apps.audit.services import record
from digitilts.apps.demo.services.content import Town
from digitilts.apps.demo.services.learning import build_learning
from digitilts.apps.demo.services.messages import build_messages
from digitilts.apps.demo.services.people import build_people
from digitilts.apps.demo.services.places import build_places
from digitilts.apps.demo.services.plan import build_plan
from digitilts.apps.demo.services.public import approve_plan, publish_results
from digitilts.apps.demo.services.turnout import build_turnout
from digitilts.apps.people.access import system_actor
from digitilts.apps.people.models import Person
from digitilts.values.verdict import RefusedError

SEED = 2025


def build_demo(*, now: datetime, seed: int = SEED, say: Callable[[str], None] = lambda _: None) -> Town:
    """Fill an empty database, all or nothing.  Refuses where people already are."""
    if Person.objects.exists():
        raise RefusedError("not_empty")
    town = Town(rng=Random(seed), now=now, today=timezone.localdate(now))  # a reproducible town
    with translation.override("lv"), transaction.atomic():
        say("pagasti, vietas / parishes, venues")
        build_places(town)
        say("33 348 izdomāti iedzīvotāji / invented residents")
        build_people(town)
        say("plāns / plan")
        build_plan(town)
        say("nodarbības / lessons")
        build_learning(town)
        say("pieteikumi, apmeklējumi, dienasgrāmatas / registrations, attendance, diaries")
        registrations = build_turnout(town)
        say("ziņas / messages")
        build_messages(town, registrations)
        say("domes lēmums un publicētie rezultāti / council decision and published results")
        approve_plan(town)
        publish_results(town)
        record(by=system_actor(), did="demo.build", on=town.municipality, now=now, seed=seed)
    return town
