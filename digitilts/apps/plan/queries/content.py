"""The working draft as plain, canonical data."""

from typing import Any

from django.db.models import Prefetch

from digitilts.apps.plan.models import Action, Area, Contribution, Indicator, Plan
from digitilts.apps.plan.rules.content import Content, canonical, plain_decimal

ACTION_FIELDS = (
    "code",
    "title",
    "description",
    "themes",
    "goals",
    "target_groups",
    "lead",
    "strategy_link",
    "outputs",
    "results",
    "status",
)
INDICATOR_FIELDS = (
    "code",
    "kind",
    "title",
    "definition",
    "unit",
    "direction",
    "measure",
    "filters",
    "baseline_year",
    "disaggregations",
    "source",
    "frequency",
    "responsible",
)


def plan_content(plan: Plan) -> Content:
    """Everything that the council approves. Accounts of staff are not part of it: people change."""
    return canonical(
        {
            "title": plan.title,
            "first_year": plan.first_year,
            "last_year": plan.last_year,
            "vision": plan.vision,
            "strategy": plan.strategy,
            "areas": [_area(area) for area in plan.areas.prefetch_related("objectives")],
            "actions": [_action(action) for action in _actions(plan)],
            "indicators": [_indicator(each) for each in _indicators(plan)],
            "contributions": [_contribution(each) for each in _contributions(plan)],
        }
    )


def _actions(plan: Plan) -> list[Action]:
    found = plan.actions.select_related("area", "objective").prefetch_related(
        "partners", "milestones", "costs", "funding", "risks"
    )
    return list(found)


def _indicators(plan: Plan) -> list[Indicator]:
    return list(plan.indicators.select_related("action").prefetch_related(Prefetch("targets")))


def _contributions(plan: Plan) -> list[Contribution]:
    found = Contribution.objects.filter(plan_indicator__plan=plan)
    return list(found.select_related("plan_indicator", "action_indicator"))


def _area(area: Area) -> Content:
    return {
        "number": area.number,
        "title": area.title,
        "description": area.description,
        "has_themes": area.has_themes,
        "objectives": [{"code": each.code, "title": each.title} for each in area.objectives.all()],
    }


def _date(value: Any) -> str | None:  # noqa: ANN401  # a date or nothing
    return value.isoformat() if value else None


def _action(action: Action) -> Content:
    return {
        **{name: getattr(action, name) for name in ACTION_FIELDS},
        "area": action.area.number,
        "objective": action.objective.code if action.objective else "",
        "starts_on": _date(action.starts_on),
        "ends_on": _date(action.ends_on),
        "partners": [{"name": each.name, "role": each.role} for each in action.partners.all()],
        "milestones": [
            {"title": each.title, "due_on": _date(each.due_on), "done_on": _date(each.done_on)}
            for each in action.milestones.all()
        ],
        **_money(action),
        "risks": [
            {
                "description": each.description,
                "likelihood": each.likelihood,
                "impact": each.impact,
                "mitigation": each.mitigation,
                "owner": each.owner,
                "review_on": _date(each.review_on),
            }
            for each in action.risks.all()
        ],
    }


def _money(action: Action) -> Content:
    return {
        "costs": [
            {
                "year": each.year,
                "category": each.category,
                "amount_cents": each.amount_cents,
                "note": each.note,
            }
            for each in action.costs.all()
        ],
        "funding": [
            {
                "source": each.source,
                "year": each.year,
                "amount_cents": each.amount_cents,
                "status": each.status,
            }
            for each in action.funding.all()
        ],
    }


def _indicator(indicator: Indicator) -> Content:
    return {
        **{name: getattr(indicator, name) for name in INDICATOR_FIELDS},
        "action": indicator.action.code if indicator.action else "",
        "baseline": plain_decimal(indicator.baseline),
        "targets": [
            {
                "starts_on": _date(each.starts_on),
                "ends_on": _date(each.ends_on),
                "value": plain_decimal(each.value),
            }
            for each in indicator.targets.all()
        ],
    }


def _contribution(contribution: Contribution) -> Content:
    return {
        "plan_indicator": contribution.plan_indicator.code,
        "action_indicator": contribution.action_indicator.code,
        "share_percent": contribution.share_percent,
        "note": contribution.note,
    }
