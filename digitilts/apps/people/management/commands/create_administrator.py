"""`digitilts create-administrator USERNAME EMAIL`: the first sign-in of an installation."""

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from digitilts.apps.people.services.roles import create_administrator
from digitilts.apps.places.models import Territory
from digitilts.values.verdict import RefusedError


class Command(BaseCommand):
    help = "Make the first administrator. The password is asked for, never given on the command line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  # Django's own signature
        if not Territory.objects.filter(parent=None).exists():
            raise CommandError("There is no territory yet: import the territories or build the demo first.")
        password = getpass("Password (at least 12 signs): ")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        try:
            create_administrator(
                username=options["username"], email=options["email"], password=password, now=timezone.now()
            )
        except RefusedError as refusal:
            raise CommandError(f"Somebody signs in as {options['username']!r} already.") from refusal
        self.stdout.write(f"{options['username']} is now an administrator.")
