"""Two people at one moment on PostgreSQL: what is decided is what was shown, whoever is first."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections

from governance.errors import ActionRefused
from governance.models import ChangedMeanwhile
from plans import workflow
from plans.input.update import UpdateContent
from plans.models import PlanRound, ProgressUpdate, Submission
from plans.rounds.versions_seen import quarter_as_shown
from tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has one writer at a time."
    ),
]
OTHER = "Papers went up three weeks late."


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def update(plan_round, officer):
    return factories.submit(plan_round.updates.order_by("pk").first(), by=officer)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def at_once(*actions: Callable[[], Any]) -> list[str]:
    """Do several things in as many connections at one moment; what became of each."""
    barrier, outcomes = Barrier(len(actions)), ["" for _ in actions]

    def run(place: int, action: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=20)
            action()
            outcomes[place] = "done"
        except (ActionRefused, ChangedMeanwhile):
            outcomes[place] = "refused"
        except BaseException as error:  # told to the test, whatever it is
            outcomes[place] = repr(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=each) for each in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def send_again(update: ProgressUpdate, by: Any) -> None:
    workflow.withdraw_update(fresh(update), by=by)
    content = UpdateContent(status="on_track", notes=OTHER)
    workflow.save_update(fresh(update), content=content, by=by)
    workflow.submit_update(fresh(update), by=by)


@pytest.mark.parametrize("_time", range(5))
def test_words_sent_again_are_never_accepted_unread(update, officer, area_lead, _time):
    shown = factories.seen_on_review(update)
    outcomes = at_once(
        lambda: workflow.accept_update(fresh(update), seen=shown, by=area_lead),
        lambda: send_again(update, officer),
    )
    assert set(outcomes) <= {"done", "refused"}, outcomes
    standing = fresh(update)
    if standing.state == ProgressUpdate.State.ACCEPTED:
        assert Submission.objects.filter(update=update).count() == 1
        assert standing.reviews.get(published_at__isnull=False).number == 1
    else:
        assert outcomes[0] == "refused"


@pytest.mark.parametrize("_time", range(5))
def test_nothing_is_sent_into_a_quarter_while_it_is_signed(
    plan_round, update, officer, area_lead, _time
):
    workflow.accept_update(fresh(update), by=area_lead)
    second = plan_round.updates.order_by("pk")[1]
    content = UpdateContent(status="on_track", notes=OTHER)
    workflow.save_update(fresh(second), content=content, by=officer)
    shown = quarter_as_shown(fresh(plan_round)).seen
    outcomes = at_once(
        lambda: workflow.sign_plan_round(
            fresh(plan_round), signed_name="Area Lead", seen=shown, by=area_lead
        ),
        lambda: workflow.submit_update(fresh(second), by=officer),
    )
    assert sorted(outcomes) == ["done", "refused"], outcomes
    signed = PlanRound.objects.get(pk=plan_round.pk)
    if signed.is_signed:
        said = {row["ref"]: row["said"] for row in signed.snapshot["rows"]}
        assert said[second.improvement.ref] is None
        assert fresh(second).state == ProgressUpdate.State.DRAFT
