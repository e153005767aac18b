"""Looking for barriers on the page in front of us: axe's rules, and ours for what axe cannot see."""

import json
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page as Tab

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
NARROWEST = {"width": 320, "height": 640}  # a desk at 400 %
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


def look(tab: Tab, language: str) -> list[str]:
    """Every rule that any page must keep, at both sizes."""
    found = ours(tab, "outline('lv')" if language == "lv" else "outline('en')")
    for size in (PHONE, DESK):
        tab.set_viewport_size(size)
        found += [f"{size['width']}: {barrier}" for barrier in axe(tab, WCAG_22_AA)]
    tab.set_viewport_size(NARROWEST)
    return found + ours(tab, "sideways()")


def look_closely(tab: Tab) -> list[str]:
    """Rules that do not depend on the language: larger text, wider text, the keyboard, the dark."""
    tab.set_viewport_size(DESK)
    found = ours(tab, "with_text_doubled()")
    tab.keyboard.press("Tab")
    found += ours(tab, "unseen_focus()")
    tab.set_viewport_size(PHONE)
    found += ours(tab, "cut_off()") + ours(tab, "with_spacing()")
    for scheme in ("dark", "light"):
        tab.emulate_media(color_scheme=scheme)
        found += axe(tab, CONTRAST if scheme == "dark" else CONTRAST_AAA) if is_for_residents(tab) else []
    return found + (ours(tab, "small_targets()") if is_for_residents(tab) else [])


def is_for_residents(tab: Tab) -> bool:
    return bool(tab.evaluate("document.documentElement.classList.contains('resident')"))


REQUIRED = "input[required], textarea[required], select[required]"
FORM = f"document.querySelector('main form[method=post]:has({REQUIRED})')"


def look_after_errors(tab: Tab) -> list[str]:
    """The first form that has something required is sent empty, past the browser's own check."""
    if not tab.evaluate(f"{FORM} !== null"):
        return []
    with tab.expect_navigation():
        tab.evaluate(f"{FORM}.submit()")
    if not tab.locator("[aria-invalid=true]").count():
        return []
    found = [f"after errors: {barrier}" for barrier in axe(tab, WCAG_22_AA)]
    return found + ([] if tab.locator("[role=alert]").count() else ["no summary of errors"])
