"""Text as a person searches for it: no diacritics, no case, no punctuation."""

import re
import unicodedata

CYRILLIC_AND_REST = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})


def fold(text: str) -> str:
    """`fold("Pēteris  ĶENIŅŠ") == "peteris kenins"`: SQLite's LIKE knows only ASCII."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(CYRILLIC_AND_REST))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return re.sub(r"[^\w]+", " ", bare).strip()


def digits(text: str) -> str:
    """Only the digits, for finding a person by part of a phone number."""
    return re.sub(r"\D", "", text)
