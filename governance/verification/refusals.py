"""What a check found that refused an action is kept, although the action is rolled back.

A form is one transaction. Where a fault found in the records refuses it, everything is taken back,
and with it the very row that says so; the page of the check would go on saying that nothing was
changed. So what is to be kept is written once more when the transaction is over.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import Any

log = logging.getLogger(__name__)

# Checks the records of a partnership because of a fault that refused an action.
Check = Callable[[Any, str], None]


@dataclass
class _Afterwards:
    check: Check
    acts: list[Callable[[], None]] = field(default_factory=list)


_afterwards: ContextVar[_Afterwards | None] = ContextVar("afterwards", default=None)


@contextmanager
def kept_afterwards(check: Check) -> Iterator[None]:
    """Do, when the block is over and however it ended, what was put off inside it.

    It stands around a transaction, not inside one: around a request, a command, a task of the
    worker. ``check`` is what is done about a fault that ``check_later`` names.
    """
    token = _afterwards.set(_Afterwards(check))
    try:
        yield
    finally:
        held = _afterwards.get()
        _afterwards.reset(token)
        for act in held.acts if held else ():
            try:
                act()
            except Exception:
                # The refusal itself holds and is told; only its row is missing.
                log.exception("What the check found could not be kept.")


def put_off(act: Callable[[], None]) -> None:
    """Leave something for the end of the transaction; nothing is done where nobody waits."""
    if held := _afterwards.get():
        held.acts.append(act)


def check_later(partnership: Any, problem: str) -> None:
    """Have the records checked at the end of the transaction, because of a fault that was met."""
    if held := _afterwards.get():
        held.acts.append(partial(held.check, partnership, problem))
