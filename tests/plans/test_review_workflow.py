"""A review as actions: drafted in private, accepted, returned, taken back; dates agreed or not."""

from datetime import date

import pytest

from governance.errors import ActionRefused
from governance.models import AuditEvent, ChangedMeanwhile, Reminder
from plans import workflow
from plans.input.update import NewDate, Tick
from plans.models import Milestone, MilestoneMove, ProgressUpdate, Review
from tests import factories

State = ProgressUpdate.State
CONTENT = {"status": "on_track", "notes": "Papers went up on time."}


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def updates(plan_round):
    return list(plan_round.updates.order_by("improvement__order"))


@pytest.fixture
def milestone(updates):
    return updates[0].improvement.milestones.get()


@pytest.fixture
def sent(updates, officer):
    return factories.submit(updates[0], by=officer)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def events():
    return list(AuditEvent.objects.order_by("number").values_list("verb", flat=True))


def test_a_draft_view_is_private_and_says_so_once(sent, area_lead):
    before = len(events())
    for words in ["Strong.", "Strong appointments."]:
        workflow.save_review(fresh(sent), words=words, autosave=True, by=area_lead)
    review = Review.objects.get()
    assert review.words == "Strong appointments."
    assert review.published_at is None
    assert not Review.objects.published().exists()
    assert events()[before:] == ["plans.review_started"]


def test_accepting_publishes_the_view_and_makes_ticks_final(updates, milestone, officer, area_lead):
    ticks = {milestone.pk: Tick("done", "19 September 2019")}
    sent = factories.submit(updates[0], by=officer, ticks=ticks)
    assert fresh(milestone).state == Milestone.State.REPORTED
    before = len(events())
    workflow.accept_update(fresh(sent), words="Well done.", by=area_lead)
    review = Review.objects.get()
    assert fresh(sent).state == State.ACCEPTED
    assert (review.decision, review.status.key) == ("accepted", "on_track")
    assert review.published_by == area_lead
    assert fresh(milestone).state == Milestone.State.DONE
    assert fresh(milestone).done_on == date(2019, 9, 19)
    assert events()[before:] == ["plans.update_accepted"]


def test_a_different_status_needs_its_reason(sent, area_lead):
    with pytest.raises(workflow.ReviewIncomplete, match="Say why your status differs"):
        workflow.accept_update(fresh(sent), status="off_track", by=area_lead)
    assert fresh(sent).state == State.SUBMITTED
    assert not Review.objects.exists()
    workflow.accept_update(
        fresh(sent), status="off_track", why_differ="The day has passed.", by=area_lead
    )
    assert Review.objects.get().why_differ == "The day has passed."


def test_the_reason_is_not_kept_where_the_two_agree(sent, area_lead):
    workflow.accept_update(fresh(sent), status="on_track", why_differ="Stale.", by=area_lead)
    assert Review.objects.get().why_differ == ""


def ask_for_a_date(update, milestone, officer):
    moves = {milestone.pk: NewDate("by 31 January 2020", "Two seats are still empty.")}
    return factories.submit(
        update,
        by=officer,
        status="off_track",
        reason="Seats are empty.",
        date_moves="yes",
        moves=moves,
    )


def test_a_new_date_stands_only_when_it_is_agreed(updates, milestone, officer, area_lead):
    sent = ask_for_a_date(updates[0], milestone, officer)
    move = MilestoneMove.objects.get()
    assert fresh(milestone).latest == date(2019, 7, 31)
    with pytest.raises(workflow.ReviewIncomplete, match="Say whether you agree the new date"):
        workflow.accept_update(fresh(sent), by=area_lead)
    workflow.accept_update(fresh(sent), dates={move.pk: "agree"}, by=area_lead)
    now = fresh(milestone)
    assert (now.due_text, now.latest) == ("by 31 January 2020", date(2020, 1, 31))
    assert (now.original_due_text, now.original_latest) == ("by end of July", date(2019, 7, 31))
    assert fresh(move).state == MilestoneMove.State.AGREED
    assert fresh(move).decided_by == area_lead


def test_a_new_date_that_is_not_agreed_leaves_the_old_one(updates, milestone, officer, area_lead):
    sent = ask_for_a_date(updates[0], milestone, officer)
    workflow.accept_update(fresh(sent), agree_moves=False, by=area_lead)
    assert fresh(milestone).latest == date(2019, 7, 31)
    assert fresh(milestone).original_latest is None
    assert MilestoneMove.objects.get().state == MilestoneMove.State.DECLINED


