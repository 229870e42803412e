"""What an update does to the milestones it speaks of: parts of sending, undoing and accepting.

A tick is *reported* when the update is submitted and *done* when it is accepted; a new date is
*asked for* when it is submitted. All of it is undone when the update comes back.
"""

from governance import clock
from governance.models import User

from ..models import Milestone, MilestoneMove, MilestoneReport, ProgressUpdate

Says = MilestoneReport.Says


def send_reports(update: ProgressUpdate, *, by: User) -> None:
    """With the submission: ticks count as reported, new dates are asked for."""
    for report in _reports(update):
        milestone = report.milestone
        before = str(milestone.state)
        if report.says == Says.DONE and not milestone.is_done:
            milestone.report_done(on=report.done_on)
        elif report.says == Says.IN_PROGRESS and milestone.state == Milestone.State.OPEN:
            milestone.start()
        else:
            continue
        milestone.save()
        report.state_before = before
        report.save()
    for move in update.moves.filter(state=MilestoneMove.State.DRAFT):
        move.ask()
        move.asked_at, move.asked_by = clock.now(), by
        move.save()


def undo_reports(update: ProgressUpdate) -> None:
    """With a withdrawal or a return: everything it said of milestones is taken back."""
    for report in _reports(update).exclude(state_before=""):
        milestone = report.milestone
        if report.says == Says.DONE and milestone.state == Milestone.State.REPORTED:
            milestone.take_back_report()
            if report.state_before == Milestone.State.IN_PROGRESS:
                milestone.start()
            milestone.save()
        elif report.says == Says.IN_PROGRESS and milestone.state == Milestone.State.IN_PROGRESS:
            milestone.stop()
            milestone.save()
        report.state_before = ""
        report.save()
    for move in update.moves.filter(state=MilestoneMove.State.ASKED):
        move.take_back()
        move.asked_at = move.asked_by = None
        move.save()


def confirm_reports(update: ProgressUpdate) -> None:
    """With the acceptance: what was reported as done is done."""
    for report in _reports(update).filter(says=Says.DONE):
        if report.milestone.state == Milestone.State.REPORTED:
            report.milestone.confirm_done()
            report.milestone.save()


def unconfirm_reports(update: ProgressUpdate) -> None:
    """With an acceptance taken back: what this update made done is only reported again."""
    for report in _reports(update).filter(says=Says.DONE).exclude(state_before=""):
        milestone = report.milestone
        if milestone.state == Milestone.State.DONE:
            milestone.reopen()
            milestone.report_done(on=report.done_on)
            milestone.save()


def _reports(update: ProgressUpdate):
    return update.milestone_reports.select_related("milestone").order_by("pk")
