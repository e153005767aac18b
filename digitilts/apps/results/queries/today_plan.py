"""What of the plan waits for the coordinator."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from digitilts.apps.plan.models import ManualValue, Milestone, Plan
from digitilts.apps.plan.queries.overview import action_line
from digitilts.apps.plan.queries.ready import actions_with_all
from digitilts.apps.plan.rules import ActionStatus
from digitilts.apps.results.queries.figures import IndicatorFigure
from digitilts.apps.results.queries.tasks import EXAMPLES, Example, Task
from digitilts.apps.results.rules import Origin
from digitilts.kit.dates import short_date
from digitilts.kit.navigation import address

CLOSED = (ActionStatus.DONE, ActionStatus.STOPPED)


def plan_tasks(plan: Plan, figures: dict[str, IndicatorFigure], today: date) -> Iterator[Task]:
    yield _milestones(plan, today)
    yield _to_approve(plan)
    empty = [each for each in figures.values() if each.origin == Origin.NONE]
    yield Task(
        "to_fill_in",
        len(empty),
        ngettext("%(count)s indicator has no value yet", "%(count)s indicators have no value yet", len(empty))
        % {"count": len(empty)},
        "info",
        "pencil",
        "",
        [_indicator_example(each.code, each.indicator.title) for each in empty[:EXAMPLES]],
    )
    lines = [action_line(action) for action in actions_with_all(plan)]
    unready = [line for line in lines if line.is_open and not line.is_ready]
    yield Task(
        "not_ready",
        len(unready),
        ngettext(
            "%(count)s action is not ready to be carried out",
            "%(count)s actions are not ready to be carried out",
            len(unready),
        )
        % {"count": len(unready)},
        "info",
        "list-checks",
        address("plan:action_list"),
        [
            Example(f"{line.code} {line.title}. {line.missing}", address("plan:action_page", code=line.code))
            for line in unready[:EXAMPLES]
        ],
    )


def _milestones(plan: Plan, today: date) -> Task:
    late = (
        Milestone.objects.filter(action__plan=plan, done_on=None, due_on__lt=today)
        .exclude(action__status__in=CLOSED)
        .select_related("action")
        .order_by("due_on")
    )
    found = list(late)
    return Task(
        "milestones",
        len(found),
        ngettext("%(count)s milestone is overdue", "%(count)s milestones are overdue", len(found))
        % {"count": len(found)},
        "error",
        "flag",
        address("plan:action_list"),
        [
            Example(
                _("%(title)s (action %(code)s), due %(day)s")
                % {"title": each.title, "code": each.action.code, "day": short_date(each.due_on)},
                address("plan:action_page", code=each.action.code),
            )
            for each in found[:EXAMPLES]
        ],
    )


def _to_approve(plan: Plan) -> Task:
    found = list(
        ManualValue.objects.filter(indicator__plan=plan, approved_by=None, sent_back_note="").select_related(
            "indicator"
        )
    )
    return Task(
        "to_approve",
        len(found),
        ngettext(
            "%(count)s value waits for a second person’s approval",
            "%(count)s values wait for a second person’s approval",
            len(found),
        )
        % {"count": len(found)},
        "attention",
        "stamp",
        "",
        [_indicator_example(each.indicator.code, each.indicator.title) for each in found[:EXAMPLES]],
    )


def _indicator_example(code: str, title: str) -> Example:
    return Example(f"{code} {title}", address("plan:indicator_page", code=code))