def test_returning_needs_a_note_and_takes_everything_back(updates, milestone, officer, area_lead):
    sent = ask_for_a_date(updates[0], milestone, officer)
    with pytest.raises(workflow.ReviewIncomplete, match="Write what should change"):
        workflow.return_update(fresh(sent), note=" ", by=area_lead)
    before = len(events())
    workflow.return_update(fresh(sent), note="Which seats?", by=area_lead)
    assert fresh(sent).state == State.RETURNED
    assert MilestoneMove.objects.get().state == MilestoneMove.State.DRAFT
    review = Review.objects.get()
    assert (review.decision, review.note) == ("returned", "Which seats?")
    assert review.published_at
    assert events()[before:] == ["plans.update_returned"]


def test_a_returned_tick_is_open_again(updates, milestone, officer, area_lead):
    sent = factories.submit(updates[0], by=officer, ticks={milestone.pk: Tick("done", "")})
    workflow.return_update(fresh(sent), note="When?", by=area_lead)
    assert fresh(milestone).state == Milestone.State.OPEN


def test_the_next_submission_gets_a_view_of_its_own(sent, officer, area_lead):
    workflow.return_update(fresh(sent), note="Which papers?", by=area_lead)
    factories.submit(sent, by=officer, notes="Board papers went up on time.")
    workflow.accept_update(fresh(sent), words="Clear now.", by=area_lead)
    assert list(Review.objects.values_list("number", "decision", "note")) == [
        (1, "returned", "Which papers?"),
        (2, "accepted", ""),
    ]


def test_an_acceptance_can_be_taken_back_with_all_it_did(updates, milestone, officer, area_lead):
    sent = ask_for_a_date(updates[0], milestone, officer)
    workflow.accept_update(fresh(sent), words="Fair.", agree_moves=True, by=area_lead)
    before = len(events())
    workflow.take_back_acceptance(fresh(sent), by=area_lead)
    now = fresh(milestone)
    assert (now.due_text, now.latest, now.original_latest) == (
        "by end of July",
        date(2019, 7, 31),
        None,
    )
    assert MilestoneMove.objects.get().state == MilestoneMove.State.ASKED
    assert fresh(sent).state == State.SUBMITTED
    assert Review.objects.get().published_at is None
    assert Review.objects.get().words == "Fair."
    assert events()[before:] == ["plans.acceptance_taken_back"]
    workflow.accept_update(fresh(sent), agree_moves=True, by=area_lead)
    assert fresh(milestone).latest == date(2020, 1, 31)


def test_a_tick_is_only_reported_again_when_acceptance_is_taken_back(
    updates, milestone, officer, area_lead
):
    ticks = {milestone.pk: Tick("done", "19 September 2019")}
    sent = factories.submit(updates[0], by=officer, ticks=ticks)
    workflow.accept_update(fresh(sent), by=area_lead)
    workflow.take_back_acceptance(fresh(sent), by=area_lead)
    assert fresh(milestone).state == Milestone.State.REPORTED
    assert fresh(milestone).done_on == date(2019, 9, 19)


def test_who_returns_a_row_without_a_status_says_none(sent, area_lead):
    workflow.return_update(fresh(sent), note="Which?", by=area_lead)
    assert Review.objects.get().status is None


@pytest.mark.parametrize("chosen", ["at_risk", "on_track"])
def test_a_status_that_was_chosen_stays_on_what_a_reviewer_returns(sent, area_lead, chosen):
    """Also the partnership's own word, where the reviewer chose it."""
    workflow.return_update(
        fresh(sent), note="Which?", status=chosen, why_differ="Two are open.", by=area_lead
    )
    assert Review.objects.get().status.key == chosen


def test_a_status_shared_by_accepting_is_not_chosen_for_a_return(sent, area_lead):
    workflow.accept_update(fresh(sent), by=area_lead)
    workflow.take_back_acceptance(fresh(sent), by=area_lead)
    assert Review.objects.get().status is None


def test_a_status_of_their_own_stays_when_acceptance_is_taken_back(sent, area_lead):
    workflow.accept_update(fresh(sent), status="at_risk", why_differ="Open.", by=area_lead)
    workflow.take_back_acceptance(fresh(sent), by=area_lead)
    assert Review.objects.get().status.key == "at_risk"


