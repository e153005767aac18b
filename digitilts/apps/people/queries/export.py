"""Everything that is stored about one person, in a form that they can take away."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from digitilts.apps.audit.models import Viewing
from digitilts.apps.people.models import Person, User
from digitilts.apps.people.queries.links import links_to_people, rows_below

# What would open a door, or is only another spelling of what stands beside it.
NEVER = {"password", "secret", "search_key"}


@dataclass(frozen=True)
class Look:
    """Somebody opened this person's page."""

    at: datetime
    who: str
    page: str


@dataclass(frozen=True)
class Section:
    """The rows of one kind, as plain values."""

    kind: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class Export:
    person_id: UUID
    sections: list[Section]
    looks: list[Look]

    def as_json(self) -> dict[str, Any]:
        return {
            "person_id": str(self.person_id),
            "records": {section.kind: section.rows for section in self.sections},
            "who_looked": [
                {"at": look.at.isoformat(), "who": look.who, "page": look.page} for look in self.looks
            ],
        }


def export_of(person: Person) -> Export:
    """All rows that are about this person, in every app; of rows about others only that they exist.

    General Data Protection Regulation, articles 15 and 20: nothing of another person may go with it.
    """
    sections: dict[str, list[dict[str, Any]]] = {"people.person": [plain_row(person)]}
    for link in links_to_people():
        rows = list(link.rows(person.pk))
        if not rows or link.model is Person:
            continue
        if link.is_owner:
            sections.setdefault(link.label, []).extend(map(plain_row, rows))
            _add_below(sections, link.model, rows)
        else:
            sections[f"{link.label} ({link.column})"] = [{"id": str(row.pk)} for row in rows]
    return Export(
        person.pk, [Section(kind, rows) for kind, rows in sorted(sections.items())], looks_at(person.pk)
    )


def looks_at(person_id: UUID, limit: int = 200) -> list[Look]:
    """Who opened this person's page, the latest first."""
    viewings = list(Viewing.objects.filter(person_id=person_id).order_by("-at")[:limit])
    names = {
        user.pk: str(user) for user in User.objects.filter(pk__in={v.user_id for v in viewings if v.user_id})
    }
    return [Look(viewing.at, names.get(viewing.user_id or 0, ""), viewing.page) for viewing in viewings]


def _add_below(sections: dict[str, list[dict[str, Any]]], model: type[Model], rows: list[Any]) -> None:
    for below, column in rows_below(model):
        found = below._base_manager.filter(**{f"{column}__in": rows}).order_by("pk")
        if found:
            sections.setdefault(below._meta.label_lower, []).extend(map(plain_row, found))


def plain_row(row: Model) -> dict[str, Any]:
    """Column names and plain values; other people appear only as "another person"."""
    return {
        field.name: _plain(field.value_from_object(row), is_person=field.related_model is Person)
        for field in row._meta.concrete_fields
        if field.name not in NEVER and field.value_from_object(row) not in (None, "")
    }


def _plain(value: Any, *, is_person: bool) -> Any:  # noqa: ANN401  # whatever a column holds
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool | int | float | list | dict):
        return value
    return "person" if is_person else str(value)
