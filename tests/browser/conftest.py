"""A person with a browser: Debian's Chromium against a live server, with and without JavaScript."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from digitilts.apps.people.models import User
from tests.browser.barriers import bring_rules

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that asks another server for anything gets nothing.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
PATIENCE = 30_000  # milliseconds; a busy machine is slow, a missing button never comes
BACKEND = "django.contrib.auth.backends.ModelBackend"

Visit = Callable[..., Page]
Window = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; our queries beside it are not asynchronous.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(autouse=True, scope="session")
def _our_own_static_files() -> Iterator[None]:
    """The test server's own handler does not know our bundles: pages would be bare. Ours answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandlerMixin, "_should_handle", lambda *_: False)
        yield


@pytest.fixture(autouse=True)
def _daytime(settings: Any) -> None:
    """Whatever the hour of the test, nobody sleeps."""
    settings.QUIET_FROM, settings.QUIET_UNTIL = 24, 0


@pytest.fixture
def visit(chromium: Browser, live_server: Any) -> Iterator[Visit]:
    """Open a page as somebody: `visit("/learning/", user=…, width=PHONE, javascript=False)`.

    Each call is a visitor of their own. Afterwards no page may have had an error in its console, or asked
    for something that was not there.
    """
    cache.clear()  # how often somebody has tried; it is no model, so no test empties it
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_page(
        path: str = "/",
        *,
        user: User | None = None,
        size: dict[str, int] | None = None,
        javascript: bool = True,
        language: str = "lv",
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=size or PHONE,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            locale=language,
            timezone_id="Europe/Riga",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("response", lambda answer: troubles.append(answer.url) if answer.status >= 500 else None)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def session_cookie(user: User, url: str) -> Any:
    """Signed in, as after the sign-in page: journeys that are about something else start here."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {"name": "session", "value": session.session_key, "url": url}


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Violations of WCAG 2.2 A and AA on the page as it stands: rule, where, why."""
    from axe_playwright_python.sync_playwright import Axe

    runner = Axe()

    def check(page: Page) -> list[str]:
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = runner.run(page, options={"runOnly": {"type": "tag", "values": tags}})
        return [
            f"{each['id']}: {json.dumps(node['target'])} {node.get('failureSummary', '')}"
            for each in found.response["violations"]
            for node in each["nodes"]
        ]

    return check


@pytest.fixture
def window(chromium: Browser, live_server: Any) -> Iterator[Window]:
    """A browser window of one visitor, who brings the rules along."""
    contexts: list[BrowserContext] = []

    def open_window(user: User | None = None) -> Page:
        context = chromium.new_context(
            base_url=live_server.url, viewport=PHONE, locale="lv", reduced_motion="reduce"
        )
        contexts.append(context)
        bring_rules(context)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
