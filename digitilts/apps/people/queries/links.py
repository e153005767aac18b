"""Every column in the whole system that points to a person, found in the model registry.

So a later app is merged, erased and exported without this app knowing it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CASCADE, Model, QuerySet
from django.db.models.fields.related import ForeignKey

from digitilts.apps.people.models import Person
from digitilts.apps.people.rules import Delete, ToGhost


class MissingPolicyError(Exception):
    """A model points to a person and does not say what becomes of it on erasure."""


@dataclass(frozen=True)
class Link:
    """One column that points to a person."""

    model: type[Model]
    column: str
    policy: Delete | ToGhost
    is_nullable: bool

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def is_owner(self) -> bool:
        """Is the row about this person, or are they only mentioned?"""
        return self.column in self.policy.owners

    def rows(self, person_id: UUID) -> QuerySet[Any]:
        return self.model._base_manager.filter(**{self.column: person_id}).order_by("pk")


def links_to_people() -> list[Link]:
    """All columns of all installed apps that point to a person.  Raises MissingPolicyError."""
    return [_link(model, column) for model, column in columns_pointing_to(Person)]


def columns_pointing_to(target: type[Model]) -> Iterator[tuple[type[Model], "ForeignKey[Any, Any]"]]:
    """Model and foreign key, one-to-one included."""
    for relation in target._meta.get_fields(include_hidden=True):
        column = getattr(relation, "field", None)
        is_foreign_key = relation.auto_created and not relation.concrete and isinstance(column, ForeignKey)
        if is_foreign_key and column is not None:
            yield column.model, column


def rows_below(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Models whose rows hang on rows of this one and go with them: call attempts below a message."""
    for below, column in columns_pointing_to(model):
        if column.remote_field.on_delete is CASCADE and below is not model:
            yield below, column.name


def _link(model: type[Model], column: "ForeignKey[Any, Any]") -> Link:
    policy = getattr(model, "on_erasure", None)
    if not isinstance(policy, Delete | ToGhost):
        raise MissingPolicyError(f"{model._meta.label} must declare on_erasure")
    return Link(model, column.name, policy, column.null)
