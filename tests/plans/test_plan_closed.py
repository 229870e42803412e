"""The plan page of those who see closed quarters only: as the last one froze it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans import workflow
from plans.input.update import NewDate, Tick
from plans.models import Milestone, PlanRound
from plans.workflow.editing import edit_part
from tests import factories


@pytest.fixture(autouse=True)
def _clock(on_day):
    on_day(date(2019, 10, 7))


@pytest.fixture
def closed(plan, plan_round, officer, coordinator):
    factories.submit(plan_round.updates.get(improvement__ref="1"), by=officer)
    workflow.close_plan_round(PlanRound.objects.get(), by=coordinator)
    return PlanRound.objects.get()


def read(client, plan, query=""):
    url = reverse("plans:plan_detail", args=[plan.partnership.slug, plan.slug])
    return client.get(url + query).content.decode()


def test_it_stands_as_the_quarter_closed(as_, committee_member, plan, closed):
    page = read(as_(committee_member), plan)
    assert "As the quarter closed on 7 October 2019." in page
    assert "Papers went up on time." in page
    assert "No update received." in page
    assert "1 on track" in page


def test_later_edits_do_not_reach_it(as_, committee_member, officer, coordinator, plan, closed):
    words = [{"kind": "paragraph", "level": 0, "text": "Changed since."}]
    edit_part(plan.improvements.get(ref="1"), changes={"statement": words}, by=coordinator)
    page = read(as_(committee_member), plan)
    assert "Changed since." not in page
    assert "Publish papers as a rule, part 1." in page
    assert "Changed since." in read(as_(officer), plan)


def test_filters_work_on_it(as_, committee_member, plan, closed):
    page = read(as_(committee_member), plan, "?status=on_track")
    assert 'id="row-1"' in page
    assert 'id="row-2"' not in page


def test_before_a_quarter_closed_what_an_open_one_reports_is_not_told(
    as_, committee_member, officer, plan, plan_round
):
    milestone = Milestone.objects.get(improvement__ref="1")
    factories.submit(
        plan_round.updates.get(improvement__ref="1"),
        by=officer,
        ticks={milestone.pk: Tick("done", "20 June 2019")},
    )
    assert "reported as complete on 20 June 2019" in read(as_(officer), plan)
    assert "20 June 2019" not in read(as_(committee_member), plan)
    row = plan.improvements.get(ref="1")
    page = as_(committee_member).get(row.get_absolute_url()).content.decode()
    assert "20 June 2019" not in page
    assert Milestone.objects.get(pk=milestone.pk).state == Milestone.State.REPORTED


def test_queries_do_not_grow_with_the_rows(as_, committee_member, coordinator, plan, plan_round):
    for number in range(4, 31):
        row = factories.make_improvement(plan, str(number), theme=plan.themes.first())
        workflow.join_open_rounds(row)
    workflow.close_plan_round(PlanRound.objects.get(), by=coordinator)
    client = as_(committee_member)
    read(client, plan)
    with CaptureQueriesContext(connection) as captured:
        read(client, plan)
    assert len(captured) <= 12


def test_what_an_open_quarter_accepted_is_not_told_before_it_closes(
    as_, committee_member, area_lead, officer, coordinator, plan, plan_round
):
    first, second = Milestone.objects.order_by("improvement__order")[:2]
    factories.submit(
        plan_round.updates.get(improvement=first.improvement),
        by=officer,
        ticks={first.pk: Tick("done", "20 June 2019")},
    )
    factories.submit(
        plan_round.updates.get(improvement=second.improvement),
        by=officer,
        moves={second.pk: NewDate("by end March 2020", "The venue fell through.")},
    )
    for milestone in (first, second):
        workflow.accept_update(
            plan_round.updates.get(improvement=milestone.improvement),
            agree_moves=True,
            by=area_lead,
        )
    pages = [
        read(as_(committee_member), plan),
        *(
            as_(committee_member).get(one.improvement.get_absolute_url()).content.decode()
            for one in (first, second)
        ),
    ]
    for page in pages:
        assert "20 June 2019" not in page
        assert "31 March 2020" not in page
        assert "The venue fell through." not in page
    workflow.close_plan_round(PlanRound.objects.get(), by=coordinator)
    assert "31 March 2020" in read(as_(committee_member), plan)


def test_a_correction_is_told_once_its_quarter_is_closed(
    as_, committee_member, officer, area_lead, coordinator, plan, plan_round
):
    row = plan.improvements.get(ref="1")
    workflow.sign_plan_round(plan_round, signed_name="Area Lead", by=area_lead)
    workflow.add_addendum(plan_round, text="It was 12, not 13.", improvement=row, by=officer)
    client = as_(committee_member)
    assert "It was 12, not 13." not in client.get(row.get_absolute_url()).content.decode()
    workflow.close_plan_round(PlanRound.objects.get(), by=coordinator)
    assert "It was 12, not 13." in client.get(row.get_absolute_url()).content.decode()
