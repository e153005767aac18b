"""One column, several languages: texts that people write (lesson titles), not ours (those are catalogues)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language


class TranslatedText(dict[str, str]):
    """`str()` gives the active language, then the municipality's, then whatever there is."""

    def __str__(self) -> str:
        return self.in_language(get_language() or settings.LANGUAGE_CODE)

    def in_language(self, language: str) -> str:
        for code in (language[:2], settings.LANGUAGE_CODE, *self):
            if text := self.get(code):
                return text
        return ""

    def __hash__(self) -> int:  # type: ignore[override]  # a text is a value: Django compares defaults
        return hash(tuple(sorted(self.items())))


class TranslatedTextField(models.JSONField):
    """Stores `{"lv": …, "en": …}`, gives TranslatedText."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        kwargs.setdefault("default", TranslatedText)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> TranslatedText | None:  # noqa: ANN401
        loaded = super().from_db_value(value, expression, connection)
        return None if loaded is None else TranslatedText(loaded)

    def to_python(self, value: Any) -> Any:  # noqa: ANN401
        loaded = super().to_python(value)
        return TranslatedText(loaded) if isinstance(loaded, dict) else loaded
