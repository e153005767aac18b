"""The documents are true: what they name is there, what is generated is fresh."""

import re
import tomllib
from pathlib import Path

import polib
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from digitilts.config.configuration_page import example_file, page
from tests.architecture.sources import PACKAGE, ROOT, short

ADRS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
NAMED_ON_A_PAGE = re.compile(r"(?<![*\w])(\*{1,2})(?! )([^*\n]+)\1(?!\*)")
TOLD = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "docs/operations.md"]
PLACE = re.compile(
    r"`((?:digitilts|tests|docs|bin|benchmarks|requirements)/[\w./<>*-]*|[A-Z][A-Za-z]+\.md|pyproject\.toml|Makefile)`"
)


@pytest.mark.parametrize("name", TOLD)
def test_every_path_that_a_document_names_is_there(name: str) -> None:
    named = PLACE.findall((ROOT / name).read_text("utf-8"))
    gone = [place for place in named if not list(ROOT.glob(re.sub(r"<\w+>", "*", place).rstrip("/")))]
    assert gone == []


@pytest.mark.parametrize("name", TOLD)
def test_every_link_leads_somewhere(name: str) -> None:
    source = ROOT / name
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", source.read_text("utf-8"))
    assert [link for link in links if not (source.parent / link).exists()] == []


@pytest.mark.parametrize(("name", "limit"), [("README.md", 120), ("ARCHITECTURE.md", 120)])
def test_the_first_documents_are_short(name: str, limit: int) -> None:
    assert (ROOT / name).read_text("utf-8").count("\n") <= limit


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.name)
def test_a_decision_has_its_number_its_status_and_one_page(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith(f"# {path.name[:4]} ")
    assert re.search(r"^Status: (accepted|replaced by \d{4})$", text, re.MULTILINE)
    assert len(text.split()) <= 400
    for part in ("## Context", "## Decision", "## Consequences", "## Rejected"):
        assert part in text, part


def test_the_decisions_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in ADRS] == list(range(1, len(ADRS) + 1))


def test_every_decision_that_is_mentioned_exists() -> None:
    sources = [*ROOT.glob("digitilts/**/*.py"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md")]
    named = {name for path in sources for name in re.findall(r"docs/adr/[\w-]+\.md", path.read_text("utf-8"))}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_rule_page_that_is_mentioned_exists() -> None:
    named = {
        (name, short(path))
        for path in ROOT.glob("digitilts/**/*.py")
        for name in re.findall(r"docs/rules/[\w-]+\.md", path.read_text("utf-8"))
    }
    assert [pair for pair in sorted(named) if not (ROOT / pair[0]).exists()] == []


def test_the_configuration_page_and_the_example_are_fresh() -> None:
    """Written by `make docs`."""
    assert (ROOT / "docs" / "configuration.md").read_text("utf-8") == page()
    assert (ROOT / ".env.example").read_text("utf-8") == example_file()


def test_every_command_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for name in TOLD:
        named = set(
            re.findall(r"make (demo|test|check|install|clean|lock|\w+)\b`", (ROOT / name).read_text("utf-8"))
        )
        assert named <= targets, name


@pytest.mark.parametrize(("extra", "lock"), [("", "demo.txt"), ("test", "test.txt")])
def test_every_dependency_is_locked_with_a_version_that_fits(extra: str, lock: str) -> None:
    """After a change in pyproject.toml: make lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    locked = dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^ ;\\]+)", text, re.MULTILINE))
    stale = [
        line
        for line in map(Requirement, wanted)
        if not line.specifier.contains(locked.get(canonicalize_name(line.name), "0"))
    ]
    assert stale == []
    assert "--index-url" not in text


def test_every_guide_is_there_in_both_languages_and_named_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    names = {path.name for path in GUIDES}
    assert {name.replace(".lv.", ".en.") for name in names} == {n for n in names if ".en." in n}
    assert [name for name in sorted(names) if f"docs/guides/{name}" not in readme] == []


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_a_guide_is_short_and_calls_pages_and_buttons_by_their_names(path: Path) -> None:
    """Bold or italic words stand on the screen; those that end like a sentence open a paragraph."""
    text = path.read_text("utf-8")
    on_screen = _sentences_in_latvian() if ".lv." in path.name else _sentences_in_english()
    named = [words for _stars, words in NAMED_ON_A_PAGE.findall(text)]
    assert [words for words in named if words not in on_screen and words[-1] not in ".?"] == []
    assert text.count("\n") <= 120


def _entries() -> list[polib.POEntry]:
    return [
        entry
        for path in PACKAGE.rglob("locale/lv/LC_MESSAGES/django.po")
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    ]


def _sentences_in_latvian() -> set[str]:
    return {text for entry in _entries() for text in (entry.msgstr, *entry.msgstr_plural.values())}


def _sentences_in_english() -> set[str]:
    return {text for entry in _entries() for text in (entry.msgid, entry.msgid_plural)}


def test_every_rule_page_stands_in_the_index() -> None:
    folder = ROOT / "docs" / "rules"
    index = (folder / "README.md").read_text("utf-8")
    assert [
        page.name
        for page in folder.glob("*.md")
        if page.name != "README.md" and f"]({page.name})" not in index
    ] == []
    named = re.findall(r"`(digitilts/[\w./]+)`", index)
    assert [name for name in named if not (ROOT / name).exists()] == []
