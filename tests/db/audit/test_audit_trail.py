"""The page where auditors, administrators and coordinators read what happened in their territories."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from digitilts import apps
from digitilts.apps.audit.queries.words import ACTS
from digitilts.apps.audit.services import record, seal
from digitilts.apps.people.access import Actor
from digitilts.apps.plan.rules import PartKind
from digitilts.values.roles import Role
from tests import factories

BACKEND = "django.contrib.auth.backends.ModelBackend"


def page_for(client: Client, role: Role | None, **query: str) -> str:
    client.force_login(factories.make_user(role), backend=BACKEND)
    response = client.get(reverse("audit:audit_trail"), query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def row(words: str) -> str:
    """The words in a cell of the table; the form offers the same words."""
    return f"{words}</td>"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.COORDINATOR])
def test_the_trail_shows_what_happened_here_and_the_head_of_the_chain(
    client: Client, role: Role, now: datetime
) -> None:
    record(by=factories.make_actor(), did="learning.cancel_lesson", on=factories.make_lesson(), now=now)
    seal(now=now)
    page = page_for(client, role)
    assert row("Atcēla nodarbību") in page
    assert "1:" in page


def test_the_trail_of_another_municipality_stays_closed(client: Client, now: datetime) -> None:
    theirs = factories.make_person(home=factories.make_other_territory())
    by = factories.make_actor(Role.HELPER, factories.make_other_territory())
    record(by=by, did="people.edit_person", on=theirs, about=theirs.pk, now=now)
    assert row("Mainīja cilvēka datus") not in page_for(client, Role.AUDITOR)


@pytest.mark.parametrize("role", [Role.HELPER, Role.TRAINER, Role.BUDGET_PLANNER, Role.DISPATCHER])
def test_other_roles_may_not_read_the_trail(client: Client, role: Role) -> None:
    client.force_login(factories.make_user(role), backend=BACKEND)
    assert client.get(reverse("audit:audit_trail")).status_code == 403


def test_the_trail_can_be_narrowed_to_one_kind_of_act_and_one_record(client: Client, now: datetime) -> None:
    by = factories.make_actor()
    lesson, other = factories.make_lesson(), factories.make_lesson()
    record(by=by, did="learning.cancel_lesson", on=lesson, now=now)
    record(by=by, did="learning.edit_lesson", on=other, now=now)
    page = page_for(
        client, Role.AUDITOR, did="learning.cancel_lesson", since="2026-03-01", until="2026-03-02"
    )
    assert row("Atcēla nodarbību") in page
    assert row("Mainīja nodarbību") not in page
    assert row("Mainīja nodarbību") in page_for(client, Role.AUDITOR, object_id=str(other.pk), page="x")


def test_a_day_that_is_no_day_is_named_and_hides_nothing(client: Client, now: datetime) -> None:
    record(by=factories.make_actor(), did="learning.cancel_lesson", on=factories.make_lesson(), now=now)
    assert row("Atcēla nodarbību") in page_for(client, Role.AUDITOR, since="vakar")


def test_the_number_of_queries_does_not_grow_with_the_entries(client: Client, now: datetime) -> None:
    client.force_login(factories.make_user(Role.AUDITOR), backend=BACKEND)
    client.get(reverse("audit:audit_trail"))  # what is read once per process is read now
    counts = []
    for more in (2, 30):
        for _ in range(more):
            record(by=factories.make_actor(), did="learning.edit_lesson", on=factories.make_lesson(), now=now)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("audit:audit_trail"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 10


def test_the_trail_can_be_narrowed_to_one_member_of_staff_and_to_one_topic(
    client: Client, now: datetime
) -> None:
    anna = factories.make_user(Role.HELPER, display_name="Anna Bērziņa")
    record(by=Actor(anna), did="learning.cancel_lesson", on=factories.make_lesson(), now=now)
    record(by=factories.make_actor(), did="plan.edit_plan", on=factories.make_plan(), now=now)
    page = page_for(client, Role.AUDITOR, who="anna bērz")
    assert row("Atcēla nodarbību") in page
    assert row("Mainīja plānu") not in page
    page = page_for(client, Role.AUDITOR, did="plan.")
    assert row("Mainīja plānu") in page
    assert row("Atcēla nodarbību") not in page


def test_every_act_that_is_recorded_has_words() -> None:
    source = "\n".join(path.read_text() for path in Path(apps.__file__).parent.rglob("*.py"))
    said = set(re.findall(r'did="([a-z]+\.[a-z_]+)"', source))
    lists = {f"plan.{act}_{kind}" for act in ("add", "edit", "remove") for kind in PartKind}
    assert (said | lists) - set(ACTS) == set()
