"""The answer of a rule: yes, or no with a reason that can be said in any language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class RefusedError(Exception):
    """A service will not do it. `reason` is a code; the page turns it into a sentence."""

    def __init__(self, reason: str, **details: Any) -> None:  # noqa: ANN401  # details are shown, not computed with
        super().__init__(reason)
        self.reason = reason
        self.details = details


@dataclass(frozen=True)
class Verdict:
    allowed: bool
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.allowed

    def or_refuse(self) -> None:
        """Raise RefusedError if the answer was no; inside a transaction this rolls back."""
        if not self.allowed:
            raise RefusedError(self.reason, **self.details)


YES = Verdict(allowed=True)


def no(reason: str, **details: Any) -> Verdict:  # noqa: ANN401  # see RefusedError
    return Verdict(allowed=False, reason=reason, details=details)
