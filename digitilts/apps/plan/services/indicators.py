"""Indicators with their targets, and how an action's indicator counts towards the plan's."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from digitilts.apps.audit.services import record
from digitilts.apps.people.access import Actor
from digitilts.apps.plan.access import may_edit
from digitilts.apps.plan.models import Contribution, Indicator, Plan, Target
from digitilts.apps.plan.services.editing import Fields, locked_indicator, locked_plan, put
from digitilts.values.verdict import RefusedError

INDICATOR_FIELDS = (
    "action",
    "kind",
    "code",
    "title",
    "definition",
    "unit",
    "direction",
    "measure",
    "filters",
    "baseline",
    "baseline_year",
    "disaggregations",
    "source",
    "frequency",
    "responsible",
)
TARGET_FIELDS = ("starts_on", "ends_on", "value")


@transaction.atomic
def create_indicator(
    *, plan_id: int, fields: Fields, by: Actor, now: datetime, submission_key: UUID | None = None
) -> Indicator:
    """Add an indicator of the plan (`action` None) or of one action."""
    plan = locked_plan(plan_id, by)
    indicator = Indicator(plan=plan)
    put(indicator, fields, INDICATOR_FIELDS)
    twin = plan.indicators.filter(code=indicator.code).first()
    if twin is not None:
        if twin.title == indicator.title and twin.action_id == indicator.action_id:
            return twin
        raise RefusedError("code_taken", code=indicator.code)
    _check(indicator, plan)
    indicator.save()
    key = str(submission_key or "")
    record(by=by, did="plan.create_indicator", on=indicator, now=now, submission_key=key)
    return indicator


@transaction.atomic
def edit_indicator(*, indicator_id: int, fields: Fields, by: Actor, now: datetime) -> Indicator:
    indicator = locked_indicator(indicator_id)
    may_edit(by, indicator.plan).or_refuse()
    changed = put(indicator, fields, INDICATOR_FIELDS)
    if not changed:
        return indicator
    if indicator.plan.indicators.filter(code=indicator.code).exclude(pk=indicator.pk).exists():
        raise RefusedError("code_taken", code=indicator.code)
    _check(indicator, indicator.plan)
    indicator.save()
    record(by=by, did="plan.edit_indicator", on=indicator, now=now, fields=changed)
    return indicator


@transaction.atomic
def remove_indicator(*, indicator_id: int, by: Actor, now: datetime) -> None:
    """Only while nobody has entered a value: values and their evidence are kept."""
    indicator = Indicator.objects.filter(pk=indicator_id).first()
    if indicator is None:
        return
    locked_plan(indicator.plan_id, by)
    if indicator.manual_values.exists():
        raise RefusedError("indicator_has_values", code=indicator.code)
    record(by=by, did="plan.remove_indicator", on=indicator, now=now)
    indicator.delete()


@transaction.atomic
def set_target(
    *, indicator_id: int, target_id: int | None, fields: Fields, by: Actor, now: datetime
) -> Target:
    """Add a target for a period, or change one. One period has one target."""
    indicator = locked_indicator(indicator_id)
    may_edit(by, indicator.plan).or_refuse()
    target = Target(indicator=indicator) if target_id is None else _target_of(indicator, target_id)
    changed = put(target, fields, TARGET_FIELDS)
    if target.ends_on < target.starts_on:
        raise RefusedError("dates_in_wrong_order")
    same_period = indicator.targets.filter(starts_on=target.starts_on, ends_on=target.ends_on)
    twin = same_period.exclude(pk=target.pk).first()
    if twin is not None:
        if target_id is None and twin.value == target.value:
            return twin
        raise RefusedError("period_taken")
    if changed:
        target.save()
        did = "plan.add_target" if target_id is None else "plan.edit_target"
        record(by=by, did=did, on=target, now=now, indicator=indicator.pk)
    return target


@transaction.atomic
def remove_target(*, indicator_id: int, target_id: int, by: Actor, now: datetime) -> None:
    indicator = locked_indicator(indicator_id)
    may_edit(by, indicator.plan).or_refuse()
    target = indicator.targets.filter(pk=target_id).first()
    if target is not None:
        record(by=by, did="plan.remove_target", on=target, now=now, indicator=indicator.pk)
        target.delete()


@transaction.atomic
def set_contribution(
    *,
    plan_indicator_id: int,
    action_indicator_id: int,
    share_percent: int,
    note: str,
    by: Actor,
    now: datetime,
) -> Contribution:
    """Say which share of an action's indicator counts for the plan's, and why that is fair."""
    indicator = locked_indicator(plan_indicator_id)
    may_edit(by, indicator.plan).or_refuse()
    if indicator.action_id is not None:
        raise RefusedError("not_a_plan_indicator")
    giver = indicator.plan.indicators.filter(pk=action_indicator_id, action__isnull=False).first()
    if giver is None:
        raise RefusedError("not_an_action_indicator")
    if not note.strip():
        raise RefusedError("share_needs_reason")
    contribution, _made = Contribution.objects.update_or_create(
        plan_indicator=indicator,
        action_indicator=giver,
        defaults={"share_percent": share_percent, "note": note.strip()},
    )
    record(by=by, did="plan.set_contribution", on=contribution, now=now, share_percent=share_percent)
    return contribution


@transaction.atomic
def remove_contribution(*, plan_indicator_id: int, contribution_id: int, by: Actor, now: datetime) -> None:
    indicator = locked_indicator(plan_indicator_id)
    may_edit(by, indicator.plan).or_refuse()
    contribution = indicator.contributions.filter(pk=contribution_id).first()
    if contribution is not None:
        record(by=by, did="plan.remove_contribution", on=contribution, now=now)
        contribution.delete()


def _check(indicator: Indicator, plan: Plan) -> None:
    if indicator.action is not None and indicator.action.plan_id != plan.pk:
        raise RefusedError("action_of_another_plan")


def _target_of(indicator: Indicator, target_id: int) -> Target:
    target = indicator.targets.filter(pk=target_id).first()
    if target is None:
        raise RefusedError("not_found")
    return target
