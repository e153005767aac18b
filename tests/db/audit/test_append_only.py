"""The database itself refuses to change what was recorded, whoever asks."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from digitilts.apps.audit.models import Entry, Seal, Viewing
from digitilts.kit.append_only import AppendOnly
from tests import factories

SEAL = "INTO audit_seal (id, number, entry_id, mac, sealed_at) VALUES (%s, %s, %s, %s, %s)"


def rows_that_stay() -> list[Any]:
    entry = factories.make_entry()
    return [
        entry,
        Seal.objects.create(number=1, entry=entry, mac="0" * 64, sealed_at=timezone.now()),
        Viewing.objects.create(at=timezone.now(), person_id=factories.make_person().pk, page="person_page"),
        factories.make_consent_text(),
        factories.make_plan_version(),
        factories.make_publication(),
    ]


CHANGES = [
    ("audit.Entry", {"did": "nothing.happened"}),
    ("audit.Seal", {"mac": "f" * 64}),
    ("audit.Viewing", {"page": "elsewhere"}),
    ("people.ConsentText", {"text": "Kaut kas cits"}),
    ("plan.PlanVersion", {"content": {"vision": "another"}}),
    ("results.Publication", {"figures": {"R1": 999}}),
]


@pytest.mark.parametrize(("model", "change"), CHANGES)
def test_the_database_refuses_to_change_a_row(model: str, change: dict[str, Any]) -> None:
    rows_that_stay()
    rows = apps.get_model(model).objects.all()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rows.update(**change)
    name, value = next(iter(change.items()))
    assert getattr(rows.first(), name) != value


@pytest.mark.parametrize("model", [model for model, _change in CHANGES])
def test_the_database_refuses_to_delete_a_row(model: str) -> None:
    rows_that_stay()
    table = apps.get_model(model)._meta.db_table
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(f'DELETE FROM "{table}"')  # noqa: S608  # our own table
    assert apps.get_model(model).objects.exists()


def test_the_database_refuses_to_replace_a_row() -> None:
    entry = factories.make_entry()
    if connection.vendor == "sqlite":
        replace = (
            "INSERT OR REPLACE INTO audit_seal (id, number, entry_id, mac, sealed_at) VALUES (%s,%s,%s,%s,%s)"
        )
    else:
        replace = "INSERT INTO audit_seal (id, number, entry_id, mac, sealed_at) VALUES (%s,%s,%s,%s,%s)"
        replace += " ON CONFLICT (number) DO UPDATE SET mac = excluded.mac"
    seal = Seal.objects.create(number=1, entry=entry, mac="0" * 64, sealed_at=timezone.now())
    for changed in ([seal.pk, 1], [seal.pk + 1, 1]):
        with pytest.raises(IntegrityError), transaction.atomic():
            connection.cursor().execute(replace, [*changed, entry.pk, "f" * 64, timezone.now()])
    seal.refresh_from_db()
    assert seal.mac == "0" * 64


def test_emptying_the_whole_table_is_refused_on_postgresql() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    factories.make_entry()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_viewing")


def test_a_plan_version_is_approved_once_and_its_content_never_changes() -> None:
    version = factories.make_plan_version()
    version.approved_on, version.decision = timezone.localdate(), "12/2026"
    version.save()
    version.decision = "13/2026"
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        version.save()


def test_a_plan_version_outlives_the_account_that_made_it() -> None:
    user = factories.make_user()
    version = factories.make_plan_version(made_by=user)
    user.delete()
    version.refresh_from_db()
    assert version.made_by is None


def test_every_table_that_was_declared_append_only_still_has_its_triggers() -> None:
    """SQLite loses triggers when a later migration rebuilds the table."""
    declared = {
        apps.get_model(operation.model)._meta.db_table
        for migration in MigrationLoader(None).disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, AppendOnly)
    }
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT tbl_name FROM sqlite_master WHERE type='trigger' AND name LIKE '%_no_update'"
            )
        else:
            cursor.execute(
                "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE t.tgname LIKE '%_no_change' AND t.tgenabled = 'O'"
            )
        guarded = {row[0] for row in cursor.fetchall()}
    assert guarded == declared
    assert len(declared) == len(CHANGES)


@pytest.mark.django_db(transaction=True)
def test_an_entry_written_in_one_test() -> None:
    """With the next one: emptying the tables between tests works in spite of the triggers."""
    assert not Entry.objects.exists()
    factories.make_entry()


@pytest.mark.django_db(transaction=True)
def test_is_gone_in_the_next() -> None:
    assert not Entry.objects.exists()
    factories.make_entry()
