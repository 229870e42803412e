"""The migrations, replayed one after the other, make the tables that the tests run on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import ConnectionHandler

from lep_tracker import databases

TRIGGERS = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT trigger_name, event_object_table, action_statement "
        "FROM information_schema.triggers WHERE trigger_schema = 'public'"
    ),
}


@pytest.mark.django_db
def test_replayed_migrations_make_the_same_tables(tmp_path: Path):
    with an_empty_database(tmp_path) as address:
        migrate(address, tmp_path)
        handler = ConnectionHandler({"default": {**databases.from_address(address)}})
        replayed = handler["default"]
        try:
            assert shape_of(replayed) == shape_of(connection)
        finally:
            replayed.close()


@contextmanager
def an_empty_database(folder: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'replayed.sqlite3'}"
        return
    name = f"{connection.settings_dict['NAME']}_replayed"
    given = connection.settings_dict
    # CREATE DATABASE runs in no transaction, so not on the test's own connection.
    server = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"]}
    known = {key: value for key, value in server.items() if value}
    known |= {"password": given["PASSWORD"]} if given["PASSWORD"] else {}
    with psycopg.connect(dbname="postgres", autocommit=True, **known) as control:
        control.execute(f'CREATE DATABASE "{name}"')
        try:
            host = given["HOST"] if given["HOST"].startswith("/") else ""
            who = f"{given['USER']}:{given['PASSWORD']}@" if given["USER"] else ""
            where = "" if host else f"{given['HOST']}:{given['PORT'] or 5432}"
            yield f"postgresql://{who}{where}/{name}" + (f"?host={host}" if host else "")
        finally:
            control.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def migrate(address: str, folder: Path) -> None:
    """In a process of its own: this one was told that there are no migrations to run."""
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0", "--skip-checks"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "LEP_DATABASE_URL": address, "LEP_DATA_DIR": str(folder)},
        check=True,
        timeout=900,
    )


def shape_of(database: Any) -> dict[str, Any]:
    """Columns, constraints and triggers of our tables, whatever order they were made in."""
    with database.cursor() as cursor:
        look = database.introspection
        shape: dict[str, Any] = {}
        ours = tuple(f"{app}_" for app in ("governance", "plans", "okrs"))
        for table in filter(lambda name: name.startswith(ours), look.table_names(cursor)):
            columns = {
                (column.name, column.type_code, column.display_size, column.null_ok)
                for column in look.get_table_description(cursor, table)
            }
            constraints = sorted(
                _in_words(name, found)
                for name, found in look.get_constraints(cursor, table).items()
                # SQLite's own of a column's kind, counted as it finds them.
                if not name.startswith("__unnamed")
            )
            shape[table] = (sorted(columns, key=str), constraints)
        cursor.execute(TRIGGERS[database.vendor])
        shape["triggers"] = sorted(cursor.fetchall())
    return shape


def _in_words(name: str, found: dict[str, Any]) -> str:
    """A constraint without the names that Django makes up from a hash."""
    kinds = [kind for kind in ("primary_key", "unique", "index", "check") if found[kind]]
    given = name if "check" in kinds or not found["columns"] else ""
    return f"{sorted(map(str, found['columns'] or []))} {kinds} {found['foreign_key']} {given}"
