"""One name in four places: the view, its URL, its template and its test."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, OneToOneField
from django.urls import URLPattern, URLResolver, get_resolver

from digitilts.apps.people.models import Person
from digitilts.apps.people.rules import Delete, ToGhost
from tests.architecture.sources import APPS, PACKAGE, ROOT, app_names, layer_of, python_files, short, waived

GLOSSARY = ROOT / "docs" / "glossary.md"


def our_routes() -> list[tuple[str, URLPattern]]:
    return [
        (space, pattern)
        for space, pattern in _routes(get_resolver(), "")
        if getattr(pattern.callback, "__module__", "").startswith("digitilts.")
    ]


def _routes(resolver: URLResolver, space: str) -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found += _routes(pattern, pattern.namespace or space)
        else:
            found.append((space, pattern))
    return found


def test_a_view_is_named_like_its_address() -> None:
    bad = {
        f"{space}:{pattern.name}": pattern.callback.__name__
        for space, pattern in our_routes()
        # One view makes and edits the same thing: new_area and edit_area.
        if pattern.callback.__name__ not in {pattern.name, f"{pattern.name}".replace("new_", "edit_", 1)}
    }
    assert bad == {}


def test_every_address_that_is_asked_for_by_name_exists() -> None:
    """`kit.navigation.address` forgives a name that does not exist: the link would quietly be missing."""
    known = {f"{space}:{pattern.name}" for space, pattern in our_routes()}
    asked = {
        (name, short(path))
        for path in python_files()
        for name in re.findall(r"\baddress\(\s*\"([a-z_]+:[a-z_]+)\"", path.read_text("utf-8"))
    }
    assert [pair for pair in sorted(asked) if pair[0] not in known] == []


def test_every_view_has_a_door() -> None:
    bad = [
        f"{space}:{pattern.name}" for space, pattern in our_routes() if not hasattr(pattern.callback, "door")
    ]
    assert bad == []


def test_a_view_renders_the_template_of_its_name() -> None:
    """A template is called like the view that shows it, like its app's message, or is a part of a page."""
    views = {f"{space}/{pattern.name}.html" for space, pattern in our_routes()}
    lonely = [
        short(path)
        for path in APPS.rglob("templates/*/*.html")
        if f"{path.parent.name}/{path.name}" not in views and not _is_used(path)
    ]
    assert lonely == []


def _is_used(path: Path) -> bool:
    """Included, extended or named in Python: a page that several views show."""
    name = f"{path.parent.name}/{path.name}"
    texts = (file.read_text("utf-8") for file in (*PACKAGE.rglob("*.html"), *python_files()))
    return path.parent.name == "account" or any(name in text for text in texts)


def test_every_view_is_tested() -> None:
    """By tests/db/<app>/test_<view>.py, or by name or path in another test of the app or in a journey."""
    missing = {
        f"{space}:{pattern.name}"
        for space, pattern in our_routes()
        if not _is_tested(space, str(pattern.name), str(pattern.pattern))
    }
    assert missing - waived("test") == set()
    assert waived("test") - missing == set(), "these waivers are no longer needed: take them out"


def _is_tested(space: str, name: str, route: str) -> bool:
    if (ROOT / "tests" / "db" / space / f"test_{name}.py").exists():
        return True
    # "<int:lesson_id>/diary/" is found as "/diary/" in an address that a test writes out.
    tail = route.rsplit(">", 1)[-1].rstrip("$")
    return any(
        re.search(rf"\b{re.escape(name)}\b", text) or (len(tail) > 2 and tail in text)
        for text in _tests_of(space)
    )


@cache
def _tests_of(space: str) -> tuple[str, ...]:
    places = [*(ROOT / "tests" / "db" / space).rglob("*.py"), *(ROOT / "tests" / "browser").rglob("*.py")]
    return tuple(path.read_text("utf-8") for path in places)


def our_models() -> list[type]:
    return [model for name in app_names() for model in apps.get_app_config(name).get_models()]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_model_stands_in_the_glossary(model: type) -> None:
    rows = GLOSSARY.read_text("utf-8")
    assert re.search(rf"^\|[^|]+\| `{model._meta.label}` \|[^|]+\|[^|]+\|$", rows, re.MULTILINE)  # type: ignore[attr-defined]


def test_the_glossary_names_no_model_that_is_gone() -> None:
    named = set(re.findall(r"`([a-z]+\.[A-Z]\w+)`", GLOSSARY.read_text("utf-8")))
    assert named == {model._meta.label for model in our_models()}  # type: ignore[attr-defined]


def test_every_model_that_points_to_a_person_says_what_happens_on_erasure() -> None:
    bad = [
        model._meta.label  # type: ignore[attr-defined]
        for model in our_models()
        if any(
            isinstance(field, ForeignKey | OneToOneField) and field.related_model is Person
            for field in model._meta.get_fields()  # type: ignore[attr-defined]
        )
        and not isinstance(getattr(model, "on_erasure", None), Delete | ToGhost)
    ]
    assert bad == []


def test_what_is_emptied_on_erasure_are_fields_of_the_model() -> None:
    for model in our_models():
        what = getattr(model, "on_erasure", None)
        if isinstance(what, ToGhost):
            fields = {field.name for field in model._meta.get_fields()}  # type: ignore[attr-defined]
            assert set(what.blank) <= fields, model


def test_a_command_is_thin() -> None:
    """Parse, call one service or query, print: what is longer belongs into a service."""
    long = {
        short(path): path.read_text("utf-8").count("\n")
        for path in python_files(APPS)
        if layer_of(path) == "management" and path.stem not in {"serve", "worker"}
        if path.read_text("utf-8").count("\n") > 120
    }
    assert long == {}
