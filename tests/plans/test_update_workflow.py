"""An update as actions: saved, sent, taken back; its ticks, new dates, readings and reminders."""

from datetime import date

import pytest

from governance.errors import ActionRefused
from governance.models import AuditEvent, ChangedMeanwhile, Reminder
from plans import workflow
from plans.input.update import NewDate, Tick, UpdateContent
from plans.models import KPI, MilestoneMove, ProgressUpdate
from plans.rounds.no_change import REASONS, Offer, untrue_reasons
from tests import factories

State = ProgressUpdate.State


@pytest.fixture(autouse=True)
def _late_september(on_day):
    on_day(date(2019, 9, 26))


@pytest.fixture
def update(plan_round):
    return plan_round.updates.order_by("improvement__order").first()


@pytest.fixture
def milestone(update):
    return update.improvement.milestones.get()


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def save(update, by, **content):
    values = {"status": "on_track", "notes": "Papers went up on time.", **content}
    workflow.save_update(fresh(update), content=UpdateContent(**values), by=by)


def test_saving_starts_the_draft_and_keeps_each_paragraph(update, officer):
    notes = "Emails: both lists were joined as at 25 June 2019.\n\n- One bullet\n- Two bullets"
    save(update, officer, notes=notes)
    first, second, third = fresh(update).notes.all()
    assert fresh(update).state == State.DRAFT
    assert (first.topic, first.as_at) == ("Emails", date(2019, 6, 25))
    assert first.text == "Emails: both lists were joined as at 25 June 2019."
    assert second.is_bullet and third.text == "Two bullets"


def test_a_stale_version_is_refused_and_nothing_is_overwritten(update, officer, other_officer):
    mine = fresh(update)
    save(update, other_officer, notes="Theirs.")
    with pytest.raises(ChangedMeanwhile):
        workflow.save_update(
            fresh(update), content=UpdateContent(notes="Mine."), version=mine.version, by=officer
        )
    assert fresh(update).notes.get().text == "Theirs."


def test_autosaves_of_one_person_leave_one_event(update, officer, other_officer):
    for words in ("A", "AB", "ABC"):
        workflow.save_update(
            fresh(update), content=UpdateContent(notes=words), autosave=True, by=officer
        )
    assert [event.verb for event in AuditEvent.objects.all()] == ["plans.update_started"]
    workflow.save_update(
        fresh(update), content=UpdateContent(notes="D"), autosave=True, by=other_officer
    )
    assert AuditEvent.objects.count() == 2
    assert ProgressUpdate.history.filter(id=update.pk).count() == 5


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"status": ""}, "Choose how it stands now."),
        ({"status": "at_risk"}, "Say what the issue is"),
        ({"status": "off_track", "reason": "Late."}, "Say whether a date moves."),
        ({"status": "off_track", "reason": "L.", "date_moves": "yes"}, "at least one new date"),
        ({"notes": "  "}, "Write what happened"),
    ],
)
def test_submitting_says_what_is_missing(update, officer, content, sentence):
    save(update, officer, **content)
    with pytest.raises(workflow.NotReady, match=sentence):
        workflow.submit_update(fresh(update), by=officer)
    assert fresh(update).state == State.DRAFT


def test_a_tick_is_reported_at_submission_and_undone_by_withdrawal(update, milestone, officer):
    save(update, officer, ticks={milestone.pk: Tick("done", "9 July 2019")})
    assert fresh(milestone).state == "open"
    workflow.submit_update(fresh(update), by=officer)
    assert (fresh(milestone).state, fresh(milestone).done_on) == ("reported", date(2019, 7, 9))
    workflow.withdraw_update(fresh(update), by=officer)
    assert (fresh(milestone).state, fresh(milestone).done_on) == ("open", None)
    assert fresh(update).milestone_reports.get().done_text == "9 July 2019"


def test_a_tick_without_a_day_is_done_day_not_stated(update, milestone, officer):
    save(update, officer, ticks={milestone.pk: Tick("done")})
    workflow.submit_update(fresh(update), by=officer)
    assert (fresh(milestone).state, fresh(milestone).done_on) == ("reported", None)


def test_work_under_way_goes_back_to_what_it_was(update, milestone, officer):
    save(update, officer, ticks={milestone.pk: Tick("in_progress")})
    workflow.submit_update(fresh(update), by=officer)
    assert fresh(milestone).state == "in_progress"
    workflow.withdraw_update(fresh(update), by=officer)
    assert fresh(milestone).state == "open"


