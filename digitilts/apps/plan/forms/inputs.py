"""Numbers and money as people write them: 1 234,56 and 1234.56 are the same."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.apps.plan.queries.words import Words
from digitilts.apps.plan.rules.cells import CODE, BadCellError, number_of
from digitilts.kit.numbers import NBSP, number

MOST = Decimal(10) ** 12
SENTENCES = {
    "number_ambiguous": _(
        "It is not clear whether this is thousands or a decimal. Write, for example, 1234 or 1,23."
    ),
    "not_a_number": _("This is not a number. Write, for example, 2000 or 12,5."),
    "too_precise": _("Write at most two digits after the comma."),
    "too_big": _("This number is too big."),
    "negative": _("This cannot be less than zero."),
}


class DecimalInput(forms.CharField):
    """A number with at most two digits after the comma, or None."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**{"max_length": 40, **kwargs})
        self.width = "short"

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401  # Django's own signature
        return number(value).replace(NBSP, " ") if isinstance(value, (Decimal, int)) else value

    def clean(self, value: Any) -> Decimal | None:  # noqa: ANN401  # None = not said
        typed = super().clean(value)
        if not typed:
            return None
        try:
            exact = number_of(typed)
        except BadCellError as bad:
            raise forms.ValidationError(SENTENCES[bad.code], code=bad.code) from bad
        if abs(exact) >= MOST:
            raise forms.ValidationError(SENTENCES["too_big"], code="too_big")
        if exact != exact.quantize(Decimal("0.01")):
            raise forms.ValidationError(SENTENCES["too_precise"], code="too_precise")
        return exact


class EurosInput(DecimalInput):
    """A sum in euros; cleaned to cents."""

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401  # Django's own signature
        return number(Decimal(value) / 100, 2).replace(NBSP, " ") if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:  # type: ignore[override]  # noqa: ANN401  # None = not said
        exact = super().clean(value)
        if exact is None:
            return None
        if exact < 0:
            raise forms.ValidationError(SENTENCES["negative"], code="negative")
        return int(exact * 100)


def choices(words: Words, *, empty: Any = None) -> list[tuple[str, Any]]:  # noqa: ANN401  # a lazy text
    """The codes with their words; `empty` is the word for "not said"."""
    found: list[tuple[str, Any]] = [(str(code), label) for code, label in words.items()]
    return found if empty is None else [("", empty), *found]


def area_of_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CodeInput(forms.RegexField):
    """A code that also stands in web addresses."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        sentence = _("A code has letters, digits, dots and hyphens. Write, for example, 2.1.")
        super().__init__(CODE, error_messages={"invalid": sentence}, **kwargs)
        self.width = "short"
