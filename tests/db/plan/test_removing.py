"""What leaves the draft is gone, unless something hangs on it; which plan is shown is a choice."""

import pytest
from django.test import Client
from django.urls import reverse

from digitilts.apps.audit.models import Entry
from digitilts.apps.plan.models import Contribution, Indicator, Objective, Plan, Target
from digitilts.values.roles import Role
from tests.db.plan.whole_plan import make_whole_plan
from tests.factories import (
    make_action,
    make_activity,
    make_area,
    make_contribution,
    make_indicator,
    make_manual_value,
    make_objective,
    make_other_territory,
    make_plan,
    make_user,
    municipality_of,
)


@pytest.fixture
def plan() -> Plan:
    return make_whole_plan()


@pytest.fixture
def coordinator(plan) -> Client:
    client = Client()
    client.force_login(make_user(Role.COORDINATOR))
    return client


def remove(client: Client, what: str, *args) -> str:
    """What the page says after the removal was asked for."""
    return client.post(reverse(f"plan:{what}", args=args), follow=True).content.decode()


def test_an_action_goes_with_all_its_rows_and_the_trail_says_who(coordinator, plan):
    made = make_action(plan=plan, code="Z9", title="Lieka darbība")
    make_indicator(plan=plan, action=made, code="Z9.1")
    assert "Lieka darbība" not in remove(coordinator, "remove_action", "Z9")
    assert not plan.actions.filter(code="Z9").exists()
    assert not plan.indicators.filter(code="Z9.1").exists()
    assert Entry.objects.filter(did="plan.remove_action").count() == 1


def test_an_action_with_lessons_stays_and_the_page_says_why(coordinator, plan):
    made = make_action(plan=plan, code="Z9")
    make_activity(action=made)
    assert "Z9" in remove(coordinator, "remove_action", "Z9")
    assert plan.actions.filter(code="Z9").exists()


def test_an_indicator_goes_unless_somebody_entered_a_value(coordinator, plan):
    make_indicator(plan=plan, code="Z1")
    kept = make_indicator(plan=plan, code="Z2")
    make_manual_value(indicator=kept)
    remove(coordinator, "remove_indicator", "Z1")
    remove(coordinator, "remove_indicator", "Z2")
    assert set(Indicator.objects.filter(code__startswith="Z").values_list("code", flat=True)) == {"Z2"}


def test_a_target_goes_once_and_only_from_its_own_indicator(coordinator, plan):
    target = plan.indicators.get(code="R2.1").targets.get()
    remove(coordinator, "remove_target", "P1", target.pk)
    assert Target.objects.filter(pk=target.pk).exists()
    remove(coordinator, "remove_target", "R2.1", target.pk)
    remove(coordinator, "remove_target", "R2.1", target.pk)
    assert not Target.objects.filter(pk=target.pk).exists()
    assert Entry.objects.filter(did="plan.remove_target").count() == 1


def test_a_contribution_goes_and_both_indicators_stay(coordinator, plan):
    top = make_indicator(plan=plan, code="Z1")
    giver = make_indicator(plan=plan, action=plan.actions.first(), code="Z2")
    made = make_contribution(plan_indicator=top, action_indicator=giver)
    remove(coordinator, "remove_contribution", "Z1", made.pk)
    assert not Contribution.objects.filter(pk=made.pk).exists()
    assert plan.indicators.filter(code__in=["Z1", "Z2"]).count() == 2


def test_an_objective_goes_only_when_no_action_serves_it(coordinator, plan):
    area = make_area(plan=plan, number=77)
    free, used = make_objective(area=area, code="Z1"), make_objective(area=area, code="Z2")
    make_action(plan=plan, area=area, objective=used, code="Z9")
    remove(coordinator, "remove_objective", area.pk, free.pk)
    remove(coordinator, "remove_objective", area.pk, used.pk)
    assert list(Objective.objects.filter(area=area)) == [used]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.HELPER, Role.TRAINER])
def test_others_remove_nothing(plan, role):
    client = Client()
    client.force_login(make_user(role))
    make_action(plan=plan, code="Z9")
    assert client.post(reverse("plan:remove_action", args=["Z9"])).status_code == 403
    assert plan.actions.filter(code="Z9").exists()


def test_the_chosen_plan_is_remembered(coordinator, plan):
    other = make_plan(territory=plan.territory, title="Otrais plāns", first_year=2031, last_year=2035)
    page = coordinator.post(reverse("plan:choose_plan"), {"plan": other.pk}, follow=True)
    assert page.context["plan"] == other
    assert coordinator.get(reverse("plan:action_list")).context["plan"] == other


def test_a_plan_of_another_municipality_cannot_be_chosen(coordinator, plan):
    foreign = make_plan(territory=municipality_of(make_other_territory()), title="Svešs plāns")
    for wrong in (foreign.pk, "x", ""):
        assert coordinator.post(reverse("plan:choose_plan"), {"plan": wrong}).status_code == 404
