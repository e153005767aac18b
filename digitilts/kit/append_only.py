"""Rows that are only ever added: the database itself refuses UPDATE and DELETE, on both engines.

A migration says `AppendOnly("audit.Entry")`. SQLite drops triggers when Django rebuilds a table, so a
migration that alters such a table repeats the operation; tests/db/audit/test_append_only.py finds it
if somebody forgets.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class AppendOnly(Operation):
    """Nothing changes, except: `once` columns may be filled when empty, `forget` columns may become NULL.

    `forget` is for the key of a user account that is erased later; the fact itself stays.
    """

    reduces_to_sql = True
    reversible = True
    category = OperationCategory.SQL

    def __init__(self, model: str, *, once: Sequence[str] = (), forget: Sequence[str] = ()) -> None:
        self.model = model
        self.once = tuple(once)
        self.forget = tuple(forget)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models stay as they are."""

    def database_forwards(
        self,
        app_label: str,  # noqa: ARG002  # Django's own signature, here and below
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,
    ) -> None:
        table, columns = self._table(to_state)
        allowed = " AND ".join(self._unchanged(columns, schema_editor.connection.vendor))
        make = sqlite_triggers if schema_editor.connection.vendor == "sqlite" else postgresql_triggers
        for statement in make(table, allowed):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,  # noqa: ARG002
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        table, _columns = self._table(from_state)
        if schema_editor.connection.vendor == "sqlite":
            for event in ("insert", "update", "delete"):
                schema_editor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{event}"', params=None)
        else:
            schema_editor.execute(f'DROP FUNCTION IF EXISTS "{table}_append_only"() CASCADE', params=None)

    def describe(self) -> str:
        return f"Refuse UPDATE and DELETE on {self.model}"

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__name__, [self.model], {"once": self.once, "forget": self.forget}

    def _table(self, state: ProjectState) -> tuple[str, list[str]]:
        meta = state.apps.get_model(self.model)._meta
        return meta.db_table, [field.column for field in meta.local_concrete_fields]

    def _unchanged(self, columns: list[str], vendor: str) -> Iterator[str]:
        same = "IS" if vendor == "sqlite" else "IS NOT DISTINCT FROM"
        for column in columns:
            ways = [f'NEW."{column}" {same} OLD."{column}"']
            if column in self.once:
                ways.append(f'OLD."{column}" IS NULL')
                ways.append(f"CAST(OLD.\"{column}\" AS varchar(200)) = ''")
            if column in self.forget:
                ways.append(f'NEW."{column}" IS NULL')
            yield f"({' OR '.join(ways)})"


def sqlite_triggers(table: str, allowed: str) -> Iterator[str]:
    refuse = f"SELECT RAISE(ABORT, '{table} is append-only')"
    for event in ("insert", "update", "delete"):
        yield f'DROP TRIGGER IF EXISTS "{table}_no_{event}"'
    # An UPDATE that changes nothing is let through: it is what a harmless save() sends.
    yield (
        f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" WHEN NOT ({allowed})'
        f" BEGIN {refuse}; END"
    )
    yield f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" BEGIN {refuse}; END'
    # INSERT OR REPLACE would delete the old row without waking the trigger above.
    taken = f'SELECT 1 FROM "{table}" WHERE id = NEW.id'  # noqa: S608  # our own table's name
    yield (
        f'CREATE TRIGGER "{table}_no_insert" BEFORE INSERT ON "{table}"'
        f" WHEN EXISTS ({taken}) BEGIN {refuse}; END"
    )


def postgresql_triggers(table: str, allowed: str) -> Iterator[str]:
    function = f'"{table}_append_only"'
    yield f"DROP FUNCTION IF EXISTS {function}() CASCADE"
    yield f"""
        CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                IF {allowed} THEN RETURN NEW; END IF;
            END IF;
            RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation';
        END $$"""
    yield (
        f'CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE ON "{table}"'
        f" FOR EACH ROW EXECUTE FUNCTION {function}()"
    )
    yield (
        f'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}"'
        f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )
