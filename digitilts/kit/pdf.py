"""Letters, certificates and reports as tagged PDF, set by Typst.

What people wrote reaches Typst only as data (JSON), never as markup.
"""

import json
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import get_language

PACKAGE = "digitilts."


def render_pdf(*, template: str, data: Mapping[str, Any]) -> bytes:
    """`render_pdf(template="learning/certificate.typ", data={…})` as PDF/UA-1.

    The template reads `json(bytes(sys.inputs.data))` and imports the house style from "/kit/letter.typ".
    """
    import typst

    root = _templates()
    filled = {"lang": (get_language() or "lv")[:2], **data}
    pdf = typst.compile(
        str(root / template),
        root=str(root),
        sys_inputs={"data": json.dumps(filled, cls=DjangoJSONEncoder, ensure_ascii=False, default=str)},
        pdf_standards=["ua-1"],
    )
    return bytes(pdf)


@cache
def _templates() -> Path:
    """All .typ files of all apps under one roof, for Typst opens nothing outside its root."""
    root = Path(tempfile.mkdtemp(prefix="digitilts-typst-"))
    for config in apps.get_app_configs():
        folder = Path(config.path) / "templates"
        if not config.name.startswith(PACKAGE) or not folder.is_dir():
            continue
        for source in folder.rglob("*.typ"):
            target = root / source.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    return root
