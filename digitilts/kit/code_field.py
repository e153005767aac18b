"""A column that holds one of an enumeration's codes."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db import models


class CodeField(models.CharField):  # type: ignore[type-arg]
    """Codes live in an app's rules.py; a new code makes no migration, because none are written into one."""

    def __init__(self, kinds: type[StrEnum] | None = None, **kwargs: Any) -> None:  # noqa: ANN401
        if kinds is not None:
            kwargs["choices"] = choices_of(kinds)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:  # noqa: ANN401  # Django's own signature
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs


def choices_of(kinds: Iterable[StrEnum]) -> list[tuple[str, str]]:
    return [(kind.value, kind.value) for kind in kinds]
