"""Which consents hold, and to which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from digitilts.apps.people.models import Consent, ConsentText
from digitilts.apps.people.rules import Purpose
from digitilts.apps.people.rules.consent_texts import TEXTS


@dataclass(frozen=True)
class TextInForce:
    version: int
    language: str
    text: str


@dataclass(frozen=True)
class ConsentLine:
    """One purpose on a person's page: the words, and since when it holds (or not)."""

    purpose: Purpose
    words: TextInForce
    given_at: datetime | None
    how: str
    given_by_other: str  # name of the guardian, "" if given by the person
    is_older_text: bool


def text_in_force(purpose: Purpose, language: str, on: date) -> TextInForce:
    """The newest words in force: the municipality's own if it has made some, else the built-in ones."""
    language, text = TEXTS[purpose].in_language(language)
    built_in = TextInForce(TEXTS[purpose].version, language, text)
    kept = ConsentText.objects.filter(purpose=purpose, language=language, in_force_from__lte=on).first()
    if kept is None or kept.version < built_in.version:
        return built_in
    return TextInForce(kept.version, kept.language, kept.text)


def texts_in_force(language: str, on: date) -> dict[Purpose, TextInForce]:
    """All purposes in one query."""
    found: dict[Purpose, TextInForce] = {}
    kept: dict[str, ConsentText] = {}
    for row in ConsentText.objects.filter(in_force_from__lte=on).order_by("version"):
        kept[f"{row.purpose}:{row.language}"] = row
    for purpose, words in TEXTS.items():
        own, text = words.in_language(language)
        row_in_force = kept.get(f"{purpose}:{own}")
        if row_in_force and row_in_force.version >= words.version:
            found[purpose] = TextInForce(row_in_force.version, own, row_in_force.text)
        else:
            found[purpose] = TextInForce(words.version, own, text)
    return found


def consent_lines(
    person_id: UUID, language: str, on: date, purposes: Iterable[Purpose] = tuple(Purpose)
) -> list[ConsentLine]:
    """Every purpose with what holds for this person."""
    holding = {
        consent.text.purpose: consent
        for consent in Consent.objects.filter(person=person_id, withdrawn_at=None)
        .select_related("text", "given_by")
        .order_by("given_at")
    }
    texts = texts_in_force(language, on)
    return [_line(purpose, texts[purpose], holding.get(purpose)) for purpose in purposes]


def _line(purpose: Purpose, words: TextInForce, consent: Consent | None) -> ConsentLine:
    if consent is None:
        return ConsentLine(purpose, words, None, "", "", is_older_text=False)
    by_other = consent.given_by.name if consent.given_by_id != consent.person_id else ""
    return ConsentLine(
        purpose, words, consent.given_at, consent.how, by_other, consent.text.version < words.version
    )


def has_consent(person_id: UUID, purpose: Purpose) -> bool:
    """Does a consent for this purpose hold now?"""
    return Consent.objects.filter(person=person_id, text__purpose=purpose, withdrawn_at=None).exists()
