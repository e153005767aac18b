"""Every page of the plan opens for those who may, shows what it should, and hides it from others."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from digitilts.apps.plan.models import CostLine, Plan
from digitilts.apps.plan.services.versions import make_version
from digitilts.values.roles import Role
from tests.db.plan.whole_plan import make_whole_plan
from tests.factories import (
    make_action,
    make_actor,
    make_area,
    make_indicator,
    make_manual_value,
    make_other_territory,
    make_plan,
    make_territory,
    make_user,
    municipality_of,
)


def signed_in(role: Role, territory=None) -> Client:
    client = Client()
    client.force_login(make_user(role, territory))
    return client


@pytest.fixture
def plan(now) -> Plan:
    plan = make_whole_plan()
    make_version(plan_id=plan.pk, note="Pirmā", by=make_actor(Role.COORDINATOR), now=now)
    return plan


def pages(plan: Plan) -> list[str]:
    """The addresses that everybody of the staff may read."""
    return [
        reverse("plan:plan_page"),
        reverse("plan:action_list"),
        reverse("plan:action_page", args=["D2.1"]),
        reverse("plan:indicator_page", args=["R2.2"]),
        reverse("plan:indicator_page", args=["P1"]),
        reverse("plan:version_list"),
        reverse("plan:version_page", args=[1]),
        reverse("plan:version_compare", args=[1]),
        reverse("plan:export_workbook"),
        reverse("plan:export_text"),
    ]


def forms(plan: Plan) -> list[str]:
    """The addresses of all forms of a coordinator."""
    area = plan.areas.get(number=2)
    cost = CostLine.objects.get(action__plan=plan)
    target = plan.indicators.get(code="R2.1").targets.get()
    value = make_manual_value(indicator=plan.indicators.get(code="P1"))
    parts = [
        reverse("plan:new_part", args=["D2.1", kind])
        for kind in ("milestones", "costs", "funding", "risks", "partners")
    ]
    return [
        *parts,
        reverse("plan:edit_part", args=["D2.1", "costs", cost.pk]),
        reverse("plan:new_plan"),
        reverse("plan:edit_plan"),
        reverse("plan:new_area"),
        reverse("plan:edit_area", args=[area.pk]),
        reverse("plan:new_objective", args=[area.pk]),
        reverse("plan:edit_objective", args=[area.pk, area.objectives.get().pk]),
        reverse("plan:new_action"),
        reverse("plan:edit_action", args=["D2.1"]),
        reverse("plan:new_indicator") + "?action=D2.1",
        reverse("plan:edit_indicator", args=["R2.1"]),
        reverse("plan:new_target", args=["R2.1"]),
        reverse("plan:edit_target", args=["R2.1", target.pk]),
        reverse("plan:edit_contribution", args=["P1"]),
        reverse("plan:enter_value", args=["P1"]),
        reverse("plan:send_back_value", args=[value.pk]),
        reverse("plan:make_version"),
        reverse("plan:approve_version", args=[1]),
        reverse("plan:import_plan"),
    ]


@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_works_here_reads_the_plan(plan, role):
    client = signed_in(role)
    for page in pages(plan):
        assert client.get(page).status_code == 200, page


def test_a_librarian_of_a_parish_reads_the_plan_of_her_municipality(plan):
    client = signed_in(Role.HELPER, make_territory())
    assert client.get(reverse("plan:action_page", args=["D2.1"])).status_code == 200


def test_the_coordinator_opens_every_form(plan):
    client = signed_in(Role.COORDINATOR)
    for page in forms(plan):
        assert client.get(page).status_code == 200, page


def test_the_auditor_opens_no_form(plan):
    client = signed_in(Role.AUDITOR)
    for page in forms(plan):
        assert client.get(page).status_code == 403, page


def test_the_budget_planner_changes_money_but_not_risks(plan):
    client = signed_in(Role.BUDGET_PLANNER)
    assert client.get(reverse("plan:new_part", args=["D2.1", "costs"])).status_code == 200
    sent = {"description": "Plūdi", "likelihood": 2, "impact": 2}
    answer = client.post(reverse("plan:new_part", args=["D2.1", "risks"]), sent)
    assert answer.status_code == 422
    assert plan.actions.get(code="D2.1").risks.count() == 1


def test_another_municipalitys_plan_is_not_found(plan):
    other = municipality_of(make_other_territory())
    client = signed_in(Role.COORDINATOR, other)
    for page in [*pages(plan)[1:], reverse("plan:edit_action", args=["D2.1"])]:
        assert client.get(page).status_code == 404, page
    assert plan.title not in client.get(reverse("plan:plan_page")).content.decode()


def test_a_code_of_ones_own_plan_never_opens_another_plans_action(plan):
    other = municipality_of(make_other_territory())
    theirs = make_action(area=make_area(plan=make_whole_plan(territory=other)), code="D9")
    answer = signed_in(Role.COORDINATOR).get(reverse("plan:action_page", args=[theirs.code]))
    assert answer.status_code == 404


def test_nobody_outside_opens_staff_pages(plan):
    for page in [*pages(plan), *forms(plan)]:
        answer = Client().get(page)
        assert answer.status_code == 302, page
        assert "login" in answer["Location"]


def test_the_public_sees_the_approved_version_and_not_the_draft(plan, now):
    page = reverse("plan:public_plan")
    assert "Apstiprināta plāna vēl nav" in Client().get(page).content.decode()
    plan.versions.update(approved_on=date(2026, 2, 1), decision="12")
    plan.actions.update(title="Melnraksta nosaukums")
    text = Client().get(page).content.decode()
    assert "Digitālās trešdienas bibliotēkās" in text
    assert "Melnraksta nosaukums" not in text
    assert "Trūkst pasniedzēju" not in text  # risks stay inside


def test_the_plan_page_says_what_is_missing_and_what_is_late(plan):
    make_action(area=plan.areas.get(number=2), code="D2.9", title="Tukšā darbība")
    text = signed_in(Role.COORDINATOR).get(reverse("plan:plan_page")).content.decode()
    assert "Tukšā darbība" in text
    assert "Trūkst: atbildīgā iestāde, cilvēks, kas par to atbild" in text
    assert "Pirmās nodarbības" in text  # the overdue milestone


def test_the_list_filters_and_sums(plan):
    make_action(area=plan.areas.get(number=5), code="D5.1", title="Cita darbība")
    client = signed_in(Role.COORDINATOR)
    page = reverse("plan:action_list")
    assert "Cita darbība" in client.get(page).content.decode()
    for query in ("area=2", "theme=access", "status=running", "goal=skills", "group=seniors"):
        text = client.get(f"{page}?{query}").content.decode()
        assert "Digitālās trešdienas" in text, query
        assert "Cita darbība" not in text, query
    assert client.get(f"{page}?as=xlsx&area=2").content.startswith(b"PK")


@pytest.mark.parametrize(
    "name", ["plan:plan_page", "plan:action_list", "plan:version_compare", "plan:action_page"]
)
def test_no_page_asks_more_as_the_plan_grows(plan, name):
    client = signed_in(Role.COORDINATOR)
    arguments = {"plan:version_compare": [1], "plan:action_page": ["D2.1"]}.get(name, [])

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name, args=arguments))
        return len(queries)

    count()
    before = count()
    for number in range(8):
        action = make_action(area=plan.areas.get(number=2), code=f"X{number}")
        make_part_rows(action)
    assert count() <= before


def make_part_rows(action) -> None:
    for kind in ("costs", "funding", "milestones", "risks", "partners"):
        row = getattr(action.plan.actions.get(code="D2.1"), kind).first()
        row.pk, row.action = None, action
        row.save()


def test_the_form_of_an_indicator_offers_measures_by_name_and_stores_their_narrowing(client):
    plan = make_plan()
    client.force_login(make_user(Role.COORDINATOR))
    page = reverse("plan:new_indicator")
    text = client.get(page).content.decode()
    assert 'value="attendances"' in text
    given = {
        "action": "", "kind": "output", "code": "P77", "title": "Drošība", "unit": "apmeklējumi",
        "direction": "up", "frequency": "quarterly", "measure": "attendances", "level": ["1"],
        "topic": ["safety", "health"], "submission_key": str(uuid4()),
    }  # fmt: skip
    assert client.post(page, given).status_code == 302
    stored = plan.indicators.get(code="P77")
    assert (stored.measure, stored.filters["level"]) == ("attendances", 1)
    assert set(stored.filters["topic"]) == {"safety", "health"}
    form = client.get(reverse("plan:edit_indicator", args=["P77"])).context["form"]
    assert set(form["topic"].value()) == {"safety", "health"}
    assert form["level"].value() == ["1"]


def test_a_measure_that_does_not_know_a_narrowing_is_not_narrowed_by_it(client):
    plan = make_plan()
    client.force_login(make_user(Role.COORDINATOR))
    given = {
        "action": "", "kind": "output", "code": "P78", "title": "Atbildes", "unit": "%", "direction": "up",
        "frequency": "quarterly", "measure": "answered_in_time", "level": ["1"],
        "submission_key": str(uuid4()),
    }  # fmt: skip
    assert "level" in client.post(reverse("plan:new_indicator"), given).context["form"].errors
    assert client.post(reverse("plan:new_indicator"), given | {"measure": "bogus"}).context["form"].errors
    assert not plan.indicators.exists()


def test_narrowings_that_the_form_does_not_offer_survive_it(client):
    plan = make_plan()
    make_indicator(plan=plan, code="P79", measure="attendances", filters={"parish": "JN-CEN", "level": 2})
    client.force_login(make_user(Role.COORDINATOR))
    page = reverse("plan:edit_indicator", args=["P79"])
    initial = client.get(page).context["form"].initial
    given = {name: "" if value is None else value for name, value in initial.items()} | {"level": []}
    assert client.post(page, given).status_code == 302
    assert plan.indicators.get(code="P79").filters == {"parish": "JN-CEN"}
