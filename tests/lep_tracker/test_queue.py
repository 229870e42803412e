"""What web puts on the queue the worker finds, on the folder of one machine and on Redis."""

import runpy
import socket
import time
from collections.abc import Callable, Iterator

import pytest
from celery import Celery
from django.conf import settings
from django.db import transaction

from governance import queue as asking
from lep_tracker.celery import app


def _passes(address, options):
    web = Celery(broker=address, set_as_current=False)
    web.conf.broker_transport_options = options
    with (
        web.connection_for_write() as connection,
        connection.SimpleQueue("lep_tracker_test") as queue,
    ):
        queue.clear()
        queue.put({"action": "tick"})
        message = queue.get(timeout=5)
        message.ack()
        assert message.payload == {"action": "tick"}
        with pytest.raises(queue.Empty):
            queue.get(block=False)


@pytest.fixture
def silent_server() -> Iterator[str]:
    """A broker that takes connections and never says a word, as a frozen one does."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(16)
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


def _nothing(key):
    """What a worker would do."""


def until(true: Callable[[], bool]) -> bool:
    last = time.monotonic() + 20
    while time.monotonic() < last and not true():
        time.sleep(0.02)
    return true()


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_queue_that_is_frozen(silent_server, monkeypatch, caplog):
    frozen = Celery(broker=silent_server, set_as_current=False)
    frozen.conf.broker_transport_options = {"socket_timeout": 2, "socket_connect_timeout": 2}
    task = frozen.task(name="anything", shared=False)(_nothing)
    monkeypatch.setattr(asking, "_asker", None)

    began = time.monotonic()
    with transaction.atomic():
        asking.after_save(task, 1)
    took = time.monotonic() - began

    assert until(lambda: "The queue does not answer" in caplog.text)
    # Until the answer was given up two seconds went by; the save had long ended.
    assert took < (time.monotonic() - began) / 2


@transaction.atomic
def _ask_and_fail(task):
    asking.after_save(task, 1)
    raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_asked_after_the_save_and_not_without_one(monkeypatch, tmp_path):
    folder = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path)}
    web = Celery(broker="filesystem://", set_as_current=False)
    web.conf.broker_transport_options = {**folder, "control_folder": str(tmp_path / "control")}
    task = web.task(name="anything", shared=False)(_nothing)
    monkeypatch.setattr(asking, "_asker", None)

    with pytest.raises(ZeroDivisionError):
        _ask_and_fail(task)
    with transaction.atomic():
        asking.after_save(task, 2)
        assert not list(tmp_path.glob("*.msg"))

    assert until(lambda: bool(list(tmp_path.glob("*.msg"))))
    assert asking._asker.waiting.unfinished_tasks <= 1
    assert len(list(tmp_path.glob("*.msg"))) == 1


def test_the_folder_of_one_machine_is_queue_enough(monkeypatch, tmp_path):
    monkeypatch.setenv("LEP_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)
    read = runpy.run_path(str(settings.BASE_DIR / "lep_tracker/settings.py"))
    _passes(read["CELERY_BROKER_URL"], read["CELERY_BROKER_TRANSPORT_OPTIONS"])


@pytest.mark.redis
def test_redis_is_queue_enough(redis_url):
    _passes(redis_url, {})


def test_the_worker_takes_one_task_at_a_time_and_tells_when_it_is_done():
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.timezone == "UTC"
