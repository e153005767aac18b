"""Residents sign in by a code sent to an address that we already know."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import Person, User


def prepare_sign_in(*, email: str, now: datetime) -> None:
    """If exactly one person has this address and no sign-in yet, make one.

    An address that a family shares signs nobody in: we could not know who it is. Nothing tells the asker.
    """
    address = email.strip().lower()
    people = list(Person.objects.filter(email=address, is_ghost=False, merged_into=None)[:2])
    is_taken = User.objects.filter(Q(email__iexact=address) | Q(person__email=address)).exists()
    if len(people) != 1 or is_taken:
        return
    with transaction.atomic():
        person = people[0]
        user, made = User.objects.get_or_create(
            person=person, defaults={"username": f"person-{person.pk}", "email": address}
        )
        if made:
            user.set_unusable_password()
            user.save()
            record(by=Actor(), did="people.prepare_sign_in", on=user, about=person.pk, now=now)


def follow_address(person: Person) -> None:
    """After a person's address changed, the old one no longer signs them in."""
    for user in User.objects.filter(person=person, role_assignments=None):
        user.email = person.email
        user.save(update_fields=["email"])
        EmailAddress.objects.filter(user=user).exclude(email=person.email or "").delete()
