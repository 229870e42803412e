"""What a check found that refused an action is kept, although the action is rolled back.

A form is one transaction. Where a fault found in the records refuses it, everything is taken back,
and with it the very row that says so; the page of the check would go on saying that nothing was
changed. So what is to be kept is written once more when the transaction is over.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

log = logging.getLogger(__name__)

_waiting: ContextVar[list[Callable[[], None]] | None] = ContextVar("waiting", default=None)


@contextmanager
def kept_afterwards() -> Iterator[None]:
    """Do, when the block is over and however it ended, what was put off inside it.

    It stands around a transaction, not inside one.
    """
    token = _waiting.set([])
    try:
        yield
    finally:
        waiting = _waiting.get() or []
        _waiting.reset(token)
        for act in waiting:
            try:
                act()
            except Exception:
                # The refusal itself holds and is told; only its row is missing.
                log.exception("What the check found could not be kept.")


def put_off(act: Callable[[], None]) -> None:
    """Leave something for the end of the transaction; where nobody waits for it, nothing is done.

    An action of a command or of the worker is not taken back by anybody else.
    """
    waiting = _waiting.get()
    if waiting is not None:
        waiting.append(act)
