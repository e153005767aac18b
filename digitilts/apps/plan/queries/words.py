"""The plan's codes as words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from digitilts.apps.plan.rules import (
    ActionStatus,
    CostCategory,
    Direction,
    Disaggregation,
    Frequency,
    FundingStatus,
    Goal,
    IndicatorKind,
    PartKind,
    PartnerRole,
    TargetGroup,
    Theme,
)
from digitilts.apps.plan.rules.readiness import Gap, Missing
from digitilts.kit.numbers import NBSP, euros, number

Words = Mapping[Any, str | Promise]

STATUS: Words = {
    ActionStatus.IDEA: pgettext_lazy("status of an action", "Idea"),
    ActionStatus.PLANNED: pgettext_lazy("status of an action", "Planned"),
    ActionStatus.RUNNING: pgettext_lazy("status of an action", "Running"),
    ActionStatus.DONE: pgettext_lazy("status of an action", "Done"),
    ActionStatus.STOPPED: pgettext_lazy("status of an action", "Stopped"),
}
STATUS_TONE = {
    ActionStatus.RUNNING: "info",
    ActionStatus.DONE: "done",
    ActionStatus.STOPPED: "error",
}
FUNDING_STATUS: Words = {
    FundingStatus.IDEA: pgettext_lazy("status of funding", "Idea"),
    FundingStatus.APPLIED: pgettext_lazy("status of funding", "Applied for"),
    FundingStatus.CONFIRMED: pgettext_lazy("status of funding", "Confirmed"),
    FundingStatus.SPENT: pgettext_lazy("status of funding", "Spent"),
}
COST_CATEGORY: Words = {
    CostCategory.STAFF: pgettext_lazy("kind of cost", "Staff"),
    CostCategory.SERVICES: pgettext_lazy("kind of cost", "Services"),
    CostCategory.EQUIPMENT: pgettext_lazy("kind of cost", "Equipment"),
    CostCategory.TRANSPORT: pgettext_lazy("kind of cost", "Transport"),
    CostCategory.ROOMS: pgettext_lazy("kind of cost", "Rooms"),
    CostCategory.OTHER: pgettext_lazy("kind of cost", "Other"),
}
PARTNER_ROLE: Words = {
    PartnerRole.DECIDES: pgettext_lazy("role of a partner", "decides"),
    PartnerRole.DELIVERS: pgettext_lazy("role of a partner", "delivers"),
    PartnerRole.CONSULTED: pgettext_lazy("role of a partner", "is consulted"),
    PartnerRole.INFORMED: pgettext_lazy("role of a partner", "is informed"),
}
THEME: Words = {
    Theme.MOTIVATION: pgettext_lazy("theme", "Motivation"),
    Theme.ACCESS: pgettext_lazy("theme", "Access"),
    Theme.USABILITY: pgettext_lazy("theme", "Usability"),
    Theme.APPLICATION: pgettext_lazy("theme", "Application"),
}
THEME_QUESTION: Words = {
    Theme.MOTIVATION: gettext_lazy("How do we encourage people to take part in digital life?"),
    Theme.ACCESS: gettext_lazy("How do we bring technology within everybody's reach?"),
    Theme.USABILITY: gettext_lazy("How do we make digital tools accessible and comfortable to use?"),
    Theme.APPLICATION: gettext_lazy("How do digital skills become part of everyday life?"),
}
GOAL: Words = {
    Goal.SKILLS: gettext_lazy("Digital skills"),
    Goal.INFRASTRUCTURE: gettext_lazy("Secure and fast internet"),
    Goal.BUSINESS: gettext_lazy("Digital enterprises"),
    Goal.PUBLIC_SERVICES: gettext_lazy("Digital public services"),
}
TARGET_GROUP: Words = {
    TargetGroup.SENIORS: gettext_lazy("Seniors"),
    TargetGroup.YOUTH: gettext_lazy("Young people"),
    TargetGroup.JOB_SEEKERS: gettext_lazy("Job seekers"),
    TargetGroup.PEOPLE_WITH_DISABILITIES: gettext_lazy("People with disabilities"),
    TargetGroup.RURAL: gettext_lazy("Residents of remote places"),
    TargetGroup.ENTREPRENEURS: gettext_lazy("Entrepreneurs"),
    TargetGroup.STAFF: gettext_lazy("Staff of the municipality"),
    TargetGroup.FAMILIES: gettext_lazy("Families with children"),
    TargetGroup.CANNOT_READ: gettext_lazy("People who do not read or write"),
    TargetGroup.EVERYONE: gettext_lazy("Everyone"),
}
INDICATOR_KIND: Words = {
    IndicatorKind.OUTPUT: pgettext_lazy("kind of indicator", "Output"),
    IndicatorKind.RESULT: pgettext_lazy("kind of indicator", "Result"),
}
DIRECTION: Words = {
    Direction.UP: gettext_lazy("More is better"),
    Direction.DOWN: gettext_lazy("Less is better"),
}
FREQUENCY: Words = {
    Frequency.MONTHLY: gettext_lazy("Every month"),
    Frequency.QUARTERLY: gettext_lazy("Every quarter"),
    Frequency.HALF_YEARLY: gettext_lazy("Every half-year"),
    Frequency.YEARLY: gettext_lazy("Every year"),
}
DISAGGREGATION: Words = {
    Disaggregation.PARISH: gettext_lazy("by parish"),
    Disaggregation.AGE_BAND: gettext_lazy("by age"),
    Disaggregation.SEX: gettext_lazy("by sex"),
    Disaggregation.LEVEL: gettext_lazy("by level"),
    Disaggregation.TOPIC: gettext_lazy("by topic"),
}
PART_KIND: Words = {
    PartKind.MILESTONES: gettext_lazy("Milestones"),
    PartKind.COSTS: gettext_lazy("Costs"),
    PartKind.FUNDING: gettext_lazy("Funding"),
    PartKind.RISKS: gettext_lazy("Risks"),
    PartKind.PARTNERS: gettext_lazy("Partners"),
}
MISSING: Words = {
    Missing.LEAD: gettext_lazy("the body that leads it"),
    Missing.RESPONSIBLE: gettext_lazy("the person who answers for it"),
    Missing.DATES: gettext_lazy("the dates of start and end"),
    Missing.COST: gettext_lazy("the cost"),
    Missing.FUNDING: gettext_lazy("confirmed funding"),
    Missing.OUTPUT: gettext_lazy("an output indicator"),
    Missing.OUTPUT_NUMBERS: gettext_lazy("the baseline or the target of an output indicator"),
    Missing.RESULT: gettext_lazy("a result indicator"),
    Missing.RESULT_NUMBERS: gettext_lazy("the baseline or the target of a result indicator"),
    Missing.RISK: gettext_lazy("at least one risk"),
    Missing.MITIGATION: gettext_lazy("what is done against a risk"),
    Missing.MILESTONES: gettext_lazy("milestones"),
    Missing.STRATEGY_LINK: gettext_lazy("the link to the development strategy"),
    Missing.TARGET_GROUPS: gettext_lazy("the target groups"),
}


def word(words: Words, code: object) -> str:
    """The word, or the code itself when somebody stored one that we do not know."""
    return str(words.get(code, code))


def gap_in_words(gap: Gap) -> str:
    if gap.code == Missing.FUNDING and gap.cents:
        return _("confirmed funding: %(sum)s more is needed") % {"sum": euros(gap.cents)}
    return word(MISSING, gap.code)


def listed(items: list[str]) -> str:
    """`listed(["a", "b", "c"]) == "a, b and c"`."""
    if len(items) < 2:  # noqa: PLR2004  # one item needs no "and"
        return "".join(items)
    return _("%(first)s and %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}


def years_in_words(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def euros_or_dash(cents: int) -> str:
    return euros(cents) if cents else "–"


def whole_euros(cents: int) -> str:
    """`whole_euros(4623456) == "46 235 €"`: big figures need no cents."""
    return f"{number(Decimal(cents) / 100, 0)}{NBSP}€"
