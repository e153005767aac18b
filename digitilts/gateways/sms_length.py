"""How many short messages one text becomes: what the municipality pays for.

Source: 3GPP TS 23.038 (alphabet) and TS 23.040 (parts of a long message).
"""

from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")  # each takes two places


@dataclass(frozen=True)
class SmsSize:
    alphabet: str  # "gsm7" or "ucs2"
    length: int  # places used: septets or UTF-16 units
    parts: int


def size_of(text: str) -> SmsSize:
    """GSM 7-bit: 160, or 153 in each of several parts; anything else (ā, š, ž): 70, or 67."""
    if all(sign in BASIC or sign in EXTENDED for sign in text):
        widths = [2 if sign in EXTENDED else 1 for sign in text]
        return SmsSize("gsm7", sum(widths), _parts(widths, alone=160, each=153))
    widths = [len(sign.encode("utf-16-le")) // 2 for sign in text]
    return SmsSize("ucs2", sum(widths), _parts(widths, alone=70, each=67))


def _parts(widths: list[int], *, alone: int, each: int) -> int:
    """A sign of two places is never cut between two parts."""
    if sum(widths) <= alone:
        return 1
    parts, room = 1, each
    for width in widths:
        if width > room:
            parts, room = parts + 1, each
        room -= width
    return parts
