from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from digitilts.apps.people.access import Actor
from digitilts.apps.places.services.importing.comparing import compare
from digitilts.apps.places.services.importing.reading import read_places
from digitilts.apps.places.services.importing.taking_over import take_over
from digitilts.kit.workbooks import UnreadableWorkbookError
from digitilts.values.roles import Role


class Command(BaseCommand):
    help = "Take over territories, populations and venues from a file: the first step of an installation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "path", type=Path, help="CSV, XLSX or GeoJSON, as on the page for importing places"
        )

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        # Whoever may run commands on the server may do this everywhere.
        by = Actor(given_roles=[(Role.ADMINISTRATOR, "")])
        path: Path = options["path"]
        try:
            with path.open("rb") as file:
                upload: Any = UploadedFile(file, name=path.name, size=path.stat().st_size)
                draft = read_places(upload)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}") from error
        except UnreadableWorkbookError as error:
            raise CommandError(f"{path}: {error.sentence}") from error
        problems = compare(draft, by).problems
        if problems:
            lines = (f"{each.sheet} {each.column}{each.row}: {each.reason} {each.value}" for each in problems)
            raise CommandError("Nothing was taken over.\n" + "\n".join(lines))
        taken = take_over(draft=draft, by=by, now=timezone.now())
        self.stdout.write(f"{taken.added} new, {taken.changed} changed")
