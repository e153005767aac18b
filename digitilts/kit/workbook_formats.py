"""How Excel writes values into cells: number formats, dates as days since 1900."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from digitilts.kit.workbook_cells import Value

BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "dd.mm.yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd.mm.yyyy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    49: "@",
}
# Regional date formats that Excel numbers but does not spell out.
REGIONAL_DATES = {*range(27, 37), *range(50, 59)}
EPOCH_1900, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # wall time, no zone
LAST_DAY = 2_958_466  # 31.12.9999
NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def format_name(number: int, own: dict[int, str]) -> str:
    if number in REGIONAL_DATES:
        return "dd.mm.yyyy"
    return own.get(number) or BUILT_IN.get(number, "General")


def is_date_format(pattern: str) -> bool:
    """Does the number mean a day or a time? Quoted words and colours in the pattern do not count."""
    bare = NOT_LETTERS.sub("", pattern.partition(";")[0]).lower()
    return pattern.lower().startswith("[h") or bool(re.search(r"[dmyhs]", bare.replace("general", "")))


def day_or_time(serial: float, *, since_1904: bool) -> Value:
    """`46086 -> 5 March 2026`; a fraction is a time of day. Impossible days stay numbers."""
    if not 0 <= serial < LAST_DAY:
        return serial
    moment = (EPOCH_1904 if since_1904 else EPOCH_1900) + timedelta(days=serial)
    moment = (moment + timedelta(microseconds=500)).replace(microsecond=0)
    if serial < 1 and not since_1904:
        return time(moment.hour, moment.minute, moment.second)
    if moment.time() == time.min:
        return date(moment.year, moment.month, moment.day)
    return moment


def number_of(text: str) -> int | float | str:
    """`"12" -> 12`, `"12.5" -> 12.5`; what is no number stays text."""
    try:
        value = float(text)
    except ValueError:
        return text
    if value != value or abs(value) == float("inf"):  # noqa: PLR0124  # not a number
        return text
    return int(value) if value.is_integer() and abs(value) < 10**15 else value  # Excel's digits


def tidy(text: str) -> str | None:
    """Letters in one form, no hard spaces or control signs around; nothing left is None."""
    plain = unicodedata.normalize("NFC", text).replace("\N{NO-BREAK SPACE}", " ").replace("_x000D_", "")
    kept = "".join(sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) != "Cc")
    return kept.strip() or None


def column_number(letters: str) -> int:
    """`column_number("AB") == 28`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """`column_letters(28) == "AB"`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
