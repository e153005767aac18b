"""A frozen content as a page reads it: for the council, and without names of posts for the public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from digitilts.apps.plan.queries.words import STATUS, STATUS_TONE, TARGET_GROUP, THEME, word, years_in_words
from digitilts.apps.plan.rules.content import Content
from digitilts.apps.plan.rules.readiness import SECURED
from digitilts.kit.dates import short_date
from digitilts.kit.numbers import euros, number


@dataclass(frozen=True)
class ReadIndicator:
    code: str
    title: str
    unit: str
    baseline: str
    target: str


@dataclass(frozen=True)
class ReadAction:
    code: str
    title: str
    description: str
    outputs: str
    results: str
    lead: str
    status: str
    tone: str
    years: str
    groups: str
    themes: str
    cost: str
    secured: str
    partners: str
    indicators: list[ReadIndicator]


@dataclass(frozen=True)
class ReadArea:
    number: int
    title: str
    description: str
    objectives: list[str]
    actions: list[ReadAction]


@dataclass(frozen=True)
class ReadPlan:
    title: str
    years: str
    vision: str
    strategy: str
    areas: list[ReadArea]
    indicators: list[ReadIndicator]  # of the whole plan
    cost: str
    action_count: int


def readable(content: Content) -> ReadPlan:
    """Everything that may be shown to anybody: content holds no accounts, and risks stay inside."""
    actions = content.get("actions", [])
    indicators = content.get("indicators", [])
    return ReadPlan(
        title=content.get("title", ""),
        years=years_in_words(content.get("first_year", 0), content.get("last_year", 0)),
        vision=content.get("vision", ""),
        strategy=content.get("strategy", ""),
        areas=[_area(area, actions, indicators) for area in content.get("areas", [])],
        indicators=[_indicator(each) for each in indicators if not each["action"]],
        cost=euros(sum(line["amount_cents"] for action in actions for line in action["costs"])),
        action_count=len(actions),
    )


def _area(area: Content, actions: Iterable[Content], indicators: list[Content]) -> ReadArea:
    return ReadArea(
        number=area["number"],
        title=area["title"],
        description=area["description"],
        objectives=[f"{each['code']} {each['title']}" for each in area["objectives"]],
        actions=[_action(action, indicators) for action in actions if action["area"] == area["number"]],
    )


def _action(action: Content, indicators: Iterable[Content]) -> ReadAction:
    days = [day for day in (action["starts_on"], action["ends_on"]) if day]
    cost = sum(line["amount_cents"] for line in action["costs"])
    secured = sum(line["amount_cents"] for line in action["funding"] if line["status"] in SECURED)
    return ReadAction(
        code=action["code"],
        title=action["title"],
        description=action["description"],
        outputs=action["outputs"],
        results=action["results"],
        lead=action["lead"],
        status=word(STATUS, action["status"]),
        tone=STATUS_TONE.get(action["status"], "neutral"),
        years=years_in_words(int(days[0][:4]), int(days[-1][:4])) if days else "",
        groups=", ".join(word(TARGET_GROUP, group) for group in action["target_groups"]),
        themes=", ".join(word(THEME, theme) for theme in action["themes"]),
        cost=euros(cost) if cost else "",
        secured=euros(secured) if secured else "",
        partners=", ".join(partner["name"] for partner in action["partners"]),
        indicators=[_indicator(each) for each in indicators if each["action"] == action["code"]],
    )


def _indicator(indicator: Content) -> ReadIndicator:
    targets = indicator["targets"]
    year = f" ({indicator['baseline_year']})" if indicator["baseline_year"] else ""
    last = targets[-1] if targets else None
    ends = short_date(date.fromisoformat(last["ends_on"])) if last else ""
    return ReadIndicator(
        code=indicator["code"],
        title=indicator["title"],
        unit=indicator["unit"],
        baseline=f"{number(Decimal(indicator['baseline']))}{year}" if indicator["baseline"] else "",
        target=f"{number(Decimal(last['value']))} ({ends})" if last else "",
    )