@pytest.mark.parametrize("action", ["save_review", "accept_update", "return_update"])
def test_only_what_was_sent_can_be_reviewed(action, updates, area_lead):
    note = {"note": "Why?"} if action == "return_update" else {}
    with pytest.raises(ActionRefused, match="not started"):
        getattr(workflow, action)(fresh(updates[0]), by=area_lead, **note)
    assert events() == []


def test_two_reviewers_do_not_overwrite_each_other(sent, area_lead, partnership):
    second = factories.make_reviewer(partnership)
    first_read = workflow.save_review(fresh(sent), words="Mine.", by=area_lead).version
    workflow.save_review(fresh(sent), words="Theirs.", version=first_read, by=second)
    with pytest.raises(ChangedMeanwhile):
        workflow.accept_update(fresh(sent), words="Mine again.", version=first_read, by=area_lead)
    assert Review.objects.get().words == "Theirs."
    assert fresh(sent).state == State.SUBMITTED


def test_a_view_begun_twice_at_once_has_one_winner(sent, area_lead, partnership):
    workflow.save_review(fresh(sent), words="First.", version=0, by=area_lead)
    second = factories.make_reviewer(partnership)
    with pytest.raises(ChangedMeanwhile):
        workflow.save_review(fresh(sent), words="Second.", version=0, by=second)
    assert Review.objects.get().words == "First."


def test_accepting_ends_the_reminders_about_the_row(sent, area_lead, partnership):
    Reminder.objects.create(
        partnership=partnership,
        kind="review_due",
        subject=sent,
        recipient=area_lead,
        due_on=date(2019, 10, 4),
        title="Review improvement 1",
        link="/reviews/",
    )
    workflow.accept_update(fresh(sent), by=area_lead)
    assert not Reminder.objects.waiting().exists()


# --- Accepting together --------------------------------------------------------------------------
@pytest.fixture
def with_a_quarter_before(plan, plan_round, coordinator, officer):
    before = factories.make_quarter_before(plan, by=coordinator)
    for update in before.updates.all():
        factories.submit(update, by=officer)
    return before


def test_unchanged_rows_are_taken_together(
    with_a_quarter_before, plan_round, updates, officer, area_lead
):
    factories.submit(updates[0], by=officer)
    factories.submit(updates[1], by=officer, notes="Two papers were late.")
    workflow.send_no_change(fresh(updates[2]), reason="decision_elsewhere", by=officer)
    before = len(events())
    workflow.accept_unchanged(plan_round, by=area_lead)
    assert [fresh(update).state for update in updates] == ["accepted", "submitted", "accepted"]
    assert events()[before:] == ["plans.updates_accepted"]
    assert "1, 3." in AuditEvent.objects.order_by("-number").first().sentence
    assert {review.status.key for review in Review.objects.published()} == {"on_track"}


def test_a_row_with_a_tick_or_an_amber_word_is_not_unchanged(
    with_a_quarter_before, plan_round, updates, milestone, officer, area_lead
):
    factories.submit(updates[0], by=officer, ticks={milestone.pk: Tick("in_progress")})
    factories.submit(updates[1], by=officer, status="at_risk", reason="Short of hands.")
    with pytest.raises(ActionRefused, match="No row that waits for you"):
        workflow.accept_unchanged(plan_round, by=area_lead)


def test_without_a_quarter_before_nothing_is_unchanged(sent, plan_round, area_lead):
    with pytest.raises(ActionRefused):
        workflow.accept_unchanged(plan_round, by=area_lead)


# --- New dates where nobody reviews --------------------------------------------------------------
def test_the_coordinator_agrees_dates_where_nobody_reviews(
    updates, milestone, officer, coordinator, partnership
):
    ask_for_a_date(updates[0], milestone, officer)
    move = MilestoneMove.objects.get()
    with pytest.raises(ActionRefused, match="the Area Lead agrees new dates"):
        workflow.decide_move(move, agree=True, by=coordinator)
    partnership.reviewer_title = ""
    partnership.save()
    before = len(events())
    workflow.decide_move(MilestoneMove.objects.get(), agree=True, by=coordinator)
    assert fresh(milestone).latest == date(2020, 1, 31)
    assert events()[before:] == ["plans.move_agreed"]
    with pytest.raises(ActionRefused, match="agreed"):
        workflow.decide_move(MilestoneMove.objects.get(), agree=False, by=coordinator)


def test_nobody_reviews_where_there_is_no_reviewer(sent, partnership, area_lead):
    partnership.reviewer_title = ""
    partnership.save()
    with pytest.raises(ActionRefused, match="Nobody reviews"):
        workflow.accept_update(fresh(sent), by=area_lead)
