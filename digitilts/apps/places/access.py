"""Who may change places. Reading them is for everyone."""

from typing import Any, Protocol, cast

from django.db.models import Q
from django.http import HttpRequest

from digitilts.apps.places.models import Venue
from digitilts.values.roles import Role

KEEPS_VENUES = (Role.COORDINATOR, Role.ADMINISTRATOR)
KEEPS_TERRITORIES = (Role.ADMINISTRATOR,)


class Actor(Protocol):
    """Who acts: satisfied by people.access.Actor, which this lower app may not know."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def acting_role(self) -> str: ...
    @property
    def roles(self) -> tuple[tuple[Role, str], ...]: ...
    def has_role(self, *roles: Role) -> bool: ...
    def may(self, *roles: Role, in_path: str) -> bool: ...
    def within(self, path_field: str, *roles: Role) -> Q: ...


def actor_of(request: HttpRequest) -> Actor:
    """The typed way to read `request.actor`."""
    return cast("Actor", cast("Any", request).actor)


def may_keep(actor: Actor, venue: Venue) -> bool:
    """A venue is kept by the municipality that it serves, wherever it stands."""
    return actor.may(*KEEPS_VENUES, in_path=venue.serves.path)
