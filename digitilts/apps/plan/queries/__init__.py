"""What pages and other apps may ask about the plan."""

from digitilts.apps.plan.queries.action import action_detail
from digitilts.apps.plan.queries.content import plan_content
from digitilts.apps.plan.queries.finding import current_plan
from digitilts.apps.plan.queries.overview import plan_overview
from digitilts.apps.plan.queries.ready import readiness_of

__all__ = ["action_detail", "current_plan", "plan_content", "plan_overview", "readiness_of"]
