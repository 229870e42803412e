"""A copy of the live database and its way back, by each database's own tools.

A file copy of a SQLite database in use was short or damaged nearly every time it was tried; the
backup API never was.
"""

import os
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.postgresql.client import DatabaseClient

from .archive import BackupRefused

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


def copy_out(target: Path) -> None:
    """Write a whole copy of the default database, as of one moment, to ``target``."""
    _WAYS[connections["default"].vendor][0](target)


def check_copy(source: Path) -> None:
    """Refuse a copy that is damaged, before anything is touched."""
    _WAYS[connections["default"].vendor][1](source)


def copy_in(source: Path) -> None:
    """Make the default database equal to the copy, wholly or not at all."""
    connections["default"].close()
    _WAYS[connections["default"].vendor][2](source)


def _sqlite_name() -> Path:
    return Path(str(connections["default"].settings_dict["NAME"]))


def _sqlite_out(target: Path) -> None:
    source = sqlite3.connect(f"{_sqlite_name().resolve().as_uri()}?mode=ro", uri=True, timeout=20)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        # One file that needs no companion; the live database keeps its own way of writing.
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()
        source.close()


def _sqlite_check(source: Path) -> None:
    copy = sqlite3.connect(source)
    try:
        answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        answer = str(error)
    finally:
        copy.close()
    if answer != "ok":
        raise BackupRefused(f"The database in this backup is damaged: {answer}.")


def _sqlite_in(source: Path) -> None:
    copy = sqlite3.connect(source)
    live = sqlite3.connect(_sqlite_name(), timeout=20)
    try:
        copy.backup(live)
    except sqlite3.OperationalError as error:
        raise BackupRefused(f"Stop the product first: its database is in use ({error}).") from error
    finally:
        live.close()
        copy.close()


def _postgres(program: str, *words: str | Path, names_database: bool = True) -> None:
    settings: dict[str, Any] = connections["default"].settings_dict
    line, extra = DatabaseClient.settings_to_cmd_args_env(settings, [])
    where = line[1:-1] if names_database else []
    database = ["--dbname", line[-1]] if names_database else []
    try:
        result = subprocess.run(
            [program, *where, *database, *map(str, words)],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, **(extra or {})},
        )
    except FileNotFoundError:
        raise BackupRefused(
            f"{program} is not on this machine. Install PostgreSQL's client programs."
        ) from None
    if result.returncode:
        raise BackupRefused(f"{program} refused: {result.stderr.strip()}")


def _postgres_out(target: Path) -> None:
    _postgres("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", target)


def _postgres_check(source: Path) -> None:
    _postgres("pg_restore", "--list", source, names_database=False)


def _postgres_in(source: Path) -> None:
    _postgres(
        "pg_restore",
        *("--clean", "--if-exists", "--no-owner", "--no-privileges"),
        *("--single-transaction", "--exit-on-error", source),
    )


_WAYS: dict[str, tuple[Callable[[Path], None], ...]] = {
    "sqlite": (_sqlite_out, _sqlite_check, _sqlite_in),
    "postgresql": (_postgres_out, _postgres_check, _postgres_in),
}
