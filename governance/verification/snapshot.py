"""Reading many tables as they stood at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Let every query inside see the database of one moment; nothing may be written inside.

    Inside a transaction that is under way already, that transaction is used as it is.
    """
    connection = transaction.get_connection()
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with _reading_only(connection), transaction.atomic():
            yield


def is_one_snapshot() -> bool:
    """Whether everything read now is of one moment; not so in a usual transaction on PostgreSQL."""
    connection = transaction.get_connection()
    if connection.vendor == "sqlite" or not connection.in_atomic_block:
        return bool(connection.in_atomic_block)
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        return bool(cursor.fetchone()[0] == "repeatable read")


@contextmanager
def _reading_only(connection) -> Iterator[None]:
    """A transaction of SQLite that takes no lock: writers do not wait for it.

    Ours begin with the lock of a writer; one that only reads keeps its snapshot without it.
    """
    connection.ensure_connection()
    usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = usual
