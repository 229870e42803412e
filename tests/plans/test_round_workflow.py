"""The quarter of a plan as actions: drafted, joined and left on the way, closed, opened again."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.errors import ActionRefused
from governance.models import AuditEvent, Reminder
from plans import workflow
from plans.input.update import Tick, UpdateContent
from plans.models import Plan, PlanRound, ProgressUpdate
from plans.rounds.snapshots import digest_of, snapshot_of
from plans.workflow.rounds import draft_updates, join_open_rounds, leave_open_rounds
from tests import factories

State = ProgressUpdate.State


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def say(update, words="Papers went up on time.", *, by, status="on_track", **more):
    content = UpdateContent(status=status, notes=words, **more)
    workflow.save_update(fresh(update), content=content, by=by)
    workflow.submit_update(fresh(update), by=by)
    return fresh(update)


def test_each_live_row_is_drafted_and_its_updater_asked(plan, reporting_round, coordinator):
    draft_updates(reporting_round, plans=[plan], by=coordinator)
    updates = ProgressUpdate.objects.all()
    assert {update.state for update in updates} == {State.NOT_STARTED}
    assert {update.asked.name for update in updates} == {"Governance Officer"}
    assert ProgressUpdate.history.count() == 3


def test_the_coordinator_is_asked_for_a_row_whose_updater_has_left(
    plan, reporting_round, coordinator, officer
):
    officer.role_assignments.update(ends_on=date(2019, 1, 1))
    draft_updates(reporting_round, plans=[plan], by=coordinator)
    assert {update.asked for update in ProgressUpdate.objects.all()} == {coordinator}


def test_a_retired_row_is_not_asked_for(plan, reporting_round, coordinator):
    retire(plan.improvements.first(), coordinator)
    (plan_round,) = draft_updates(reporting_round, plans=[plan], by=coordinator)
    assert plan_round.updates.count() == 2


def retire(row, by):
    type(row).objects.filter(pk=row.pk).update(
        retired_at="2019-09-01T09:00Z", retired_by=by, retired_reason="Merged."
    )


def test_drafting_asks_as_many_queries_for_ten_rows_as_for_one(
    partnership, reporting_round, coordinator
):
    counted = []
    for slug, rows in (("one", 1), ("ten", 10)):
        made = factories.make_plan(partnership, rows=rows, slug=slug)
        made = Plan.objects.select_related("partnership").get(pk=made.pk)
        with CaptureQueriesContext(connection) as queries:
            draft_updates(reporting_round, plans=[made], by=coordinator)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_row_added_mid_round_is_drafted(plan_round, plan, officer):
    row = factories.make_improvement(plan, "4", updater=officer)
    join_open_rounds(row)
    update = plan_round.updates.get(improvement=row)
    assert (update.state, update.asked) == (State.NOT_STARTED, officer)


def test_a_row_retired_mid_round_is_excused_and_comes_back_with_its_words(plan_round, officer):
    update = plan_round.updates.first()
    workflow.save_update(update, content=UpdateContent(notes="Half a sentence"), by=officer)
    leave_open_rounds(update.improvement, reason="Merged with row 2.")
    assert fresh(update).state == State.EXCUSED
    assert "Merged with row 2." in fresh(update).excused_reason
    join_open_rounds(update.improvement)
    assert fresh(update).state == State.DRAFT
    assert fresh(update).notes.get().text == "Half a sentence"


def test_excusing_needs_a_reason_and_leaves_one_event(plan_round, coordinator):
    update = plan_round.updates.first()
    with pytest.raises(ActionRefused, match="Give the reason"):
        workflow.excuse_update(update, reason=" ", by=coordinator)
    workflow.excuse_update(update, reason="The review starts in February.", by=coordinator)
    assert fresh(update).state == State.EXCUSED
    assert AuditEvent.objects.get().verb == "plans.update_exempted"


def test_a_submitted_row_is_not_excused(plan_round, officer, coordinator):
    update = say(plan_round.updates.first(), by=officer)
    with pytest.raises(ActionRefused, match="submitted already"):
        workflow.excuse_update(update, reason="No.", by=coordinator)


def test_excusing_cancels_the_reminder(plan_round, officer, coordinator):
    update = plan_round.updates.first()
    reminder = Reminder.objects.create(
        partnership=plan_round.partnership,
        kind="update_due",
        subject=update,
        recipient=officer,
        due_on=date(2019, 9, 27),
        title="Update",
        link="/",
    )
    workflow.excuse_update(update, reason="Waits.", by=coordinator)
    assert fresh(reminder).cancelled_at is not None


def test_an_excuse_can_be_taken_back(plan_round, coordinator):
    update = plan_round.updates.first()
    workflow.excuse_update(update, reason="Waits.", by=coordinator)
    workflow.ask_after_all(fresh(update), by=coordinator)
    assert (fresh(update).state, fresh(update).excused_reason) == (State.NOT_STARTED, "")


def test_closing_records_silence_and_freezes_the_words(plan_round, officer, coordinator):
    said = say(plan_round.updates.first(), by=officer)
    workflow.close_plan_round(fresh(plan_round), by=coordinator)
    closed = fresh(plan_round)
    assert [update.state for update in closed.updates.order_by("improvement__order")] == [
        State.SUBMITTED,
        State.SILENT,
        State.SILENT,
    ]
    row = closed.snapshot["rows"][0]
    assert row["said"]["notes"][0]["text"] == "Papers went up on time."
    assert row["said"]["status"]["word"] == "On track"
    assert closed.snapshot["rows"][1]["silent_running"] == 1
    assert closed.snapshot_sha256 == digest_of(closed.snapshot)
    improvement = said.improvement
    improvement.statement = [{"kind": "paragraph", "level": 0, "text": "Changed afterwards."}]
    improvement.save()
    assert fresh(plan_round).snapshot["rows"][0]["statement"][0]["text"].startswith("Publish")


def test_closing_the_last_plan_closes_the_quarter(plan_round, partnership, coordinator):
    second = factories.make_plan(partnership, rows=1, slug="second")
    other = factories.make_plan_round(second, plan_round.round)
    workflow.close_plan_round(plan_round, by=coordinator)
    assert fresh(plan_round.round).is_open
    workflow.close_plan_round(fresh(other), by=coordinator)
    assert fresh(plan_round.round).closed_by == coordinator
    assert AuditEvent.objects.count() == 2


def test_a_closed_quarter_is_not_closed_again(plan_round, coordinator):
    workflow.close_plan_round(plan_round, by=coordinator)
    with pytest.raises(ActionRefused, match="closed already"):
        workflow.close_plan_round(fresh(plan_round), by=coordinator)


def test_reopening_gives_silent_rows_and_their_drafts_back(plan_round, officer, coordinator):
    first, second, _ = plan_round.updates.order_by("improvement__order")
    workflow.save_update(first, content=UpdateContent(notes="A draft."), by=officer)
    workflow.close_plan_round(fresh(plan_round), by=coordinator)
    with pytest.raises(ActionRefused, match="reason"):
        workflow.reopen_plan_round(fresh(plan_round), reason="", by=coordinator)
    workflow.reopen_plan_round(fresh(plan_round), reason="A row came late.", by=coordinator)
    assert fresh(first).state == State.DRAFT
    assert fresh(second).state == State.NOT_STARTED
    assert fresh(plan_round).snapshot is None
    assert fresh(plan_round.round).is_open


def test_a_signed_quarter_is_not_reopened(plan_round, coordinator, area_lead):
    workflow.close_plan_round(plan_round, by=coordinator)
    PlanRound.objects.filter(pk=plan_round.pk).update(
        signed_at="2019-10-04T09:00Z", signed_by=area_lead
    )
    with pytest.raises(ActionRefused, match="signed"):
        workflow.reopen_plan_round(fresh(plan_round), reason="Late.", by=coordinator)


def test_a_draft_is_not_in_the_snapshot(plan_round, officer):
    update = plan_round.updates.first()
    workflow.save_update(update, content=UpdateContent(notes="Not for the pack."), by=officer)
    assert "Not for the pack." not in str(snapshot_of(fresh(plan_round)))


def test_silence_counts_running_quarters(plan_round, coordinator):
    workflow.close_plan_round(plan_round, by=coordinator)
    later = factories.make_round(
        plan_round.partnership,
        by=coordinator,
        slug="2019-q3",
        starts_on=date(2019, 10, 1),
        ends_on=date(2019, 12, 31),
        label="Q3 2019-20 (Oct to Dec 2019)",
        due_on=None,
        review_due_on=None,
    )
    second = factories.make_plan_round(plan_round.plan, later)
    workflow.close_plan_round(second, by=coordinator)
    assert {row["silent_running"] for row in fresh(second).snapshot["rows"]} == {2}


def test_where_nobody_reviews_closing_makes_a_tick_final(plan_round, officer, coordinator):
    partnership = plan_round.partnership
    partnership.reviewer_title = ""
    partnership.save()
    update = plan_round.updates.first()
    milestone = update.improvement.milestones.get()
    say(update, by=officer, ticks={milestone.pk: Tick("done", "1 July 2019")})
    assert fresh(milestone).state == "reported"
    workflow.close_plan_round(fresh(plan_round), by=coordinator)
    assert fresh(milestone).state == "done"
