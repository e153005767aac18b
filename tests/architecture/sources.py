"""The code base as the architecture tests read it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "digitilts"
APPS = PACKAGE / "apps"
WAIVERS = ROOT / "docs" / "unfinished-moves.md"


def python_files(under: Path = PACKAGE) -> list[Path]:
    return [path for path in sorted(under.rglob("*.py")) if "migrations" not in path.parts]


def template_files(pattern: str = "*.html") -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob(pattern)) if "templates" in path.parts]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body without the docstring: explaining more is never punished."""
    body = node.body
    if ast.get_docstring(node) is not None:
        body = body[1:]
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


def waived(rule: str) -> set[str]:
    """What docs/unfinished-moves.md lets pass for now: lines like "- `rule` `place`: why"."""
    text = WAIVERS.read_text(encoding="utf-8")
    return {
        match[2]
        for match in re.finditer(r"^- `([^`]+)` `([^`]+)`: \S", text, re.MULTILINE)
        if match[1] == rule
    }


def layer_of(path: Path) -> str:
    """The file inside the app that a module belongs to: "services" for services.py and services/x.py."""
    parts = path.relative_to(APPS).parts
    return parts[1].removesuffix(".py") if len(parts) > 1 else ""


def app_names() -> list[str]:
    return sorted(path.name for path in APPS.iterdir() if (path / "apps.py").exists())
