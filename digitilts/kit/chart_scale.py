"""Where a number lies in a picture: round steps and shares of the way."""

from dataclasses import dataclass
from math import ceil, floor, log10

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """From `low` to `high` in round steps."""

    low: float
    high: float
    step: float

    def share(self, value: float) -> float:
        """0 at the low end, 100 at the high end."""
        return round((value - self.low) / (self.high - self.low) * 100, 2)

    @property
    def ticks(self) -> list[float]:
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * number for number in range(count + 1)]


def round_scale(values: list[float], *, steps: int = 4) -> Scale:
    """A scale from zero (or below) that holds all values and is divided at round numbers."""
    low, high = min([0.0, *values]), max([0.0, *values])
    if high == low:
        high = low + 1
    raw = (high - low) / steps
    size = 10.0 ** floor(log10(raw))
    step = next(size * nice for nice in STEPS if size * nice >= raw * 0.999)
    return Scale(floor(low / step) * step, ceil(high / step - 1e-9) * step, step)
