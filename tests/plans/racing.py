"""A second browser, for tests of two people at one moment: a thread with its own connection."""

from collections.abc import Callable
from threading import Thread
from typing import Any

from django.db import connections


def in_another_transaction(action: Callable[..., Any], *given: Any) -> None:
    """Do something in another connection, and come back once it is committed."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            action(*given)
        except BaseException as error:  # told to the test, whatever it is
            failed.append(error)
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    thread.join(timeout=20)
    if thread.is_alive():
        raise AssertionError("The other transaction waits for this one.")
    if failed:
        raise failed[0]
