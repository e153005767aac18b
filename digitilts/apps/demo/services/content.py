"""Reads the demo's words and figures from content/*.toml, and carries what has been built so far."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

from digitilts.apps.learning.models import Activity, Lesson
from digitilts.apps.people.models import Person, User
from digitilts.apps.places.models import Territory, Venue
from digitilts.apps.plan.models import Action, Plan

FOLDER = Path(__file__).resolve().parents[1] / "content"
BATCH = 2000


def content(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass
class Town:
    """The municipality as it is being built. Same seed and day: the same town."""

    rng: Random
    now: datetime
    today: date
    country: Territory = field(init=False)
    municipality: Territory = field(init=False)
    parishes: dict[str, Territory] = field(default_factory=dict)
    venues: list[Venue] = field(default_factory=list)
    users: dict[str, User] = field(default_factory=dict)
    persons: list[Person] = field(default_factory=list)
    learners: list[Person] = field(default_factory=list)
    plan: Plan = field(init=False)
    actions: dict[str, Action] = field(default_factory=dict)
    activities: list[tuple[Activity, dict[str, Any]]] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)

    @property
    def coordinator(self) -> User:
        return self.users["koordinatore"]

    @property
    def trainers(self) -> list[User]:
        return [user for name, user in sorted(self.users.items()) if name.startswith("pasniedz")]
