"""The first administrator of an installation is made on the command line."""

import sys

import pytest
from django.core.management import CommandError, call_command

from digitilts import cli
from digitilts.apps.people.models import RoleAssignment, User
from digitilts.values.roles import Role
from tests.factories import make_municipality, make_user

COMMAND = "digitilts.apps.people.management.commands.create_administrator"
GOOD = "trīs vārdi atmiņai"


@pytest.fixture
def typed(monkeypatch):
    """What is typed as password."""
    answers = [GOOD]
    monkeypatch.setattr(f"{COMMAND}.getpass", lambda _prompt: answers[-1])
    return answers


@pytest.mark.parametrize("name", ["create-administrator", "create_administrator"])
def test_the_command_has_a_hyphen_as_every_other_word_on_a_command_line(name, monkeypatch):
    heard = []
    monkeypatch.setattr(sys, "argv", ["digitilts", name, "ilze", "ilze@example.org"])
    monkeypatch.setattr("django.core.management.execute_from_command_line", heard.append)

    cli.main()

    assert heard == [["digitilts", "create_administrator", "ilze", "ilze@example.org"]]


def test_the_first_administrator_may_sign_in_and_holds_the_whole_tree(typed):
    make_municipality()

    call_command("create_administrator", "ilze", "ilze@example.org")

    user = User.objects.get(username="ilze")
    assert user.check_password(typed[-1])
    assert RoleAssignment.objects.get(user=user).role == Role.ADMINISTRATOR


def test_a_short_password_is_refused_in_words(typed):
    make_municipality()
    typed.append("īss")

    with pytest.raises(CommandError, match="12"):
        call_command("create_administrator", "ilze", "ilze@example.org")
    assert not User.objects.filter(username="ilze").exists()


def test_a_taken_name_is_refused_in_words(typed):
    make_municipality()
    make_user(username="ilze")

    with pytest.raises(CommandError, match="ilze"):
        call_command("create_administrator", "ilze", "ilze@example.org")


def test_without_any_territory_it_says_what_to_do_first(typed):
    with pytest.raises(CommandError, match="territor"):
        call_command("create_administrator", "ilze", "ilze@example.org")
