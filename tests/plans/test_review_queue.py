"""The reviewer's queue: what waits over all partnerships, and nothing that is not theirs."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from governance import roles
from governance.models import Comment, RoleAssignment
from governance.workflow import comments
from plans import workflow
from plans.input.update import UpdateContent
from plans.models import ProgressUpdate, Submission
from tests import factories

State = ProgressUpdate.State


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def updates(plan_round):
    return list(plan_round.updates.order_by("improvement__order"))


def page_of(client):
    return client.get(reverse("plans:review_queue"))


def test_what_was_sent_waits_with_its_status_and_due_date(as_, updates, officer, area_lead):
    factories.submit(updates[0], by=officer, status="at_risk", reason="Short of hands.")
    page = page_of(as_(area_lead)).content.decode()
    assert "1 row ready" in page
    assert "Q2 2019-20 (Jul to Sep 2019)" in page
    assert "Friday 4 October 2019" in page
    assert "1. Open papers 1" in page
    assert "2. Open papers 2" not in page
    assert "At risk" in page


def test_a_draft_is_not_in_the_queue(as_, updates, officer, area_lead):
    row = ProgressUpdate.objects.get(pk=updates[0].pk)
    content = UpdateContent(status="on_track", notes="Half a sentence")
    workflow.save_update(row, content=content, by=officer)
    response = page_of(as_(area_lead))
    assert "0 rows ready" in response.content.decode()
    assert "Half a sentence" not in response.content.decode()


def test_answers_to_the_reviewers_questions_are_counted(as_, updates, officer, area_lead):
    sent = factories.submit(updates[0], by=officer)
    question = comments.add_comment(sent, text="Which papers?", by=area_lead)
    assert "answer to you" not in page_of(as_(area_lead)).content.decode()
    comments.add_comment(sent, text="The board's.", thread=question, by=officer)
    page = page_of(as_(area_lead)).content.decode()
    assert "1 answer to your questions" in page
    assert "answer to you" in page.lower()
    comments.resolve_comment(question, by=area_lead)
    assert "answer to you" not in page_of(as_(area_lead)).content.decode().lower()


def test_hints_say_why_to_look(as_, plan, plan_round, updates, coordinator, officer, area_lead):
    before = factories.make_quarter_before(plan, by=coordinator)
    earlier = before.updates.get(improvement=updates[0].improvement)
    factories.submit(earlier, by=officer, status="at_risk", reason="Short of hands.")
    sent = factories.submit(updates[0], by=officer)
    assert "Changed from at risk" in page_of(as_(area_lead)).content.decode()
    workflow.return_update(sent, note="Which papers?", by=area_lead)
    factories.submit(updates[0], by=officer, notes="Board papers.")
    assert "Sent again, changed from at risk" in page_of(as_(area_lead)).content.decode()


def test_unchanged_rows_stand_apart(as_, plan, updates, coordinator, officer, area_lead):
    before = factories.make_quarter_before(plan, by=coordinator)
    for update in before.updates.all():
        factories.submit(update, by=officer)
    factories.submit(updates[0], by=officer)
    page = page_of(as_(area_lead)).content.decode()
    assert "1 says on track, no change" in page
    assert "Read them together" in page


def test_several_partnerships_stand_side_by_side(
    as_, updates, officer, area_lead, other_partnership
):
    factories.submit(updates[0], by=officer)
    RoleAssignment.objects.create(
        user=area_lead, partnership=other_partnership, role=roles.AREA_LEAD
    )
    other_coordinator = factories.make_person("Coordinator", other_partnership, roles.COORDINATOR)
    other_plan = factories.make_plan(other_partnership, rows=1)
    other_round = factories.make_round(other_partnership, by=other_coordinator)
    other = factories.make_plan_round(other_plan, other_round)
    factories.submit(other.updates.get(), by=other_coordinator)
    page = page_of(as_(area_lead)).content.decode()
    assert "2 rows ready" in page
    assert "Other Local Enterprise Partnership: Improvement plan 2019-20" in page


def test_a_quarter_that_is_done_is_offered_for_signing(as_, updates, officer, area_lead):
    workflow.accept_update(factories.submit(updates[0], by=officer), by=area_lead)
    page = page_of(as_(area_lead)).content.decode()
    assert "Sign the quarter" in page


def test_an_empty_queue_says_what_will_appear(as_, area_lead):
    page = page_of(as_(area_lead)).content.decode()
    assert "Nothing to review" in page
    assert "The coordinator of each partnership opens its quarter." in page


def test_where_nobody_reviews_the_page_says_so(as_, updates, officer, area_lead, partnership):
    factories.submit(updates[0], by=officer)
    partnership.reviewer_title = ""
    partnership.save()
    page = page_of(as_(area_lead)).content.decode()
    assert "nobody reviews updates" in page
    assert "/review/" not in page


@pytest.mark.parametrize(
    "who", ["officer", "coordinator", "committee_member", "auditor", "outsider"]
)
def test_only_reviewers_have_a_queue(as_, plan_round, who, request):
    assert page_of(as_(request.getfixturevalue(who))).status_code == 403


def test_posting_to_the_queue_is_refused(as_, area_lead):
    assert as_(area_lead).post(reverse("plans:review_queue")).status_code == 405


def fill(plan_round, number, officer, area_lead):
    """So many rows really rendered, each sent and each with an answered question."""
    plan = plan_round.plan
    sent = factories.submit(
        plan_round.updates.first(), by=officer, status="at_risk", reason="Short of hands."
    )
    plan_round.updates.exclude(pk=sent.pk).delete()
    content = sent.submissions.get().content
    rows = [factories.make_improvement(plan, str(count)) for count in range(4, number + 3)]
    common = {"plan_round": plan_round, "status": sent.status, "state": State.SUBMITTED}
    made = ProgressUpdate.objects.bulk_create(
        ProgressUpdate(improvement=row, **common) for row in rows
    )
    Submission.objects.bulk_create(
        Submission(update=update, number=1, submitted_by=officer, content=content)
        for update in made
    )
    asked = {
        "partnership": plan.partnership,
        "subject_type": ContentType.objects.get_for_model(ProgressUpdate),
    }
    for update in [sent, *made]:
        question = Comment.objects.create(
            subject_id=update.pk, text="Which?", voice="reviewer", written_by=area_lead, **asked
        )
        Comment.objects.create(
            subject_id=update.pk,
            thread=question,
            text="These.",
            voice="lep",
            written_by=officer,
            **asked,
        )


@pytest.mark.parametrize("number", [1, 10, 100])
def test_the_queue_asks_as_many_queries_however_long(
    as_, plan_round, officer, area_lead, number, django_assert_max_num_queries
):
    fill(plan_round, number, officer, area_lead)
    client = as_(area_lead)
    page_of(client)
    with django_assert_max_num_queries(12):
        page = page_of(client).content.decode()
    assert page.count("Answer to you") == number


@pytest.mark.parametrize("number", [1, 10])
def test_the_queue_asks_as_many_queries_over_many_partnerships(
    db, as_, number, django_assert_max_num_queries
):
    reviewer = factories.make_user("Area Lead")
    for count in range(number):
        partnership = factories.make_partnership(slug=f"p{count}", name=f"Partnership {count}")
        RoleAssignment.objects.create(user=reviewer, partnership=partnership, role=roles.AREA_LEAD)
        coordinator = factories.make_person("Coordinator", partnership, roles.COORDINATOR)
        plan = factories.make_plan(partnership, rows=1)
        made = factories.make_plan_round(plan, factories.make_round(partnership, by=coordinator))
        factories.submit(made.updates.get(), by=coordinator)
    client = as_(reviewer)
    page_of(client)
    with django_assert_max_num_queries(12):
        page = page_of(client).content.decode()
    assert f"{number} row{'' if number == 1 else 's'} ready" in page
    assert page.count("1. Open papers 1") == number
