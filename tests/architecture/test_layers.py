"""Who may do what: the folders are the diagram."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from tests.architecture.sources import APPS, PACKAGE, ROOT, app_names, layer_of, python_files, short, tree_of

FILES_OF_AN_APP = {
    "__init__", "apps", "urls", "views", "forms", "services", "queries", "access", "models", "rules",
    "migrations", "management", "templates", "static", "locale", "content",
}  # fmt: skip
BANNED_NAMES = {
    "utils",
    "helpers",
    "common",
    "core",
    "misc",
    "tools",
    "base",
    "manager",
    "managers",
    "signals",
    "admin",
    "tests",
}
# Methods of Django that write; `.add(`, `.set(` and `.remove(` belong to sets as well and are not listed.
WRITING = {
    "save", "create", "bulk_create", "update_or_create", "get_or_create", "bulk_update", "acreate", "asave",
}  # fmt: skip
MAY_WRITE = {"services"}


def test_the_import_contracts_are_kept() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("app", app_names())
def test_an_app_holds_only_the_files_that_every_app_may_have(app: str) -> None:
    found = {path.stem for path in (APPS / app).iterdir() if path.name != "__pycache__"}
    assert found <= FILES_OF_AN_APP


def test_no_file_is_named_after_nothing() -> None:
    bad = [short(path) for path in python_files() if path.stem in BANNED_NAMES]
    assert bad == []


def test_only_services_write() -> None:
    bad = [
        f"{short(path)}:{call.lineno} .{call.func.attr}()"
        for path in python_files(APPS)
        if layer_of(path) not in MAY_WRITE
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and _writes(call)
    ]
    assert bad == []


def _writes(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    name, target = call.func.attr, ast.unparse(call.func.value)
    if target.startswith("super()"):  # a model's own save() prepares its row and hands on
        return False
    if name in WRITING:
        return True
    return name in {"update", "delete"} and bool(
        re.search(r"objects|filter\(|exclude\(|all\(\)|_manager", target)
    )


def test_rules_values_and_algorithms_do_not_read_the_clock() -> None:
    pure = [*python_files(PACKAGE / "values"), *python_files(PACKAGE / "algorithms")]
    pure += [path for path in python_files(APPS) if layer_of(path) == "rules"]
    bad = [
        short(path)
        for path in pure
        if re.search(r"\b(now|today|monotonic|time)\(\)", path.read_text("utf-8"))
    ]
    assert bad == []


def test_only_views_commands_and_what_stands_above_services_ask_what_time_it_is() -> None:
    """A service takes `now`: the same act can be tested on any day."""
    bad = [
        f"{short(path)}:{call.lineno}"
        for path in python_files(APPS)
        if layer_of(path) in {"services", "queries", "models", "forms"}
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {"timezone.now", "now"} and not call.args
    ]
    assert bad == []


def test_no_signals_and_no_admin_site() -> None:
    bad = [
        short(path)
        for path in python_files()
        if re.search(r"django\.db\.models\.signals|django\.contrib\.admin|@receiver", path.read_text("utf-8"))
    ]
    assert bad == []


@pytest.mark.parametrize(("name", "seconds"), settings.SCHEDULE)
def test_everything_in_the_schedule_is_there(name: str, seconds: int) -> None:
    assert callable(import_string(name))
    assert seconds >= 1


def test_the_apps_are_installed_in_the_order_of_the_contract() -> None:
    contract = (ROOT / "pyproject.toml").read_text("utf-8").split('containers = ["digitilts.apps"]')[1]
    stacked = re.findall(r"[a-z]+", contract.split("]")[0].split("[")[1])
    assert [name for name in reversed(stacked) if name in settings.APPS] == settings.APPS
