"""`digitilts roles grant USERNAME ROLE TERRITORY_CODE`: for the first administrator and for emergencies."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from digitilts.apps.people.access import system_actor
from digitilts.apps.people.models import User
from digitilts.apps.people.services.roles import grant_role
from digitilts.apps.places.models import Territory
from digitilts.values.roles import Role


class Command(BaseCommand):
    help = "Give a user a role in a territory and everything below it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["grant"])
        parser.add_argument("username")
        parser.add_argument("role", choices=[role.value for role in Role])
        parser.add_argument("territory_code", help="for example 0054000")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  # Django's own signature
        user = User.objects.filter(username=options["username"]).first()
        territory = Territory.objects.filter(code=options["territory_code"]).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {options['username']!r}.")
        if territory is None:
            raise CommandError(f"There is no territory with the code {options['territory_code']!r}.")
        grant_role(
            user_id=user.pk,
            role=Role(options["role"]),
            territory_id=territory.pk,
            by=system_actor(),
            now=timezone.now(),
            by_command=True,
        )
        self.stdout.write(f"{user.username} is now {options['role']} in {territory.name}.")
