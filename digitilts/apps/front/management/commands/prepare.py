from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from digitilts.apps.places.models import Territory
from digitilts.kit.catalogues import compile_stale


class Command(BaseCommand):
    help = "Bring words, tables and (with --demo, into an empty database) the demo municipality up to date."

    def add_arguments(self, parser: Any) -> None:  # noqa: ANN401  # argparse's own
        parser.add_argument("--demo", action="store_true", help="same as DEMO=1")

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  # Django's own signature
        compile_stale(settings.PACKAGE)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        if self._has_new_migrations():
            self.stdout.write("Preparing the database")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        if settings.DEMO and not Territory.objects.exists():
            self.stdout.write("Building the demo municipality (once)")
            call_command("demo", stdout=self.stdout)

    def _has_new_migrations(self) -> bool:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
