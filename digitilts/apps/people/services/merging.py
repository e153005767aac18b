"""Makes one person of two records, and two again if that was wrong."""

from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import Merge, Person
from digitilts.apps.people.queries.links import Link, links_to_people
from digitilts.apps.people.services.persons import editable_person
from digitilts.values.verdict import RefusedError

# Facts that the kept record takes over where it has none itself.
FILLABLE = (
    "family_name",
    "phone",
    "email",
    "address",
    "birth_year",
    "sex",
    "home_id",
    "entered_in_id",
    "channel",
)
# The memory of merges and the record itself are not moved.
STAYS = {"people.merge"}
Moved = tuple[str, str, str]


def merge_persons(*, kept_id: UUID, dropped_id: UUID, by: Actor, now: datetime) -> Merge:
    """Everything that pointed to `dropped` points to `kept`; blanks are filled; both stay undoable.

    Raises RefusedError: not_yours, same_person, merge_conflicts (with `kinds`: what both have).
    """
    if kept_id == dropped_id:
        raise RefusedError("same_person")
    with transaction.atomic():
        people = {pk: editable_person(pk, by) for pk in sorted((kept_id, dropped_id))}
        kept, dropped = people[kept_id], people[dropped_id]
        moved, kinds = _move_everything(kept, dropped)
        if kinds:
            raise RefusedError("merge_conflicts", kinds=sorted(kinds))
        filled = _fill_blanks(kept, dropped)
        dropped.merged_into = kept
        dropped.version += 1
        dropped.save()
        merge = Merge.objects.create(
            kept=kept, dropped=dropped, moved=moved, filled=filled, merged_at=now, merged_by=by.user
        )
        record(by=by, did="people.merge_persons", on=merge, about=kept.id, now=now, moved=len(moved))
    return merge


def undo_merge(*, merge_id: int, by: Actor, now: datetime) -> Merge:
    """Both records as they were; what was added since stays with the kept one.

    Raises RefusedError: not_yours, merge_already_undone, undo_later_merge_first.
    """
    with transaction.atomic():
        merge = Merge.objects.select_for_update().filter(pk=merge_id).first()
        if merge is None:
            raise RefusedError("not_yours")
        if merge.undone_at is not None:
            raise RefusedError("merge_already_undone")
        later = Merge.objects.filter(undone_at=None, pk__gt=merge.pk)
        if later.filter(dropped=merge.kept_id).exists() or later.filter(kept=merge.kept_id).exists():
            raise RefusedError("undo_later_merge_first")
        kept = editable_person(merge.kept_id, by)
        dropped = Person.objects.select_for_update().get(pk=merge.dropped_id)
        _move_back(merge, kept, dropped)
        _empty_filled(merge, kept, dropped)
        dropped.merged_into = None
        dropped.version += 1
        dropped.save()
        merge.undone_at = now
        merge.save(update_fields=["undone_at"])
        record(by=by, did="people.undo_merge", on=merge, about=kept.id, now=now)
    return merge


def _move_everything(kept: Person, dropped: Person) -> tuple[list[Moved], set[str]]:
    """Re-point row by row. Gives what was moved, and the kinds of which both have one that cannot be two."""
    moved: list[Moved] = []
    conflicts: set[str] = set()
    for link in links_to_people():
        if link.label in STAYS:
            continue
        for row in link.rows(dropped.pk):
            if _point_to(row, link.column, kept.pk):
                moved.append((link.label, link.column, str(row.pk)))
            elif not _kept_has_the_same(link, row, kept):
                conflicts.add(link.label)
    return moved, conflicts


def _point_to(row: Model, column: str, person_id: UUID) -> bool:
    """Re-point one row; False if the database will not have it, because `kept` has one already."""
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{column: person_id})
    except IntegrityError:
        return False
    return True


def _kept_has_the_same(link: Link, row: Model, kept: Person) -> bool:
    """A row that says the same of both (the same need) may stay with the dropped record."""
    same = {
        field.attname: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name != link.column
    }
    return link.rows(kept.pk).filter(**same).exists()


def _fill_blanks(kept: Person, dropped: Person) -> list[str]:
    filled = [
        name
        for name in FILLABLE
        if getattr(kept, name) in (None, "") and getattr(dropped, name) not in (None, "")
    ]
    for name in filled:
        setattr(kept, name, getattr(dropped, name))
    kept.version += 1
    kept.save()
    return filled


def _move_back(merge: Merge, kept: Person, dropped: Person) -> None:
    for label, column, pk in merge.moved:
        model = apps.get_model(label)
        model._base_manager.filter(pk=pk, **{column: kept.pk}).update(**{column: dropped.pk})


def _empty_filled(merge: Merge, kept: Person, dropped: Person) -> None:
    """Take back what was filled in, unless somebody has changed it since."""
    for name in merge.filled:
        if getattr(kept, name) == getattr(dropped, name):
            setattr(kept, name, None if Person._meta.get_field(name.removesuffix("_id")).null else "")
    kept.version += 1
    kept.save()
