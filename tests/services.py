"""What the tests run on: their own data folder, and the servers that are or are not there.

A test that needs a server is marked ``postgres``, ``redis`` or ``browser``. Where the server is
missing the test is left out with one sentence, or fails with it under ``REQUIRE_SERVICES=1``.
On PostgreSQL only tests that hold rows run: the others have run on SQLite already.
"""

import functools
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

REDIS_URL = os.environ.get("LEP_TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@functools.cache
def chromium_path() -> str | None:
    """Return the browser of this machine."""
    named = os.environ.get("LEP_TEST_CHROMIUM")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


@functools.cache
def redis_answers() -> bool:
    parts = urlsplit(REDIS_URL)
    try:
        socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 6379), 1).close()
    except OSError:
        return False
    return True


def database_is_postgres() -> bool:
    return connection.vendor == "postgresql"


# Marker: is it there, and what to do when it is not.
SERVICES: dict[str, tuple[Callable[[], object], str]] = {
    "browser": (
        chromium_path,
        "Chromium was not found. Install it, or set LEP_TEST_CHROMIUM.",
    ),
    "redis": (redis_answers, "Redis does not answer. Start it, or set LEP_TEST_REDIS_URL."),
    "postgres": (
        database_is_postgres,
        "This test needs PostgreSQL as its database. Use make test, or set LEP_DATABASE_URL.",
    ),
}


def pytest_configure(config: pytest.Config) -> None:
    """Turn the settings to what tests want, before the first test reads them."""
    # Slow hashing protects passwords; in tests it only costs time.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Else every test client reads the list of all static files before its first request.
    settings.WHITENOISE_AUTOREFRESH = True
    # The shared cache counts sign-ins; here each test starts with an empty one of its process.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    # Nobody listens: a task that is due leaves no file behind.
    settings.CELERY_BROKER_URL = "memory://"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {}
    hypothesis.settings.register_profile("site", deadline=None, derandomize=True)
    hypothesis.settings.load_profile("site")


# What a test asks for when it holds rows.
_HOLDS_ROWS = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what holds no row: reading a document is the same on any database."""
    if not database_is_postgres():
        return
    kept = [item for item in items if _holds_rows(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _holds_rows(item: pytest.Item) -> bool:
    # What is left out of the round on SQLite runs here whole.
    if any(item.get_closest_marker(name) for name in ("django_db", "postgres", "walk")):
        return True
    if issubclass(getattr(item, "cls", None) or object, TransactionTestCase):
        return True
    return bool(_HOLDS_ROWS & set(getattr(item, "fixturenames", ())))


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (is_there, sentence) in SERVICES.items():
        if item.get_closest_marker(marker) and not is_there():
            if os.environ.get("REQUIRE_SERVICES") == "1":
                pytest.fail(sentence, pytrace=False)
            pytest.skip(sentence)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, settings) -> None:
    """Keep uploads, mail and packs of one test out of the next and out of the tree."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    yield
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def redis_url() -> str:
    return REDIS_URL
