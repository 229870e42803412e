"""Lets the test runner empty tables that the database itself refuses to empty.

Between transactional tests SQLite empties by DELETE, which the audit triggers forbid; they are
taken off for that moment only and put back from their own text.
"""

from uuid import uuid4

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def _own_heads(settings, tmp_path_factory):
    """What a check remembers of an audit log is no other test's business."""
    settings.AUDIT_HEADS_FILE = tmp_path_factory.getbasetemp() / f"heads-{uuid4()}.json"


@pytest.fixture(autouse=True, scope="session")
def emptying_between_tests():
    if connection.vendor != "sqlite":
        yield
        return
    operations = type(connection.ops)
    empty = operations.sql_flush

    def sql_flush(self, *args, **kwargs):
        statements = empty(self, *args, **kwargs)
        if not statements:
            return statements
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        drops = [f"DROP TRIGGER {name}" for name, _ in triggers]
        return [*drops, *statements, *(sql for _, sql in triggers)]

    patch = pytest.MonkeyPatch()
    patch.setattr(operations, "sql_flush", sql_flush)
    yield
    patch.undo()
