"""An indicator in one line of a list."""

from dataclasses import dataclass

from digitilts.apps.plan.models import Indicator
from digitilts.apps.plan.queries.words import INDICATOR_KIND, word
from digitilts.kit.dates import short_date
from digitilts.kit.numbers import number


@dataclass(frozen=True)
class IndicatorLine:
    code: str
    title: str
    kind: str
    unit: str
    baseline: str
    target: str  # the last one, with its date
    is_complete: bool


def indicator_line(indicator: Indicator) -> IndicatorLine:
    """Needs prefetched targets."""
    targets = list(indicator.targets.all())
    last = targets[-1] if targets else None
    return IndicatorLine(
        code=indicator.code,
        title=indicator.title,
        kind=word(INDICATOR_KIND, indicator.kind),
        unit=indicator.unit,
        baseline=baseline_in_words(indicator),
        target=f"{number(last.value)} ({short_date(last.ends_on)})" if last else "",
        is_complete=indicator.baseline is not None and last is not None,
    )


def baseline_in_words(indicator: Indicator) -> str:
    if indicator.baseline is None:
        return ""
    year = f" ({indicator.baseline_year})" if indicator.baseline_year else ""
    return f"{number(indicator.baseline)}{year}"
