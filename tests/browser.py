"""A real browser for the journeys: one context per person, and no page with an error in it."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.services import chromium_path

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, started once per process."""
    from playwright.sync_api import sync_playwright

    # The synchronous driver runs an event loop in this thread, which Django takes for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page_for(chromium, live_server, settings) -> Iterator[Callable[..., Any]]:
    """Open a page as a person, signed in, in a context of its own: ``page_for(officer)``.

    Without a person nobody is signed in. At the end the test fails if a page logged an error,
    for instance because the content policy refused a script.
    """
    # Invitations and mails lead to the configured address, never to the one of a request.
    settings.BASE_URL = live_server.url
    contexts = []
    errors: list[str] = []

    def open_page(person=None, *, width: int = 1440, height: int = 1000, **options: Any) -> Any:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale="en-GB",
            timezone_id="Europe/London",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        if person is not None:
            context.add_cookies([_session_of(person, live_server.url)])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: _note(errors, line))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def _session_of(person, address: str) -> dict[str, Any]:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": address,
    }


def _note(errors: list[str], line: Any) -> None:
    # A refused form answers 4xx on purpose; the browser logs the status as an error of its own.
    if line.type == "error" and "the server responded with a status of 4" not in line.text:
        errors.append(line.text)


def axe_violations(page: Any) -> list[str]:
    """Return one line per accessibility rule that the page breaks (WCAG 2.2 AA)."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {violation['help']} ({node['target']})"
        for violation in found
        for node in violation["nodes"]
    ]