def test_a_new_date_is_asked_for_and_the_old_one_stands(update, milestone, officer):
    save(
        update,
        officer,
        status="off_track",
        reason="The website failed.",
        date_moves="yes",
        moves={milestone.pk: NewDate("by end of January 2020", "The correct takes longer.")},
    )
    workflow.submit_update(fresh(update), by=officer)
    move = MilestoneMove.objects.get()
    assert (move.state, move.to_latest) == ("asked", date(2020, 1, 31))
    assert move.from_latest == fresh(milestone).latest == date(2019, 7, 31)
    workflow.withdraw_update(fresh(update), by=officer)
    assert fresh(move).state == "draft"


def test_readings_are_numbers(update, officer):
    kpi = KPI.objects.create(improvement=update.improvement, text="Papers on time", target=3)
    save(update, officer, readings={kpi.pk: "1,234.5"}, as_at_text="10 September 2019")
    reading = kpi.readings.get()
    assert (float(reading.value), reading.as_at) == (1234.5, date(2019, 9, 10))
    save(update, officer, readings={kpi.pk: ""})
    assert not kpi.readings.exists()


def test_submitting_keeps_the_words_and_cancels_the_reminder(update, officer):
    reminder = Reminder.objects.create(
        partnership=update.partnership,
        kind="update_due",
        subject=update,
        recipient=officer,
        due_on=date(2019, 9, 27),
        title="Update",
        link="/",
    )
    save(update, officer)
    workflow.submit_update(fresh(update), by=officer)
    sent = update.submissions.get()
    assert sent.content["notes"][0]["text"] == "Papers went up on time."
    assert sent.content["status"]["word"] == "On track"
    assert fresh(reminder).cancelled_at is not None


def test_a_submitted_row_is_not_written_any_more(update, officer):
    save(update, officer)
    workflow.submit_update(fresh(update), by=officer)
    with pytest.raises(ActionRefused, match="Withdraw it first"):
        save(update, officer, notes="More.")


def test_several_rows_go_together_or_not_at_all(plan_round, officer):
    first, second, third = plan_round.updates.order_by("improvement__order")
    save(first, officer)
    save(second, officer)
    with pytest.raises(workflow.NotReady, match="Nothing was sent yet"):
        workflow.submit_updates([fresh(first), fresh(third)], by=officer)
    assert fresh(first).state == State.DRAFT
    before = AuditEvent.objects.count()
    workflow.submit_updates([fresh(first), fresh(second)], by=officer)
    assert {fresh(first).state, fresh(second).state} == {State.SUBMITTED}
    assert AuditEvent.objects.count() == before + 1


def earlier_quarters(update, coordinator, reasons):
    months = [(date(2018, 7, 1), date(2018, 9, 30)), (date(2018, 10, 1), date(2018, 12, 31))]
    for place, reason in enumerate(reasons):
        starts_on, ends_on = months[place]
        earlier = factories.make_round(
            update.partnership,
            by=coordinator,
            slug=f"2018-{place}",
            starts_on=starts_on,
            ends_on=ends_on,
            label=f"Earlier {place}",
            due_on=None,
            review_due_on=None,
        )
        plan_round = factories.make_plan_round(update.plan_round.plan, earlier)
        told = plan_round.updates.get(improvement=update.improvement)
        told.status = factories.status(update.partnership, "on_track")
        told.no_change_reason = reason
        told.submit()
        told.save()


def test_no_change_keeps_the_last_status(update, officer, coordinator):
    earlier_quarters(update, coordinator, [""])
    workflow.send_no_change(fresh(update), reason="decision_elsewhere", by=officer)
    sent = fresh(update)
    assert (sent.state, sent.status.key, sent.is_no_change) == (State.SUBMITTED, "on_track", True)


def test_no_change_the_third_time_needs_words(update, officer, coordinator):
    earlier_quarters(update, coordinator, ["decision_elsewhere", "decision_elsewhere"])
    with pytest.raises(ActionRefused, match="a sentence of your own"):
        workflow.send_no_change(fresh(update), reason="decision_elsewhere", by=officer)
    workflow.send_no_change(
        fresh(update),
        reason="decision_elsewhere",
        content=UpdateContent(notes="Still."),
        by=officer,
    )
    assert fresh(update).submissions.get().content["no_change"]["key"] == "decision_elsewhere"


def test_no_change_without_an_earlier_status_asks_for_one(update, officer):
    with pytest.raises(ActionRefused, match="no earlier status"):
        workflow.send_no_change(fresh(update), reason="decision_elsewhere", by=officer)


