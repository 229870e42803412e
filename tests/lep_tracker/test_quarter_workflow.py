"""Opening a quarter of a whole partnership as one action."""

from datetime import date

import pytest

from governance.errors import ActionRefused
from governance.models import AuditEvent, ReportingRound
from lep_tracker.workflow.quarters import open_quarter
from plans.models import ProgressUpdate
from tests import factories

Q3 = {"starts_on": date(2019, 10, 1), "ends_on": date(2019, 12, 31)}


def test_it_makes_the_quarter_its_updates_and_one_event(plan, partnership, coordinator):
    opened = open_quarter(partnership, **Q3, due_on=date(2019, 12, 13), by=coordinator)
    assert (opened.label, opened.slug) == ("Q3 2019-20 (Oct to Dec 2019)", "2019-q3")
    assert ProgressUpdate.objects.count() == 3
    event = AuditEvent.objects.get()
    assert event.verb == "governance.round_opened"
    assert "3 rows in 1 plan" in event.sentence


def test_the_months_are_printed_whatever_the_convention(plan, partnership, coordinator):
    opened = open_quarter(partnership, **Q3, convention="calendar", by=coordinator)
    assert opened.label == "Q4 2019 (Oct to Dec 2019)"


def test_the_label_of_the_paper_keeps_its_own_months_too(plan, partnership, coordinator):
    opened = open_quarter(
        partnership,
        starts_on=date(2020, 9, 1),
        ends_on=date(2020, 12, 31),
        printed_label="Q3",
        by=coordinator,
    )
    assert opened.label == "Q3 (Sep to Dec 2020)"


def test_the_same_quarter_is_not_opened_twice(plan, partnership, coordinator):
    open_quarter(partnership, **Q3, by=coordinator)
    with pytest.raises(ActionRefused, match="there already"):
        open_quarter(partnership, **Q3, by=coordinator)
    assert ReportingRound.objects.count() == 1


def test_another_partnerships_plan_is_refused_and_nothing_is_made(
    plan, other_partnership, coordinator
):
    with pytest.raises(ActionRefused, match="this partnership"):
        open_quarter(other_partnership, **Q3, plans=[plan], by=coordinator)
    assert not ReportingRound.objects.exists()


def test_a_plan_that_does_not_run_in_the_quarter_is_left_out(plan, partnership, coordinator):
    factories.make_plan(
        partnership, slug="next", starts_on=date(2020, 4, 1), ends_on=date(2021, 3, 31)
    )
    opened = open_quarter(partnership, **Q3, by=coordinator)
    assert [part.plan for part in opened.plan_rounds.all()] == [plan]
