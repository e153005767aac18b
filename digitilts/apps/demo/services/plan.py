"""The demo's plan: drafted from the working group's slides, with invented owners, money and targets."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from digitilts.apps.demo.services.content import Town, content
from digitilts.apps.plan.models import (
    Action,
    Area,
    Contribution,
    CostLine,
    FundingLine,
    Indicator,
    ManualValue,
    Milestone,
    Objective,
    Partner,
    Plan,
    Risk,
    Target,
)
from digitilts.apps.plan.rules import ActionStatus, CostCategory, FundingStatus, IndicatorKind, PartnerRole

SOURCE = "Digitilts ieraksti par nodarbībām un apmeklējumiem"
CENTS = 100


def build_plan(town: Town) -> None:
    given = content("plan")
    town.plan = Plan.objects.create(
        territory=town.municipality,
        title=given["title"],
        first_year=given["first_year"],
        last_year=given["last_year"],
        vision=given["vision"],
        strategy=given["strategy"],
        is_demo=True,
    )
    areas = {row["number"]: build_area(town, row) for row in given["area"]}
    for row in given["action"]:
        town.actions[row["code"]] = build_action(town, areas[row["area"]], row, given["strategy"])
    indicators = {row["code"]: build_indicator(town, row) for row in given["indicator"]}
    for row in given["indicator"]:
        if "contributes" in row:
            plan_code, share, note = row["contributes"]
            Contribution.objects.create(
                plan_indicator=indicators[plan_code],
                action_indicator=indicators[row["code"]],
                share_percent=share,
                note=note,
            )
    build_manual_values(town, indicators)


def build_area(town: Town, row: dict[str, Any]) -> Area:
    area = Area.objects.create(
        plan=town.plan,
        number=row["number"],
        title=row["title"],
        description=row["description"],
        has_themes=row.get("has_themes", False),
    )
    Objective.objects.bulk_create(Objective(area=area, **objective) for objective in row["objective"])
    return area


def build_action(town: Town, area: Area, row: dict[str, Any], strategy: str) -> Action:
    first, last = row["years"]
    action = Action.objects.create(
        plan=town.plan,
        area=area,
        objective=area.objectives.first(),
        code=row["code"],
        title=row["title"],
        description=row["description"],
        themes=row["themes"],
        goals=row["goals"],
        target_groups=row["groups"],
        lead=row["lead"],
        responsible=town.coordinator,
        starts_on=date(first, 1, 1),
        ends_on=date(last, 12, 31),
        strategy_link=strategy,
        outputs=row["outputs"],
        results=row["results"],
        status=ActionStatus(row["status"]),
    )
    build_money(action, row)
    build_rest(town, action, row)
    return action


def build_money(action: Action, row: dict[str, Any]) -> None:
    CostLine.objects.bulk_create(
        CostLine(action=action, year=year, category=CostCategory(category), amount_cents=euros * CENTS)
        for year, category, euros in row["costs"]
    )
    FundingLine.objects.bulk_create(
        FundingLine(
            action=action, source=source, year=year, amount_cents=euros * CENTS, status=FundingStatus(status)
        )
        for source, year, euros, status in row["funding"]
    )


def build_rest(town: Town, action: Action, row: dict[str, Any]) -> None:
    Partner.objects.bulk_create(
        Partner(action=action, name=name, role=PartnerRole(role)) for name, role in row["partners"]
    )
    for description, likelihood, impact, mitigation, owner in row["risks"]:
        Risk.objects.create(
            action=action,
            description=description,
            likelihood=likelihood,
            impact=impact,
            mitigation=mitigation,
            owner=owner,
            review_on=town.today + timedelta(days=90),
        )
    for title, days, is_done in row["milestones"]:
        due = town.today + timedelta(days=days)
        Milestone.objects.create(action=action, title=title, due_on=due, done_on=due if is_done else None)


def build_indicator(town: Town, row: dict[str, Any]) -> Indicator:
    indicator = Indicator.objects.create(
        plan=town.plan,
        action=town.actions.get(row.get("action", "")),
        kind=IndicatorKind(row["kind"]),
        code=row["code"],
        title=row["title"],
        definition=row.get("definition", ""),
        unit=row["unit"],
        measure=row["measure"],
        baseline=Decimal(str(row["baseline"])),
        baseline_year=2024,
        disaggregations=row["split"],
        source=SOURCE if row["measure"] else "Aptauja vai atbildīgās iestādes ziņojums",
        responsible="Inga Strautiņa",
    )
    Target.objects.bulk_create(
        Target(
            indicator=indicator,
            starts_on=date(town.plan.first_year + offset, 1, 1),
            ends_on=date(town.plan.first_year + offset, 12, 31),
            value=Decimal(str(value)),
        )
        for offset, value in enumerate(row["yearly"])
    )
    return indicator


def build_manual_values(town: Town, indicators: dict[str, Indicator]) -> None:
    """One value is approved, one waits for the second pair of eyes."""
    ManualValue.objects.create(
        indicator=indicators["1.1.1"],
        as_of=town.today - timedelta(days=70),
        value=Decimal(11),
        evidence="IT nodaļas apsekojuma akts Nr. 14 (izdomāts)",
        entered_by=town.coordinator,
        entered_at=town.now - timedelta(days=69),
        approved_by=town.users["budzets"],
        approved_at=town.now - timedelta(days=66),
    )
    ManualValue.objects.create(
        indicator=indicators["3.3.1"],
        as_of=town.today - timedelta(days=9),
        value=Decimal("24.5"),
        numerator=Decimal(2450),
        denominator=Decimal(10000),
        evidence="Finanšu pārvaldes izraksts par rēķiniem (izdomāts)",
        entered_by=town.users["budzets"],
        entered_at=town.now - timedelta(days=8),
    )
