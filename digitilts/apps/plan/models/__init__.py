"""The plan: areas, objectives, actions with all that an action table asks, indicators, versions."""

from digitilts.apps.plan.models.actions import Action, CostLine, FundingLine, Milestone, Partner, Risk
from digitilts.apps.plan.models.indicators import Contribution, Indicator, ManualValue, Target
from digitilts.apps.plan.models.plans import Area, Objective, Plan, PlanVersion

__all__ = [
    "Action",
    "Area",
    "Contribution",
    "CostLine",
    "FundingLine",
    "Indicator",
    "ManualValue",
    "Milestone",
    "Objective",
    "Partner",
    "Plan",
    "PlanVersion",
    "Risk",
    "Target",
]
