"""A database of each process's own, with its tables in it in a moment.

On SQLite the tables that the migrations made are kept as a file, named by what was in the
migrations and in the models; the next run copies it. Without a fitting file the migrations run,
as they do on PostgreSQL. What a test changes is in its copy only.
"""

import hashlib
import os
import sqlite3
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

APPS = ("governance", "plans", "okrs", "lep_tracker")
# Permissions and content types are made from models after the migrations.
PARTS = ("migrations", "models")
# The files of a branch worked on an hour ago are worth keeping; those of last month are not.
KEPT = 3


def digest_of(root: Path) -> str:
    """Return what stands for the tables: it changes with every migration, model or Django."""
    found = hashlib.sha256(version("django").encode())
    for app in APPS:
        for part in PARTS:
            for path in sorted((root / app / part).rglob("*.py")):
                found.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return found.hexdigest()[:24]


class ReadyTables:
    """The kept file of this state of the code, and whether this process was given a copy of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept = folder / f"{digest_of(Path(settings.BASE_DIR))}.sqlite3"
        self.was_copied = False

    def copy_to(self, path: Path) -> None:
        if self.kept.exists():
            _copy(self.kept, path)
            self.was_copied = True

    def keep(self, path: Path) -> None:
        """Keep the tables for the next run, whole or not at all: others may do so meanwhile."""
        if self.was_copied:
            return
        unfinished = self.kept.with_suffix(f".{os.getpid()}")
        _copy(path, unfinished)
        unfinished.replace(self.kept)
        oldest_first = sorted(self.folder.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)
        for old in oldest_first[:-KEPT]:
            old.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """Copy a database with what is still in its log beside it."""
    with sqlite3.connect(source) as given, sqlite3.connect(target) as taken:
        given.backup(taken)
    given.close()
    taken.close()


@pytest.fixture(scope="session")
def ready_tables(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> ReadyTables | None:
    """Name this process's test database, and fill it where its tables are kept.

    SQLite gets a file, because several threads on an in-memory database do not queue as they do
    on the real one. PostgreSQL gets a name that no other run on this machine uses.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:8]
    test = settings.DATABASES["default"].setdefault("TEST", {})
    if connection.vendor == "postgresql":
        test["NAME"] = f"leptracker_test_{run}_{worker}"
        return None
    path = tmp_path_factory.mktemp("database") / "test.sqlite3"
    test["NAME"] = str(path)
    tables = ReadyTables(pytestconfig.cache.mkdir("tables"))
    tables.copy_to(path)
    return tables


@pytest.fixture(scope="session")
def django_db_modify_db_settings(ready_tables: ReadyTables | None) -> None:
    """What is asked for before the database is opened."""


@pytest.fixture(scope="session")
def django_db_keepdb(ready_tables: ReadyTables | None, request: pytest.FixtureRequest) -> bool:
    """Take a filled file as it is; the migrations then find nothing to do."""
    return bool(ready_tables and ready_tables.was_copied) or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def django_db_setup(
    ready_tables: ReadyTables | None,
    django_db_setup: None,
) -> None:
    if ready_tables:
        ready_tables.keep(Path(settings.DATABASES["default"]["NAME"]))
