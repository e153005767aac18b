"""Compiles the word catalogues (.po to .mo) without gettext, when a .po is newer."""

from pathlib import Path

import polib


def compile_stale(root: Path) -> list[Path]:
    """Bring every .mo under `root` up to date.  Returns the catalogues that were compiled.

    A folder that cannot be written keeps what it has: an installed package was compiled when it was built.
    """
    done = []
    for source in sorted(root.rglob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        draft = target.with_suffix(".mo.new")
        try:
            polib.pofile(str(source)).save_as_mofile(str(draft))
            draft.replace(target)
        except PermissionError:
            continue
        done.append(source)
    return done
