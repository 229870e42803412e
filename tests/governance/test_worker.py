"""A real worker, started as in production, hears of a tick and sends what is due."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import uuid

import pytest
from celery import Celery
from django.conf import settings

from governance.models import OutgoingMail
from tests.mail_proof import (
    leases_end,
    people_with_a_row_due,
    prove_nothing_is_lost_or_doubled,
)

PATIENCE = 60


@contextlib.contextmanager
def celery_worker(environ, queue):
    words = [sys.executable, "-m", "celery", "--quiet", "--app", "lep_tracker", "worker"]
    options = ["--concurrency", "1", "--without-gossip", "--without-mingle", "-Q", queue]
    process = subprocess.Popen(
        [*words, *options],
        cwd=settings.BASE_DIR,
        env={**environ, "PYTHONWARNINGS": "ignore"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # A group of its own, so that kill -9 takes the children too, as the system does.
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            # Asked politely, it ends what it has begun.
            process.terminate()
            process.wait(PATIENCE)


def call_tick(broker, options, queue) -> None:
    web = Celery(broker=broker, set_as_current=False)
    web.conf.broker_transport_options = options
    with web.connection_for_write() as connection:
        web.send_task("governance.tasks.tick", queue=queue, connection=connection)


def ticks_until_sent(sink, environ, broker, options) -> None:
    people_with_a_row_due(1)
    queue = f"test-{uuid.uuid4().hex}"
    arrived = threading.Semaphore(0)
    sink.at = lambda stage: arrived.release() if stage == "answered" else None
    with celery_worker(environ, queue):
        call_tick(broker, options, queue)
        assert arrived.acquire(timeout=PATIENCE), "the code to sign in did not arrive"
        assert arrived.acquire(timeout=PATIENCE), "the mail of the day did not arrive"
    assert prove_nothing_is_lost_or_doubled(sink, 1) == {"sent": 2}


@pytest.fixture
def folder_broker(tmp_path):
    folder = tmp_path / "queue"
    folder.mkdir()
    options = {
        "data_folder_in": str(folder),
        "data_folder_out": str(folder),
        "control_folder": str(tmp_path / "queue-control"),
    }
    return "filesystem://localhost", options


@pytest.mark.django_db(transaction=True)
def test_on_the_folder_of_one_machine(sink, worker_environ, folder_broker):
    ticks_until_sent(sink, worker_environ, *folder_broker)


@pytest.mark.redis
@pytest.mark.django_db(transaction=True)
def test_on_redis(sink, worker_environ, redis_url):
    environ = {**worker_environ, "CELERY_BROKER_URL": redis_url}
    ticks_until_sent(sink, environ, redis_url, {})


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_a_real_worker_killed_while_it_sends_is_followed_by_another(
    sink, worker_environ, folder_broker
):
    people_with_a_row_due(10)
    kills = int(os.environ.get("LEP_SOAK_WORKER_KILLS", "5"))
    for number in range(kills):
        queue = f"test-{uuid.uuid4().hex}"
        struck = threading.Event()
        with celery_worker(worker_environ, queue) as process:

            def kill(stage, wanted=("mail", "taken")[number % 2], process=process, struck=struck):
                if stage == wanted and not struck.is_set():
                    struck.set()
                    os.killpg(process.pid, signal.SIGKILL)

            sink.at = kill
            call_tick(*folder_broker, queue)
            assert struck.wait(PATIENCE)
            process.wait(PATIENCE)
        leases_end()
    sink.at = lambda stage: None
    queue = f"test-{uuid.uuid4().hex}"
    done = threading.Semaphore(0)
    left = OutgoingMail.objects.exclude(phase__in=["handing_over", "uncertain", "sent"]).count()
    sink.at = lambda stage: done.release() if stage == "answered" else None
    with celery_worker(worker_environ, queue):
        call_tick(*folder_broker, queue)
        for _ in range(left):
            assert done.acquire(timeout=PATIENCE)
    phases = prove_nothing_is_lost_or_doubled(sink, 10)
    assert phases["uncertain"] == kills
