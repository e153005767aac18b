"""What the services of the plan do, refuse and write down."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from digitilts.apps.audit.models import Entry
from digitilts.apps.people.access import Actor
from digitilts.apps.plan.models import ManualValue, PlanVersion
from digitilts.apps.plan.queries import current_plan, plan_content, readiness_of
from digitilts.apps.plan.queries.versions import draft_state
from digitilts.apps.plan.rules import PartKind
from digitilts.apps.plan.services.actions import create_action, edit_action
from digitilts.apps.plan.services.indicators import set_contribution
from digitilts.apps.plan.services.parts import add_part, remove_part
from digitilts.apps.plan.services.plans import create_plan
from digitilts.apps.plan.services.values import approve_value, enter_value, send_back_value
from digitilts.apps.plan.services.versions import approve_version, make_version
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.db.plan.whole_plan import make_whole_plan
from tests.factories import make_actor, make_municipality, make_other_territory, make_territory, make_user

COST = {"year": 2027, "category": "staff", "amount_cents": 5000, "note": ""}


@pytest.fixture
def plan():
    return make_whole_plan()


@pytest.fixture
def by() -> Actor:
    return make_actor(Role.COORDINATOR)


def test_an_approved_version_stays_while_the_draft_changes(plan, by, now):
    version = make_version(plan_id=plan.pk, note="", by=by, now=now)
    approve_version(version_id=version.pk, decision="12", approved_on=date(2026, 2, 26), by=by, now=now)
    frozen = PlanVersion.objects.get().content
    action = plan.actions.get(code="D2.1")
    edit_action(action_id=action.pk, version=action.version, fields={"title": "Cits"}, by=by, now=now)
    assert PlanVersion.objects.get().content == frozen != plan_content(plan)
    assert draft_state(plan).since_approved == 1


def test_the_same_draft_makes_one_version_however_often_it_is_asked(plan, by, now):
    made = {make_version(plan_id=plan.pk, note="", by=by, now=now).pk for _time in range(5)}
    assert len(made) == PlanVersion.objects.count() == 1


def test_a_decision_is_written_once(plan, by, now):
    version = make_version(plan_id=plan.pk, note="", by=by, now=now)
    given = {"version_id": version.pk, "approved_on": date(2026, 2, 26), "by": by, "now": now}
    approve_version(decision="12", **given)
    approve_version(decision="12", **given)
    with pytest.raises(RefusedError, match="already_approved"):
        approve_version(decision="13", **given)
    assert Entry.objects.filter(did="plan.approve_version").count() == 1


@pytest.mark.parametrize(
    ("decision", "day", "reason"),
    [
        (" ", date(2026, 2, 26), "decision_needed"),
        ("12", date(2027, 1, 1), "decision_in_the_future"),
    ],
)
def test_a_decision_needs_a_number_and_a_day_that_has_come(plan, by, now, decision, day, reason):
    version = make_version(plan_id=plan.pk, note="", by=by, now=now)
    with pytest.raises(RefusedError, match=reason):
        approve_version(version_id=version.pk, decision=decision, approved_on=day, by=by, now=now)


def test_the_same_action_sent_five_times_is_one_action(plan, by, now):
    area = plan.areas.get(number=2)
    fields = {"code": "D2.7", "title": "Jauna", "area": area}
    made = {create_action(plan_id=plan.pk, fields=fields, by=by, now=now).pk for _time in range(5)}
    assert len(made) == 1
    with pytest.raises(RefusedError, match="code_taken"):
        create_action(plan_id=plan.pk, fields={**fields, "title": "Cita"}, by=by, now=now)


def test_two_people_do_not_overwrite_each_other(plan, by, now):
    action = plan.actions.get(code="D2.1")
    edit_action(action_id=action.pk, version=1, fields={"title": "Pirmais"}, by=by, now=now)
    with pytest.raises(RefusedError, match="changed_meanwhile"):
        edit_action(action_id=action.pk, version=1, fields={"title": "Otrais"}, by=by, now=now)
    action.refresh_from_db()
    assert action.title == "Pirmais"


def test_the_second_person_sees_both_texts(plan, by, now):
    action = plan.actions.get(code="D2.1")
    edit_action(action_id=action.pk, version=1, fields={"title": "Pirmais"}, by=by, now=now)
    client = Client()
    client.force_login(make_user(Role.COORDINATOR))
    sent = {"area": action.area_id, "code": "D2.1", "title": "Otrais", "status": "running", "version": 1}
    answer = client.post(reverse("plan:edit_action", args=["D2.1"]), sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Pirmais" in text
    assert "Otrais" in text


def test_an_equal_cost_sent_twice_is_one_cost_and_comes_back_after_removal(plan, by, now):
    action = plan.actions.get(code="D2.1")
    given = {"action_id": action.pk, "kind": PartKind.COSTS, "by": by, "now": now}
    row = add_part(fields=COST, **given)
    assert add_part(fields=COST, **given).pk == row.pk
    assert remove_part(part_id=row.pk, **given) == COST
    assert remove_part(part_id=row.pk, **given) is None


def test_a_removed_row_is_put_back_with_one_press(plan):
    action = plan.actions.get(code="D2.1")
    milestone = action.milestones.get(title="Otrais")
    client = Client()
    client.force_login(make_user(Role.COORDINATOR))
    page = client.post(
        reverse("plan:remove_part", args=["D2.1", "milestones", milestone.pk]), follow=True
    ).content.decode()
    assert "Atsaukt" in page
    assert action.milestones.count() == 1
    client.post(reverse("plan:restore_part", args=["D2.1"]))
    back = action.milestones.get(title="Otrais")
    assert (back.due_on, back.done_on) == (milestone.due_on, milestone.done_on)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_the_coordinator_makes_versions(plan, now, role):
    with pytest.raises(RefusedError, match="not_yours"):
        make_version(plan_id=plan.pk, note="", by=make_actor(role), now=now)


def test_a_coordinator_of_another_municipality_changes_nothing(plan, now):
    other = make_actor(Role.COORDINATOR, make_other_territory().parent)
    action = plan.actions.get(code="D2.1")
    with pytest.raises(RefusedError, match="not_yours"):
        edit_action(action_id=action.pk, version=1, fields={"title": "x"}, by=other, now=now)
    with pytest.raises(RefusedError, match="not_yours"):
        add_part(action_id=action.pk, kind=PartKind.COSTS, fields=COST, by=other, now=now)


def entered(plan, by, now) -> ManualValue:
    indicator = plan.indicators.get(code="P1")
    return enter_value(
        indicator_id=indicator.pk,
        as_of=date(2026, 1, 31),
        value=Decimal(7),
        evidence="Akts Nr. 2",
        by=by,
        now=now,
    )


def test_nobody_approves_what_they_entered(plan, by, now):
    value = entered(plan, by, now)
    with pytest.raises(RefusedError, match="own_value"):
        approve_value(value_id=value.pk, by=by, now=now)
    approved = approve_value(value_id=value.pk, by=make_actor(Role.BUDGET_PLANNER), now=now)
    assert approved.approved_at == now


def test_a_value_sent_back_is_not_approved(plan, by, now):
    value = entered(plan, by, now)
    assert entered(plan, by, now).pk == value.pk  # sent twice, entered once
    second = make_actor(Role.COORDINATOR)
    send_back_value(value_id=value.pk, note="Trūkst akta", by=second, now=now)
    with pytest.raises(RefusedError, match="value_was_sent_back"):
        approve_value(value_id=value.pk, by=second, now=now)


def test_a_counted_indicator_takes_no_value_by_hand(plan, by, now):
    counted = plan.indicators.get(code="R2.1")
    with pytest.raises(RefusedError, match="value_is_counted"):
        enter_value(
            indicator_id=counted.pk, as_of=date(2026, 1, 1), value=Decimal(1), evidence="x", by=by, now=now
        )


def test_attribution_needs_a_reason_and_goes_from_action_to_plan(plan, by, now):
    whole, result = plan.indicators.get(code="P1"), plan.indicators.get(code="R2.1")
    given = {"share_percent": 50, "by": by, "now": now}
    with pytest.raises(RefusedError, match="share_needs_reason"):
        set_contribution(plan_indicator_id=whole.pk, action_indicator_id=result.pk, note=" ", **given)
    with pytest.raises(RefusedError, match="not_a_plan_indicator"):
        set_contribution(plan_indicator_id=result.pk, action_indicator_id=result.pk, note="x", **given)
    with pytest.raises(RefusedError, match="not_an_action_indicator"):
        set_contribution(plan_indicator_id=whole.pk, action_indicator_id=whole.pk, note="x", **given)


def test_the_current_plan_of_a_parish_is_that_of_its_municipality(plan, by, now):
    assert current_plan(make_territory()) == plan
    assert current_plan(make_actor(Role.HELPER, make_territory())) == plan
    assert current_plan(Actor()) is None
    fields = {"title": "Nākamais", "first_year": 2031, "last_year": 2035}
    newer = create_plan(territory_id=make_municipality().pk, fields=fields, by=by, now=now)
    assert current_plan(by) == newer
    assert current_plan(by, on=date(2026, 3, 2)) == plan
    assert current_plan(by, chosen=plan.pk) == plan


def test_readiness_is_read_from_the_rows(plan):
    gaps = readiness_of(plan.actions.get(code="D2.1")).gaps
    assert [gap.code.value for gap in gaps] == ["responsible"]


def test_the_audit_keeps_codes_only(plan, by, now):
    entered(plan, by, now)
    details = str(list(Entry.objects.values_list("details", flat=True)))
    assert "Akts" not in details
