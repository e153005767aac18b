"""Short codes that can be read over the phone and typed from paper."""

import secrets

# No 0/O, 1/I/L, 5/S, 2/Z, 8/B confusions; the letters sound different in Latvian and English.
ALPHABET = "34679ACDEFHJKMNPRTUVWXY"
LENGTH = 8


def new_code() -> str:
    """Eight signs of 23: 36 bits, enough with rate limits; never the only proof for a change of address."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """`grouped("B7K4M3P9") == "B7 K4 M3 P9"`."""
    return " ".join(code[start : start + 2] for start in range(0, len(code), 2))


def ungrouped(typed: str) -> str:
    """What a person typed, as stored: spaces, hyphens and case do not matter."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())
