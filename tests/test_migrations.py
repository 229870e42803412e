"""A new site and one that grew by every single migration have the same tables.

A new site runs the few migrations that make everything at once, as the tests do; a site that
exists ran what those replace.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import ConnectionHandler

from governance.models import AuditEvent
from governance.verification import rows
from governance.verification.checking import check
from lep_tracker.configuration import databases
from plans import workflow
from plans.models import PlanRound, ProgressUpdate
from tests import factories

TRIGGERS = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT trigger_name, event_object_table, action_statement "
        "FROM information_schema.triggers WHERE trigger_schema = 'public'"
    ),
}


@pytest.mark.django_db
def test_single_migrations_make_the_same_tables_as_those_that_replace_them(tmp_path: Path):
    with an_empty_database(tmp_path) as address:
        replay(address, tmp_path)
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


# Run by a Python of its own, because the settings of this one name another database.
REPLAY = """
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
APPS = ("governance", "plans", "okrs")
executor = MigrationExecutor(connection)
executor.loader = MigrationLoader(connection, replace_migrations=False)
disk = executor.loader.disk_migrations
single = {name for key, one in disk.items() if key[0] in APPS for name in one.replaces}
needed = {other for name in single for other in disk[name].dependencies}
executor.migrate(sorted(single - needed))
executor = MigrationExecutor(connection)
executor.migrate(executor.loader.graph.leaf_nodes())
"""


def replay(address: str, folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", REPLAY],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "lep_tracker.settings",
            "LEP_DATABASE_URL": address,
            "LEP_DATA_DIR": str(folder),
        },
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


BEFORE_FROZEN = "0171_quarters_that_collect"


@pytest.mark.django_db(transaction=True)
def test_frozen_quarters_move_as_they_are_and_back(plan_round, officer, coordinator, area_lead):
    """To the byte; what the audit log vouched for before the move is what it finds after it."""
    update = plan_round.updates.first()
    factories.submit(update, by=officer)
    workflow.accept_update(ProgressUpdate.objects.get(pk=update.pk), words="Fair.", by=area_lead)
    plan_round = PlanRound.objects.get(pk=plan_round.pk)
    workflow.sign_plan_round(plan_round, signed_name="Area Lead", by=area_lead)
    workflow.close_plan_round(PlanRound.objects.get(pk=plan_round.pk), by=coordinator)
    signed = PlanRound.objects.get(pk=plan_round.pk)
    open_one = factories.make_plan_round(
        signed.plan,
        factories.make_round(
            signed.partnership,
            slug="2019-q3",
            starts_on=date(2019, 10, 1),
            ends_on=date(2019, 12, 31),
            by=coordinator,
        ),
    )
    event = AuditEvent.objects.get(verb="plans.round_closed")
    in_new = stored("SELECT CAST(snapshot AS text) FROM plans_frozenquarter")
    assert len(in_new) == 1
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes("plans")
    try:
        old = migrated([("plans", BEFORE_FROZEN)]).get_model("plans", "PlanRound")
        in_old = stored("SELECT CAST(snapshot AS text) FROM plans_planround ORDER BY id")
        assert in_old == [*in_new, None]
        columns = [
            field.attname
            for field in old._meta.concrete_fields
            if field.name not in ("id", "version")
        ]
        (values,) = old.objects.filter(pk=signed.pk).values(*columns)
        assert event.fingerprints[f"plans.planround:{signed.pk}"] == rows._fingerprint(values)
    finally:
        migrated(leaves)
    assert stored("SELECT CAST(snapshot AS text) FROM plans_frozenquarter") == in_new
    assert PlanRound.objects.get(pk=signed.pk).snapshot == signed.snapshot
    assert PlanRound.objects.get(pk=open_one.pk).snapshot is None
    found = check(signed.partnership)
    assert (found.problems, found.checked["closed or signed quarter"]) == ([], 1)


def migrated(targets: list[Any]) -> Any:
    """Migrate there and return the models as they were."""
    executor = MigrationExecutor(connection)
    return executor.migrate(targets).apps


def stored(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [value for (value,) in cursor.fetchall()]
