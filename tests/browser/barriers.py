"""Looking for barriers on the page in front of us: axe's rules, and ours for what axe cannot see."""

import json
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page as Tab

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
OURS = Path(__file__).parent / "barriers.js"
WCAG_22_AA = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
CONTRAST_AAA = {"type": "rule", "values": ["color-contrast-enhanced"]}

Ours = Literal[
    "sideways()",
    "small_targets()",
    "cut_off()",
    "with_spacing()",
    "with_text_doubled()",
    "unseen_focus()",
    "outline('lv')",
    "outline('en')",
]


def bring_rules(context: BrowserContext) -> None:
    """Every page of this visitor will carry the rules; once per page instead of once per check."""
    context.add_init_script(path=AXE)
    context.add_init_script(path=OURS)


def opens(tab: Tab, address: str) -> bool:
    """Whether the address answers with a page; asked first: a browser cannot stand on a file or a 405."""
    answer = tab.context.request.head(address)
    if answer.status == 405 or not answer.headers.get("content-type", "").startswith("text/html"):
        return False
    tab.goto(address, wait_until="load")
    return True


def axe(tab: Tab, rules: dict[str, Any]) -> list[str]:
    """What axe finds, one line for each place: rule, where, why."""
    options = {"runOnly": rules, "resultTypes": ["violations"], "elementRef": False}
    found = tab.evaluate("options => axe.run(document, options).then(found => found.violations)", options)
    return [
        f"{each['id']}: {json.dumps(node['target'])} {node['failureSummary']} {node['html'][:160]}"
        for each in found
        for node in each["nodes"]
    ]


def ours(tab: Tab, check: Ours) -> list[str]:
    """What our own rules in barriers.js find."""
    found: list[str] = tab.evaluate(f"barriers.{check}")
    return found
