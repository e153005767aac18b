"""Turns a template and facts into the words that a person gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Never

from django.conf import settings
from django.template import Context, Engine, TemplateDoesNotExist
from django.template.base import Template
from django.utils import translation

from digitilts.kit.names import dative


class FactMissingError(Exception):
    """A message asks for a fact that its service did not give."""


class _Missing(str):
    """Django asks this text what to print for an unknown variable: it complains instead."""

    __slots__ = ()

    def __contains__(self, _part: object) -> bool:
        return True

    def __mod__(self, variable: object) -> Never:
        raise FactMissingError(str(variable))


@dataclass(frozen=True)
class Texts:
    """One message in its three lengths."""

    language: str
    subject: str
    body: str  # e-mail, letter, what the caller reads
    sms: str


@cache
def _engine(*, is_strict: bool) -> Engine:
    """Plain text, so nothing is escaped; in tests and development a missing fact is an error."""
    return Engine(
        autoescape=False,
        loaders=["django.template.loaders.app_directories.Loader"],
        builtins=["digitilts.kit.templatetags.ui", "django.templatetags.i18n"],
        string_if_invalid=_Missing("?") if is_strict else "",
    )


def write_texts(template: str, facts: Mapping[str, Any], language: str) -> Texts:
    """`template` is "learning/seat_confirmed"; falls back to the municipality's language."""
    app, name = template.split("/")
    engine = _engine(is_strict=settings.RENDER_GUARD)
    found, in_language = _first(engine, f"{app}/messages/{name}", language)
    with translation.override(in_language):
        context = {**_facts_of_the_house(), **facts}
        subject, _, body = found.render(Context(context, autoescape=False)).strip().partition("\n")
        short = _sms_template(engine, f"{app}/messages/{name}", in_language)
        sms = short.render(Context(context, autoescape=False)) if short else f"{subject}. {body}"
    return Texts(in_language, subject.strip()[:200], body.strip(), " ".join(sms.split()))


def _first(engine: Engine, stem: str, language: str) -> tuple[Template, str]:
    for candidate in dict.fromkeys([language[:2], settings.LANGUAGE_CODE, "en"]):
        try:
            return engine.get_template(f"{stem}.{candidate}.txt"), candidate
        except TemplateDoesNotExist:
            continue
    raise TemplateDoesNotExist(stem)


def _sms_template(engine: Engine, stem: str, language: str) -> Template | None:
    try:
        return engine.get_template(f"{stem}.sms.{language}.txt")
    except TemplateDoesNotExist:
        return None


def _facts_of_the_house() -> dict[str, str]:
    """What every message may say: who answers the phone, where the site is."""
    return {
        "help_phone": settings.HELP_PHONE,
        "help_name": settings.HELP_NAME,
        "help_name_dative": dative(settings.HELP_NAME),  # Latvian: "zvaniet Ilzei"
        "site_url": settings.SITE_URL,
    }


def to_read_aloud(body: str) -> str:
    """What a caller says: lines with an internet address are for the eye, not for the ear."""
    spoken = [line for line in body.splitlines() if "://" not in line]
    return "\n".join(spoken).strip()
