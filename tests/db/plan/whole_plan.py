"""One plan with something in every list, for the tests of this folder."""

from datetime import date
from decimal import Decimal

from digitilts.apps.plan.models import Action, Plan
from digitilts.apps.plan.rules import ActionStatus, FundingStatus, IndicatorKind
from tests.factories import (
    make_action,
    make_area,
    make_contribution,
    make_cost_line,
    make_funding_line,
    make_indicator,
    make_milestone,
    make_objective,
    make_partner,
    make_plan,
    make_risk,
    make_target,
)


def make_whole_plan(**given: object) -> Plan:
    plan = make_plan(title="Digitālās iekļaušanas plāns", vision="Katrs prot.\nUn lieto.", **given)
    area = make_area(plan=plan, number=2, title="Kapacitātes veidošana")
    make_area(plan=plan, number=5, title="Ilgtspējīgā attīstība", has_themes=True)
    objective = make_objective(area=area, code="M2.1")
    action = make_action(
        area=area,
        objective=objective,
        code="D2.1",
        themes=["motivation", "access"],
        goals=["skills"],
        target_groups=["seniors"],
        lead="Izglītības pārvalde",
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
        status=ActionStatus.RUNNING,
        strategy_link="Galvenā vērtība ir cilvēks",
    )
    fill(action)
    return plan


def fill(action: Action) -> None:
    make_partner(action=action)
    make_milestone(action=action, due_on=date(2026, 2, 1))
    make_milestone(action=action, title="Otrais", due_on=date(2026, 6, 30), done_on=date(2026, 2, 20))
    make_cost_line(action=action, amount_cents=123_456, note="Algas")
    make_funding_line(action=action, amount_cents=123_456, status=FundingStatus.CONFIRMED, year=2026)
    make_risk(action=action, likelihood=4, impact=4, mitigation="Apmācām vēl divus")
    output = make_indicator(action=action, code="R2.1", baseline=0, measure="lessons", filters={"level": 1})
    result = make_indicator(
        action=action, code="R2.2", kind=IndicatorKind.RESULT, baseline=Decimal("12.5"), baseline_year=2025
    )
    make_target(indicator=output, value=40)
    make_target(indicator=result, value=Decimal("37.25"))
    whole = make_indicator(plan=action.plan, code="P1", kind=IndicatorKind.RESULT, title="Iedzīvotāji prot")
    make_contribution(plan_indicator=whole, action_indicator=result, share_percent=60)
