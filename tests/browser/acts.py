"""What a visitor does with a page, in the words that stand on it."""

import re

from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 80


def content(page: Page | Locator) -> Locator:
    """What the page is about, without the frame around it."""
    return page.locator("main") if isinstance(page, Page) else page


def press(page: Page | Locator, words: str) -> None:
    """The button with exactly these words."""
    content(page).get_by_role("button", name=words, exact=True).click()


def follow(page: Page | Locator, words: str) -> None:
    """The first link with exactly these words."""
    page.get_by_role("link", name=words, exact=True).first.click()


def field(page: Page | Locator, label: str) -> Locator:
    """The field with this label, whether or not it must be filled in."""
    return content(page).get_by_label(re.compile(rf"^{re.escape(label)}( \(nav obligāti\))?$"))


def see_heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def go_to(page: Page, selector: str) -> None:
    """Press Tab until the focus stands there, as somebody without a mouse does; it must be seen."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"Tab never reaches {selector}")


def fields_of(form: Locator) -> dict[str, str | float | bool]:
    """The hidden fields, as the browser would send them again."""
    hidden = form.locator("input[type=hidden]").all()
    return {each.get_attribute("name") or "": each.input_value() for each in hidden}


def work() -> None:
    """Every duty of the worker once."""
    call_command("worker", "--once")
