from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from digitilts.config.configuration_page import page, write_both


class Command(BaseCommand):
    help = "Print every variable of the environment; --write updates docs/configuration.md and .env.example."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        if options["write"]:
            for path in write_both():
                self.stdout.write(str(path))
        else:
            self.stdout.write(page())
