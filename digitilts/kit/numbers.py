"""Numbers as they are written: decimal comma in Latvian, a space that never breaks between thousands."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils import translation

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
Number = int | float | Decimal


def number(value: Number, places: int | None = None) -> str:
    """`number(1234.5) == "1 234,5"` in Latvian; `places` fixes the digits after the comma."""
    exact = Decimal(str(value))
    if places is None:
        exact = exact.quantize(Decimal("0.01"), ROUND_HALF_UP) if exact % 1 else exact.quantize(Decimal(1))
        text = f"{exact:,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    return _written(text)


def euros(cents: int) -> str:
    """`euros(123450) == "1 234,50 €"`."""
    return f"{number(Decimal(cents) / 100, 2)}{NBSP}€"


def percent(share: Number, places: int = 0) -> str:
    """A share of one: `percent(0.425) == "43 %"`."""
    return f"{number(Decimal(str(share)) * 100, places)}{NBSP}%"


def _written(text: str) -> str:
    comma = "," if (translation.get_language() or "lv").startswith("lv") else "."
    signed = text.replace("-", MINUS)
    return signed.replace(",", "\0").replace(".", comma).replace("\0", NBSP)
