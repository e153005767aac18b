"""docs/configuration.md and .env.example, made from config/env.py."""

from dataclasses import MISSING, Field, fields
from pathlib import Path

from digitilts.config.env import ROOT, Env

HEAD = """# Configuration

Every variable that Digitilts reads from its environment. Nothing has to be set: without any, it runs with
an embedded database, keys of its own and gateways that only write down what they would send.

A secret may stand in a file instead: `NAME_FILE=/run/secrets/name` is read if `NAME` is not set.

This page and `.env.example` are made from `digitilts/config/env.py` by `make docs`.

| variable | kind | default | meaning |
|---|---|---|---|
"""
EXAMPLE_HEAD = "# Made from digitilts/config/env.py by `make docs`. All of it is optional.\n"
KINDS = {bool: "0 or 1", int: "whole number", str: "text"}


def page() -> str:
    rows = (
        f"| `{each.name}` | {KINDS[_kind(each)]} | {_default(each) or 'empty'} | {_meaning(each)} |\n"
        for each in fields(Env)
    )
    return HEAD + "".join(rows)


def example_file() -> str:
    lines = (f"\n# {_meaning(each)}\n#{each.name}={_default(each)}\n" for each in fields(Env))
    return EXAMPLE_HEAD + "".join(lines)


def _meaning(each: "Field[object]") -> str:
    return str(each.metadata["meaning"])


def _kind(each: "Field[object]") -> type:
    return each.type if isinstance(each.type, type) else str


def _default(each: "Field[object]") -> str:
    value = each.default
    if value is MISSING or value == "":
        return ""
    if isinstance(value, bool):
        return str(int(value))
    # The folder of this checkout is nobody else's.
    return str(value).replace(f"{ROOT}/", "") if isinstance(value, str) else str(value)


def write_both() -> list[Path]:
    """Bring both files up to date."""
    targets = {ROOT / "docs" / "configuration.md": page(), ROOT / ".env.example": example_file()}
    for path, text in targets.items():
        path.write_text(text, encoding="utf-8")
    return list(targets)


if __name__ == "__main__":
    write_both()
