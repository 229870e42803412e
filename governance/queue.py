"""The worker is asked after the save, and nobody's page waits for the queue to answer.

What is asked for is in the database already, and the clock's next tick finds whatever the queue
lost (mails, packs, imports). So a queue that hangs costs a minute, never an answer.
"""

import atexit
import logging
import os
import queue
import threading
import time
from typing import Any

from celery import Task
from django.db import transaction

logger = logging.getLogger(__name__)

# A queue that hangs for an hour must not fill the memory: the tick finds what is dropped.
WAITING = 1000
# A command that ends gives the last requests this long to be handed over.
LAST_SECONDS = 3.0


class _Asker:
    """One thread of a process, started at the first request and again after a fork."""

    def __init__(self) -> None:
        self.waiting: queue.Queue[tuple[Task, Any]] = queue.Queue(maxsize=WAITING)
        self.process = os.getpid()
        threading.Thread(target=self._run, name="queue", daemon=True).start()
        atexit.register(self.finish)

    def _run(self) -> None:
        while True:
            task, key = self.waiting.get()
            try:
                task.apply_async((key,), retry=False)
            except Exception as problem:  # Whatever it is, the next tick asks again.
                logger.warning("The queue does not answer (%s): the next tick asks again.", problem)
            finally:
                self.waiting.task_done()

    def finish(self) -> None:
        """Wait until what was asked for has been handed over, but not for long."""
        until = time.monotonic() + LAST_SECONDS
        while self.waiting.unfinished_tasks and time.monotonic() < until:
            time.sleep(0.01)


_lock = threading.Lock()
_asker: _Asker | None = None


def after_save(task: Task, key: Any) -> None:
    """Ask the worker for ``task`` of one row, once the transaction is in the database.

    ``key`` is the row's primary key. Nothing is raised where the queue does not answer.
    """
    transaction.on_commit(lambda: _ask(task, key), robust=True)


def _ask(task: Task, key: Any) -> None:
    global _asker
    with _lock:
        if _asker is None or _asker.process != os.getpid():
            _asker = _Asker()
    try:
        _asker.waiting.put_nowait((task, key))
    except queue.Full:
        logger.warning("The queue has not answered for a while: the next tick asks again.")
