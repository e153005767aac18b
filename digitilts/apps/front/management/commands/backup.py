from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connection


class Command(BaseCommand):
    help = "Write a consistent copy of the embedded database to PATH, while everything keeps running."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        path: Path = options["path"]
        if connection.vendor != "sqlite":
            raise CommandError(
                'PostgreSQL makes its own backups: pg_dump --format=custom --file=PATH "$DATABASE_URL"'
            )
        if path.exists():
            raise CommandError(f"{path} is there already; a backup never replaces another one.")
        try:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(path)])
        except Error as error:
            path.unlink(missing_ok=True)
            raise CommandError(f"{path} could not be written: {error}") from error
        path.chmod(0o600)
        self.stdout.write(f"{path}: {path.stat().st_size:,} bytes. Keep it beside secret_key and audit_key.")
