"""What the database holds, whole; and rows that the tests of a module share.

``dump`` is asked after nearly every request of the walks over all addresses, so it looks again
only where a statement that may have changed a row was run since it last looked.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
from django.apps import apps
from django.db import connection, transaction

from governance.models import AuditHead

T = TypeVar("T")
APPS = ("governance", "plans", "okrs", "lep_tracker")
TABLES = [
    model._meta.db_table
    for app in APPS
    for model in apps.get_app_config(app).get_models()
    # The head of a chain is made when it is first looked for.
    if model is not AuditHead
]
_CHANGE_NOTHING = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT")


class _Looked:
    """What was last seen, and whether anything may have changed since."""

    rows: dict[str, list[str]] | None = None

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if not str(sql).lstrip().upper().startswith(_CHANGE_NOTHING):
            self.rows = None
        return execute(sql, params, many, context)


_looked = _Looked()


@pytest.fixture(autouse=True)
def look_anew() -> None:
    """The rows of one test end with it, by no statement that could be seen."""
    _looked.rows = None


def dump() -> dict[str, list[str]]:
    """Every row of every table of ours, so that "nothing changed" means nothing."""
    if _looked not in connection.execute_wrappers:
        connection.execute_wrappers.append(_looked)
        _looked.rows = None
    if _looked.rows is None:
        with connection.cursor() as cursor:
            _looked.rows = {table: _rows_of(table, cursor) for table in TABLES}
    return _looked.rows


def _rows_of(table: str, cursor: Any) -> list[str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
    return sorted(map(str, cursor.fetchall()))


class Undone:
    """Whatever happens inside is taken back, so that the next person meets the same world."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(kind, error, trace)


@contextmanager
def made_once(blocker: Any, make: Callable[[], T]) -> Iterator[T]:
    """Rows for all tests of a module: each works in a savepoint of its own that is taken back.

    What is yielded holds model instances; a test that changes them copies it deeply first.
    """
    with blocker.unblock():
        undone = Undone()
        undone.__enter__()
        made = make()
    try:
        yield made
    finally:
        with blocker.unblock():
            undone.__exit__(None, None, None)
