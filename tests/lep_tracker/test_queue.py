"""What web puts on the queue the worker finds, on the folder of one machine and on Redis."""

import runpy

import pytest
from celery import Celery
from django.conf import settings

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
