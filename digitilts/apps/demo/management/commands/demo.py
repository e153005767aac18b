"""`digitilts demo`: fills an empty database with an invented municipality."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from digitilts.apps.demo.services.build import SEED, build_demo
from digitilts.values.verdict import RefusedError


class Command(BaseCommand):
    help = "Builds the demo municipality (invented people) in an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--if-empty", action="store_true", help="do nothing where people already are")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  # Django's own signature
        try:
            build_demo(
                now=timezone.now(), seed=options["seed"], say=lambda step: self.stdout.write(f"  {step} …")
            )
        except RefusedError as refusal:
            if not options["if_empty"]:
                raise CommandError(
                    "The database already holds people; the demo needs an empty one."
                ) from refusal