def test_no_change_beside_a_tick_is_refused(update, milestone, officer):
    save(update, officer, ticks={milestone.pk: Tick("done")})
    with pytest.raises(ActionRefused, match="something changed"):
        workflow.send_no_change(fresh(update), reason="decision_elsewhere", by=officer)


def test_nothing_is_written_after_the_quarter_closed(update, officer, coordinator):
    workflow.close_plan_round(update.plan_round, by=coordinator)
    with pytest.raises(ActionRefused, match="closed"):
        save(update, officer)


def test_no_change_with_another_status_is_refused(update, officer, coordinator):
    earlier_quarters(update, coordinator, [""])
    content = UpdateContent(status="complete")
    with pytest.raises(ActionRefused, match="Last quarter it was “On track”"):
        workflow.send_no_change(fresh(update), reason="another_row", content=content, by=officer)


def test_a_status_never_stated_can_be_stated_without_a_change(update, officer, coordinator):
    earlier_quarters(update, coordinator, [""])
    paper = ProgressUpdate.objects.get(state=State.SUBMITTED)
    paper.status = factories.status(update.partnership, "not_stated")
    paper.save()
    with pytest.raises(ActionRefused, match="no earlier status"):
        workflow.send_no_change(fresh(update), reason="decision_elsewhere", by=officer)
    content = UpdateContent(status="on_track")
    workflow.send_no_change(fresh(update), reason="decision_elsewhere", content=content, by=officer)
    assert fresh(update).state == State.SUBMITTED


def test_no_reason_is_taken_that_the_dates_contradict(update, milestone, officer, coordinator):
    """The milestone was due on 31 July; the quarter runs from July to September."""
    earlier_quarters(update, coordinator, [""])
    for reason in ("nothing_due", "as_planned", "complete"):
        with pytest.raises(ActionRefused, match="was due on 31 July 2019"):
            workflow.send_no_change(fresh(update), reason=reason, by=officer)
        assert fresh(update).state == State.NOT_STARTED
    milestone.latest = date(2020, 3, 31)
    milestone.save()
    workflow.send_no_change(fresh(update), reason="nothing_due", by=officer)
    assert fresh(update).state == State.SUBMITTED


def test_no_change_asks_for_the_reason_that_its_status_needs(update, officer, coordinator):
    earlier_quarters(update, coordinator, [""])
    at_risk = factories.status(update.partnership, "at_risk")
    ProgressUpdate.objects.filter(state=State.SUBMITTED).update(status=at_risk, reason="")
    for content in (None, UpdateContent(status="at_risk")):
        with pytest.raises(ActionRefused, match="this status needs a reason"):
            workflow.send_no_change(
                fresh(update), reason="another_row", content=content, by=officer
            )
    content = UpdateContent(status="at_risk", reason="Two seats are empty.")
    workflow.send_no_change(fresh(update), reason="another_row", content=content, by=officer)
    said = fresh(update).submissions.get().content
    assert (said["status"]["key"], said["reason"]) == ("at_risk", "Two seats are empty.")


def test_the_reason_of_the_earlier_quarter_stands_with_its_status(update, officer, coordinator):
    earlier_quarters(update, coordinator, [""])
    at_risk = factories.status(update.partnership, "at_risk")
    earlier = ProgressUpdate.objects.filter(state=State.SUBMITTED)
    earlier.update(status=at_risk, reason="The venue fell through.")
    content = UpdateContent(status="at_risk")
    workflow.send_no_change(fresh(update), reason="another_row", content=content, by=officer)
    assert fresh(update).reason == "The venue fell through."


@pytest.mark.parametrize(
    ("days", "untrue"),
    [
        ([], set()),
        ([date(2019, 7, 31)], {"nothing_due", "as_planned", "complete"}),
        ([date(2019, 3, 1)], {"nothing_due", "as_planned", "complete"}),
        ([date(2019, 9, 30)], {"nothing_due", "complete"}),
        ([date(2020, 3, 31)], {"complete"}),
    ],
)
def test_a_reason_is_judged_by_the_dates_that_are_open(days, untrue):
    found = untrue_reasons(days, ends_on=date(2019, 9, 30), today=date(2019, 9, 26))
    assert set(found) == untrue
    assert set(Offer(untrue=found).reasons) == set(REASONS) - untrue


def test_an_empty_cell_on_paper_is_no_mistake(update, officer):
    paper = update.plan_round.round
    paper.from_paper = True
    paper.save()
    save(update, officer, status="not_stated", notes="")
    workflow.submit_update(fresh(update), by=officer)
    assert fresh(update).state == State.SUBMITTED
