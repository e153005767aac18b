"""Says who works here, as what and where; and makes their sign-in."""

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import RoleAssignment, User
from digitilts.apps.places.models import Territory
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError


def grant_role(
    *, user_id: int, role: Role, territory_id: int, by: Actor, now: datetime, by_command: bool = False
) -> RoleAssignment:
    """From today the user holds this role in the territory and everything below it.

    `by_command`: somebody at the server does it, before there is an administrator.
    Raises RefusedError: not_yours, not_for_yourself.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user_id)
        territory = Territory.objects.get(pk=territory_id)
        _check_administrator(user, territory, by, by_command=by_command)
        today = timezone.localdate(now)
        held, _made = RoleAssignment.objects.get_or_create(
            user=user, role=role, territory=territory, defaults={"since": today}
        )
        if held.until is not None:
            held.since, held.until = today, None
            held.save(update_fields=["since", "until"])
        record(by=by, did="people.grant_role", on=held, now=now, role_given=role, territory=territory.code)
    return held


def end_role(*, assignment_id: int, by: Actor, now: datetime) -> RoleAssignment:
    """The role no longer holds, from this moment. Raises RefusedError: not_yours, not_for_yourself."""
    with transaction.atomic():
        held = RoleAssignment.objects.select_for_update().filter(pk=assignment_id).first()
        if held is None:
            raise RefusedError("not_yours")
        _check_administrator(held.user, held.territory, by, by_command=False)
        # `until` is the last day on which a role holds.
        held.until = timezone.localdate(now) - timedelta(days=1)
        held.save(update_fields=["until"])
        record(by=by, did="people.end_role", on=held, now=now, role_ended=held.role)
    return held


def create_staff_user(
    *, username: str, display_name: str, email: str, role: Role, territory_id: int, by: Actor, now: datetime
) -> User:
    """A sign-in without a password, with its first role; the invitation link lets them choose a password.

    Raises RefusedError: not_yours, username_taken.
    """
    with transaction.atomic():
        territory = Territory.objects.get(pk=territory_id)
        if not by.may(Role.ADMINISTRATOR, in_path=territory.path):
            raise RefusedError("not_yours")
        if User.objects.filter(Q(username__iexact=username) | Q(email__iexact=email)).exists():
            raise RefusedError("username_taken")
        user = User(username=username, display_name=display_name, email=email)
        user.set_unusable_password()
        user.save()
        record(by=by, did="people.create_staff_user", on=user, now=now)
        grant_role(user_id=user.pk, role=role, territory_id=territory_id, by=by, now=now)
    return user


def accept_invitation(*, user_id: int, password: str, now: datetime) -> User:
    """The invited person chooses a password. The caller has checked the link.

    Raises RefusedError: password_too_weak (with `problems`), not_yours.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
        if user is None:
            raise RefusedError("not_yours")
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise RefusedError("password_too_weak", problems=" ".join(error.messages)) from error
        user.set_password(password)
        user.save()
        record(by=Actor(user=user), did="people.accept_invitation", on=user, now=now)
    return user


def create_administrator(*, username: str, email: str, password: str, now: datetime) -> User:
    """The first administrator of an installation, over every top territory. From the server only."""
    with transaction.atomic():
        if User.objects.filter(username__iexact=username).exists():
            raise RefusedError("username_taken")
        user = User(username=username, email=email)
        user.set_password(password)
        user.save()
        record(by=Actor(), did="people.create_staff_user", on=user, now=now)
        for territory in Territory.objects.filter(parent=None):
            grant_role(
                user_id=user.pk,
                role=Role.ADMINISTRATOR,
                territory_id=territory.pk,
                by=Actor(),
                now=now,
                by_command=True,
            )
    return user


def _check_administrator(user: User, territory: Territory, by: Actor, *, by_command: bool) -> None:
    """Administrators give roles inside their own territory, and none to or from themselves."""
    if by_command:
        return
    if not by.may(Role.ADMINISTRATOR, in_path=territory.path):
        raise RefusedError("not_yours")
    if user.pk == by.user_id:
        raise RefusedError("not_for_yourself")
