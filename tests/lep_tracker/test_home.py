"""Your work: each role sees what waits for it, soonest first, and nothing that is not its own."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance import audit
from governance.models import Comment, Deputy
from lep_tracker.dashboard.inbox_count import inbox_count
from okrs.workflow import draft_check_ins
from plans.models import Improvement, Milestone, ProgressUpdate
from tests import factories
from tests.okrs import objects


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def home(as_, on_day):
    on_day(date(2019, 9, 26))
    return lambda person: text_of(as_(person).get(reverse("home")))


def told(update, key, by):
    """Send an update as if it had been written."""
    update.status = factories.status(update.partnership, key)
    update.submit()
    update.submitted_at, update.submitted_by = update.state_since, by
    update.save()


def test_officer_sees_each_row_with_its_verb_and_day(home, officer, plan_round):
    page = home(officer)
    assert "Update improvement 1" in page
    assert "Tomorrow" in page
    assert "3 things, soonest first" in page
    assert "1 milestone overdue." in page
    assert "Walk through the 3 updates" in page


def test_a_row_of_somebody_else_does_not_wait_for_me(home, other_officer, plan_round):
    assert "Nothing waits for you" in home(other_officer)


def test_a_returned_row_asks_to_be_revised(home, officer, plan_round):
    update = plan_round.updates.first()
    told(update, "on_track", officer)
    update.return_with_note()
    update.save()
    assert "Revise improvement 1" in home(officer)


def test_key_results_wait_too(home, coordinator, partnership, reporting_round):
    objects.make_key_result(objects.make_objective(objects.make_set(partnership)))
    draft_check_ins(reporting_round)
    assert "Check in on KR1" in home(coordinator)


def test_a_reviewer_is_not_told_of_rows_they_wrote_on(home, area_lead, officer, plan_round):
    mine, theirs, _ = plan_round.updates.order_by("pk")
    told(mine, "on_track", area_lead)
    mine.submissions.create(number=1, submitted_by=area_lead, content={})
    told(theirs, "on_track", officer)
    assert "Review 1 row of SSLEP" in home(area_lead)
    assert inbox_count(area_lead, [plan_round.partnership]) == 1


def test_reviewer_is_told_how_many_rows_are_ready(home, area_lead, officer, plan_round):
    assert "Nothing waits for you" in home(area_lead)
    told(plan_round.updates.first(), "on_track", officer)
    assert "Review 1 row of SSLEP" in home(area_lead)


def test_a_question_waits_until_it_is_answered(home, officer, area_lead, plan_round):
    update = plan_round.updates.first()
    question = Comment.objects.create(
        partnership=update.partnership,
        subject=update,
        text="Which districts?",
        addressed_to=officer,
        written_by=area_lead,
        voice="reviewer",
    )
    assert "Which districts?" in home(officer)
    Comment.objects.create(
        partnership=update.partnership,
        subject=update,
        thread=question,
        text="Two of them.",
        written_by=officer,
        voice="lep",
    )
    assert "Which districts?" not in home(officer)


def test_coordinator_watches_the_quarter(home, coordinator, plan_round):
    assert "Watch Q2 2019-20" in home(coordinator)


def test_a_person_without_a_role_is_told_who_gives_one(home, db):
    assert "You have no role yet" in home(factories.make_user())


def test_news_is_told_to_those_it_concerns(home, partnership, coordinator, officer, auditor):
    with transaction.atomic():
        for verb, sentence in [
            ("plans.update_accepted", "{actor} accepted improvement 4."),
            ("plans.round_closed", "{actor} closed the quarter."),
            ("governance.role_given", "{actor} gave a role."),
        ]:
            audit.record(verb, sentence, partnership=partnership, by=coordinator)
    page = home(officer)
    assert "<b>LEP Partnership Manager</b> accepted improvement 4." in page
    assert "gave a role" not in page
    page = home(auditor)
    assert "accepted improvement 4" not in page
    assert "closed the quarter" in page


def test_the_picture_counts_each_row_once(home, officer, coordinator, plan_round):
    first, second, _ = plan_round.updates.all()
    told(first, "on_track", officer)
    told(second, "off_track", officer)
    page = home(coordinator)
    assert "Whole plan" in page
    assert "Not stated" in page
    assert "Off track" in page
    assert "Overdue, 8 weeks late" in page


def test_a_committee_does_not_see_an_open_quarter(home, committee_member, officer, plan_round):
    told(plan_round.updates.first(), "off_track", officer)
    assert "Off track" not in home(committee_member)


@pytest.mark.parametrize("rows", [1, 10, 100])
def test_queries_are_few_however_many_rows(as_, coordinator, partnership, reporting_round, rows):
    plan = factories.make_plan(partnership, rows=rows, updater=coordinator)
    factories.make_plan_round(plan, reporting_round)
    for number in range(rows // 10):
        factories.make_partnership(slug=f"other-{number}")
    client = as_(coordinator)
    client.get(reverse("home"))
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("home")).content.decode()
    assert page.count("Update improvement") == rows == Improvement.objects.count()
    assert Milestone.objects.count() == ProgressUpdate.objects.count() == rows
    assert len(queries) <= 12, [query["sql"][:120] for query in queries]


def test_home_is_a_page_and_not_a_verb(as_, officer):
    assert as_(officer).post(reverse("home")).status_code == 405


def test_a_deputy_has_the_rows_of_whom_they_stand_in_for(
    home, as_, officer, other_officer, partnership, plan_round
):
    Deputy.objects.create(
        partnership=partnership,
        user=officer,
        deputy=other_officer,
        starts_on=date(2019, 9, 20),
        ends_on=date(2019, 9, 27),
    )
    page = home(other_officer)
    assert "Update improvement 1" in page
    assert '<span class="count">3' in page
    tasks = reverse("plans:task_list", args=["sslep", plan_round.plan.slug, "2019-q2"])
    rows = as_(other_officer).get(tasks).context["mine"]
    assert [row.update.improvement.number for row in rows] == ["1", "2", "3"]


def test_a_deputy_has_the_rows_of_whom_they_stand_in_for_there_and_nowhere_else(
    home, officer, other_officer, partnership, other_partnership, plan_round
):
    place = Deputy(partnership=other_partnership, user=officer, deputy=other_officer)
    place.starts_on, place.ends_on = date(2019, 9, 20), date(2019, 9, 30)
    place.save()
    assert "Nothing waits for you" in home(other_officer)
    place.partnership = partnership
    place.save()
    page = home(other_officer)
    assert "Update improvement 1" in page
    assert inbox_count(other_officer, [partnership]) == 3


def test_the_committee_is_not_told_that_a_quarter_opened(
    home, officer, committee_member, coordinator, partnership
):
    words = "{actor} opened the quarter."
    with transaction.atomic():
        audit.record("governance.round_opened", words, partnership=partnership, by=coordinator)
    assert "opened the quarter" in home(officer)
    assert "opened the quarter" not in home(committee_member)
