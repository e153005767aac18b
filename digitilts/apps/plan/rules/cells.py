"""One cell of a file: from what people write to what we store, or the reason why not.

Understood: 1 234,56 and 1234.56; 31.12.2026, 2026-12-31 and dates of Excel. Not guessed: 1.234 (thousand or
decimal?), 03/04/2026 (March or April?), words instead of numbers.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from digitilts.apps.plan.rules.content import plain_decimal
from digitilts.apps.plan.rules.sheets import ColumnSpec, Kind
from digitilts.values.folded import fold

SPACES = re.compile(r"[\s\u00a0\u202f]+")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
DOTTED_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?")
SLASHED_DAY = re.compile(r"\d{1,4}/\d{1,2}/\d{1,4}")
GROUPED_BY_DOT = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
GROUPED_BY_COMMA = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
PLAIN_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
NOT_IN_FILES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
YES = frozenset({"ja", "yes", "true", "1", "x"})
NO = frozenset({"ne", "no", "false", "0", ""})


class BadCellError(Exception):
    """The cell cannot be understood. `code` names the sentence; `details` fill it."""

    def __init__(self, code: str, **details: Any) -> None:  # noqa: ANN401  # words for a sentence
        super().__init__(code)
        self.code, self.details = code, details


def is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def read_cell(column: ColumnSpec, value: object) -> Any:  # noqa: ANN401  # by the kind of the column
    """The value of the cell for the content.  Raises BadCellError."""
    if is_blank(value) and column.required:
        raise BadCellError("empty")
    return READERS[column.kind](column, value)


def _text(column: ColumnSpec, value: object) -> str:
    if is_blank(value):
        return ""
    if isinstance(value, bool):
        raise BadCellError("not_text")
    if isinstance(value, (datetime, date)):
        # A code like "1.2" or "3.05" that Excel has turned into a day.
        raise BadCellError("text_became_date")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = clean_text(str(value))
    if len(text) > column.most:
        raise BadCellError("too_long", most=column.most, length=len(text))
    return text


CODE = re.compile(r"(?!\.+$)[^/\\?#%\n\t]+")


def _code_name(column: ColumnSpec, value: object) -> str:
    """A code without the signs that have a meaning in web addresses."""
    text = _text(column, value)
    if text and not CODE.fullmatch(text):
        raise BadCellError("bad_code")
    return text


def clean_text(text: str) -> str:
    """No control signs, one kind of line end, no spaces around: what every file can carry unchanged."""
    composed = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    tidy = composed.replace("\r\n", "\n").replace("\r", "\n")
    return NOT_IN_FILES.sub("", tidy).strip()


def number_of(value: object) -> Decimal:
    """A number as Latvians, Excel or programs write it.  Raises BadCellError."""
    if isinstance(value, (bool, date, datetime)):
        raise BadCellError("not_a_number")
    if isinstance(value, (int, float, Decimal)):
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not exact.is_finite():
            raise BadCellError("not_a_number")
        return exact
    text = SPACES.sub("", str(value)).replace("€", "").replace("EUR", "").replace("\u2212", "-")
    if GROUPED_BY_DOT.fullmatch(text) or GROUPED_BY_COMMA.fullmatch(text):
        return _grouped(text)
    if not PLAIN_NUMBER.fullmatch(text) or not text.isascii():
        raise BadCellError("not_a_number")
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise BadCellError("not_a_number") from error


def _grouped(text: str) -> Decimal:
    """1.234,56 and 1,234.56 and 1.234.567 say themselves what they are; 1.234 does not."""
    if text.count(".") + text.count(",") == 1:
        raise BadCellError("number_ambiguous")
    decimal_sign = max(".,", key=text.rfind) if "." in text and "," in text else ""
    whole, _, part = text.partition(decimal_sign) if decimal_sign else (text, "", "")
    return Decimal(re.sub(r"[.,]", "", whole) + (f".{part}" if part else ""))


def _within(column: ColumnSpec, exact: Decimal) -> None:
    if exact < column.least:
        raise BadCellError("negative" if column.least == 0 else "too_small", least=column.least)
    if exact > column.most:
        raise BadCellError("too_big", most=column.most)


def _whole(column: ColumnSpec, value: object) -> int | None:
    if is_blank(value):
        return None
    exact = number_of(value)
    if exact != exact.to_integral_value():
        raise BadCellError("not_whole")
    _within(column, exact)
    return int(exact)


PLACES = Decimal("0.01")


def _two_places(exact: Decimal) -> Decimal:
    """At most two digits after the comma; 0.1 + 0.2 of Excel is 0.3."""
    rounded = exact.quantize(PLACES)
    if abs(rounded - exact) > Decimal("0.000001"):
        raise BadCellError("too_precise")
    return rounded


def _decimal(column: ColumnSpec, value: object) -> str | None:
    if is_blank(value):
        return None
    exact = number_of(value)
    if abs(exact) > column.most:
        raise BadCellError("too_big", most=column.most)
    return plain_decimal(_two_places(exact))


def _money(column: ColumnSpec, value: object) -> int | None:
    if is_blank(value):
        return None
    exact = number_of(value)
    _within(column, exact)
    return int(_two_places(exact) * 100)


def _date(_column: ColumnSpec, value: object) -> str | None:
    if is_blank(value):
        return None
    if isinstance(value, (datetime, date)):
        return _plausible(value.year, value.month, value.day)
    if not isinstance(value, str):
        raise BadCellError("not_a_date")
    text = value.strip()
    if match := ISO_DAY.fullmatch(text):
        return _plausible(*(int(part) for part in match.groups()))
    if match := DOTTED_DAY.fullmatch(text):
        return _plausible(*(int(part) for part in reversed(match.groups())))
    raise BadCellError("date_ambiguous" if SLASHED_DAY.fullmatch(text) else "not_a_date")


def _plausible(year: int, month: int, day: int) -> str:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise BadCellError("no_such_day") from error
    if not 2000 <= year <= 2100:  # noqa: PLR2004  # a plan of this century
        raise BadCellError("date_far_away")
    return found.isoformat()


def _yes_no(_column: ColumnSpec, value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = fold("" if value is None else str(value))
    if text in YES:
        return True
    if text in NO:
        return False
    raise BadCellError("not_yes_no")


def _one_of(column: ColumnSpec, value: object) -> str:
    if is_blank(value):
        return column.default
    return _code(column, str(value))


def _code(column: ColumnSpec, text: str) -> str:
    """By the Latvian word without regard to case and diacritics, or by the code itself."""
    typed = fold(text)
    for code, word in column.words.items():
        if typed in {fold(word), fold(code)}:
            return str(code)
    raise BadCellError("unknown_word", allowed=", ".join(column.words.values()))


def _many_of(column: ColumnSpec, value: object) -> list[str]:
    if is_blank(value):
        return []
    texts = [str(each) for each in value] if isinstance(value, list) else str(value).split(";")
    return sorted({_code(column, text) for text in texts if text.strip()})


def _pairs(_column: ColumnSpec, value: object) -> dict[str, Any]:
    """`level=1; topic=health`: whole numbers become numbers; a comma makes a list."""
    if is_blank(value):
        return {}
    if isinstance(value, Mapping):
        return dict(value)
    found: dict[str, Any] = {}
    for part in str(value).split(";"):
        if not part.strip():
            continue
        key, equals, text = part.partition("=")
        if not equals or not key.strip() or not text.strip():
            raise BadCellError("not_pairs")
        items = [_scalar(item.strip()) for item in text.split(",") if item.strip()]
        found[key.strip()] = items if "," in text else items[0]
    return found


def _scalar(text: str) -> Any:  # noqa: ANN401  # a number, yes/no or a word
    if re.fullmatch(r"-?\d{1,9}", text):
        return int(text)
    return {"true": True, "false": False}.get(text, text)


READERS: Mapping[Kind, Callable[[ColumnSpec, object], Any]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code_name,
    Kind.WHOLE: _whole,
    Kind.DECIMAL: _decimal,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.ONE_OF: _one_of,
    Kind.MANY_OF: _many_of,
    Kind.PAIRS: _pairs,
}
