"""Roles, invitations, a resident's sign-in and own page."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import Consent, Person, RoleAssignment, User
from digitilts.apps.people.services.roles import grant_role
from digitilts.apps.people.services.sign_in import prepare_sign_in
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import (
    make_actor,
    make_country,
    make_municipality,
    make_other_territory,
    make_person,
    make_territory,
    make_user,
)


@pytest.fixture
def administrator(client):
    client.force_login(make_user(Role.ADMINISTRATOR))
    return client


def test_a_colleague_is_invited_and_chooses_a_password(administrator, client):
    fields = {"username": "ilze", "display_name": "Ilze", "email": "ilze@example.org", "role": "helper"}
    form = {**fields, "territory": make_municipality().pk}
    page = administrator.post(reverse("people:new_staff_user"), form, follow=True).content.decode()
    found = re.search(r"/people/invitation/[^<\"\s]+", page)
    assert found
    client.logout()

    good = {"password": "trīs zili kaķi", "again": "trīs zili kaķi"}
    assert client.post(found[0], {"password": "īsa", "again": "īsa"}).status_code == 200
    client.post(found[0], good)

    user = User.objects.get(username="ilze")
    assert user.check_password("trīs zili kaķi")
    assert Actor(user=user).has_role(Role.HELPER)
    assert client.get(found[0]).status_code == 404


def test_roles_are_given_and_ended(administrator):
    user = make_user(Role.HELPER)

    form = {"role": "trainer", "territory": make_municipality().pk}
    administrator.post(reverse("people:grant_role", args=[user.pk]), form)
    assert Actor(user=user).has_role(Role.TRAINER)

    held = RoleAssignment.objects.get(role=Role.TRAINER)
    administrator.post(reverse("people:end_role", args=[held.pk]))
    assert not Actor(user=user).has_role(Role.TRAINER)
    assert administrator.get(reverse("people:role_list")).status_code == 200


def test_nobody_gives_roles_outside_their_territory_or_to_themselves(now):
    administrator = make_actor(Role.ADMINISTRATOR)
    other = make_user()

    for user, territory, reason in (
        (other, make_country(), "not_yours"),
        (other, make_other_territory(), "not_yours"),
        (administrator.user, make_territory(), "not_for_yourself"),
    ):
        with pytest.raises(RefusedError, match=reason):
            grant_role(
                user_id=user.pk, role=Role.HELPER, territory_id=territory.pk, by=administrator, now=now
            )


def test_a_role_is_given_from_the_command_line():
    user, place = make_user(username="anna"), make_municipality()

    call_command("roles", "grant", "anna", "administrator", place.code)

    assert Actor(user=user).may(Role.ADMINISTRATOR, in_path=place.path)
    with pytest.raises(CommandError):
        call_command("roles", "grant", "nobody", "administrator", place.code)


def test_a_known_address_gets_a_sign_in_and_a_shared_one_does_not(now):
    make_person(email="viena@example.org")
    for _ in range(2):
        make_person(email="kopa@example.org")

    for address in ("Viena@example.org", "viena@example.org", "kopa@example.org", "svesa@example.org"):
        prepare_sign_in(email=address, now=now)

    assert [user.email for user in User.objects.all()] == ["viena@example.org"]


def test_asking_for_a_code_answers_strangers_and_residents_alike(client, mailoutbox):
    make_person(email="viena@example.org")
    url = reverse("account_request_login_code")

    known = client.post(url, {"email": "viena@example.org"})
    client.cookies.clear()
    stranger = client.post(url, {"email": "svesa@example.org"})

    assert (known.status_code, known.url) == (stranger.status_code, stranger.url)


@pytest.fixture
def resident(client):
    person = make_person(given_name="Velta", family_name="Ozoliņa", email="velta@example.org")
    client.force_login(make_user(person=person))
    return client


def test_a_resident_sees_what_is_held_and_consents_with_own_clicks(resident):
    page = resident.get(reverse("people:my_page")).content.decode()
    assert "Velta Ozoliņa" in page

    resident.post(reverse("people:my_consent"), {"purpose": "news", "give": "1"})
    assert Consent.objects.get().how == "own_click"
    resident.post(reverse("people:my_consent"), {"purpose": "news", "withdraw": "1"})
    assert Consent.objects.get().withdrawn_how == "own_click"


def test_a_resident_takes_everything_along_and_chooses_channels(resident):
    exported = resident.post(reverse("people:my_export"), {"as": "json"}).content.decode()
    assert "velta@example.org" in exported

    resident.post(reverse("people:my_channels"), {"reminder": ["call"]})
    assert resident.get(reverse("people:my_channels")).status_code == 200


def test_a_resident_is_forgotten_at_once(resident):
    resident.post(reverse("people:forget_me"), {"name": "Velta Ozoliņa"})

    assert list(Person.objects.values_list("given_name", flat=True)) == [""]
    assert not User.objects.exists()


def test_a_resident_sees_no_staff_page(resident):
    assert resident.get(reverse("people:person_list")).status_code == 403


def test_staff_without_a_second_factor_are_led_to_set_it_up(administrator, settings):
    settings.STAFF_MFA = True

    assert administrator.get(reverse("people:role_list")).url == reverse("mfa_index")


def test_somebody_who_only_works_here_has_no_record(administrator):
    assert administrator.get(reverse("people:my_page")).status_code == 200
