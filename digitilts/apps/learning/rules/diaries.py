"""What a diary may hold. See docs/rules/diaries.md."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from digitilts.values.folded import fold
from digitilts.values.verdict import YES, Verdict, no

EDITABLE_FOR = timedelta(days=7)
SHORTEST_STEM = 3
LONGEST_ENDING = 3
ENDINGS = ("is", "us", "as", "es", "s", "a", "e", "o", "u", "i")


def may_write(*, starts_at: datetime, first_written_at: datetime | None, now: datetime) -> Verdict:
    """From the start of the lesson; once written, for a week more."""
    if now < starts_at:
        return no("too_early_for_diary")
    if first_written_at is not None and now >= first_written_at + EDITABLE_FOR:
        return no("diary_settled")
    return YES


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Words of the text that look like a learner's name, in any Latvian case: "Annai" for "Anna".

    Only words with a capital first letter count, so that "roze" in a garden stays.
    """
    stems = {stem for name in names for part in name.split() if (stem := _stem(part))}
    words = re.findall(r"[^\W\d_]+", text)
    return sorted({word for word in words if word[0].isupper() and _is_form_of_any(fold(word), stems)})


def _stem(part: str) -> str:
    bare = fold(part)
    for ending in ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= SHORTEST_STEM:
            return bare[: -len(ending)]
    return bare if len(bare) >= SHORTEST_STEM else ""


def _is_form_of_any(word: str, stems: set[str]) -> bool:
    return any(
        word.startswith(stem) and len(word) - len(stem) <= LONGEST_ENDING and not word[len(stem) :].isdigit()
        for stem in stems
    )


def without_names(text: str, found: Iterable[str]) -> str:
    """Each found word becomes "…", so that the sentence stays readable."""
    for word in found:
        text = re.sub(rf"\b{re.escape(word)}\b", "…", text)
    return text
