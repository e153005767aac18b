"""Keeps machines from flooding the public pages. People behind one library's address are not locked out."""

from django.core.cache import cache

HOUR = 3600
QUESTIONS_PER_HOUR = 40  # from one address: a class of twenty-five may each ask once
WRONG_CODES_PER_HOUR = 60


def may_ask(address: str) -> bool:
    return _count("ask", address) < QUESTIONS_PER_HOUR


def note_question(address: str) -> None:
    _add("ask", address)


def may_try_codes(address: str) -> bool:
    return _count("code", address) < WRONG_CODES_PER_HOUR


def note_wrong_code(address: str) -> None:
    _add("code", address)


def _count(what: str, address: str) -> int:
    return int(cache.get(f"notices:{what}:{address}", 0))


def _add(what: str, address: str) -> None:
    """The cache is bookkeeping: a count that is lost in a race is no loss."""
    key = f"notices:{what}:{address}"
    cache.set(key, _count(what, address) + 1, HOUR)
