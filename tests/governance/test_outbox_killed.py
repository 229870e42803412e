"""A worker killed by ``kill -9`` around the hand-over loses and doubles nothing."""

import os
import random
import threading

import pytest

from governance.models import OutgoingMail
from tests.mail_proof import (
    leases_end,
    people_with_a_row_due,
    prove_nothing_is_lost_or_doubled,
)
from tests.mail_sink import STAGES
from tests.mail_worker import Worker

Phase = OutgoingMail.Phase


@pytest.fixture
def worker(worker_environ):
    made = Worker(worker_environ)
    yield made
    made.end()


def work_with_kills(sink, worker, stages) -> int:
    """Let the worker deliver, killed each time the next stage of some mail is reached."""
    killed = 0
    for stage in stages:
        fuse = threading.Event()

        def at(come_to, stage=stage, fuse=fuse):
            if come_to == stage and not fuse.is_set():
                fuse.set()
                worker.kill()

        sink.at = at
        lived = worker.run()
        killed += not lived
        leases_end()
    sink.at = lambda stage: None
    for _ in range(3):
        assert worker.run()
        leases_end()
    return killed


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_each_step_loses_and_doubles_nothing(sink, worker):
    people_with_a_row_due(4)
    killed = work_with_kills(sink, worker, STAGES)
    assert killed == len(STAGES)
    phases = prove_nothing_is_lost_or_doubled(sink, 4)
    # Three steps come before the hand-over or after its end; the others leave it open.
    assert 1 <= phases[Phase.UNCERTAIN] <= len(STAGES)


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_hundreds_of_kills_lose_and_double_nothing(sink, worker):
    kills, people = int(os.environ.get("LEP_SOAK_KILLS", "200")), 400
    people_with_a_row_due(people)
    chance = random.Random(20190924)
    killed = work_with_kills(sink, worker, chance.choices(STAGES, k=kills))
    phases = prove_nothing_is_lost_or_doubled(sink, people)
    print(f"{killed} kills, {sum(sink.count().values())} mails taken, {dict(phases)}")  # noqa: T201
    assert killed >= kills * 0.9


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_kills_at_any_moment_lose_and_double_nothing(sink, worker):
    """Not at a step of the mail but after so many milliseconds, also while envelopes are made."""
    people_with_a_row_due(200)
    chance = random.Random(20190925)
    for _ in range(100):
        timer = threading.Timer(chance.uniform(0.001, 0.4), worker.kill)
        worker.begin()
        timer.start()
        worker.wait()
        timer.cancel()
        leases_end()
    for _ in range(3):
        worker.run()
        leases_end()
    prove_nothing_is_lost_or_doubled(sink, 200)
