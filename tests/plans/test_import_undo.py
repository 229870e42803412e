"""A whole import is taken back for 30 days, unless something of it was changed since."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection

from governance import clock
from governance.documents.runs import ChangedSince, changed_since, undo_import
from governance.errors import ActionRefused, TransitionNotAllowed
from governance.models import AuditEvent, ChangedMeanwhile, Evidence, ImportRun
from governance.verification.checking import check
from governance.workflow.comments import add_comment
from plans import workflow
from plans.documents.commit import commit_plan
from plans.models import Milestone, Plan
from plans.parts import ROW, ROW_PARTS
from plans.workflow.editing import add_part, edit_part, move_part
from tests import factories

from .placed_plans import make_placed

TABLES = [
    model
    for label in ("governance", "plans")
    for model in apps.get_app_config(label).get_models()
    if not model.__name__.startswith("Historical")
    and model.__name__ not in {"AuditEvent", "AuditHead", "ImportRun"}
]


def counts() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in TABLES}


@pytest.fixture
def run(partnership, coordinator, officer, body):
    return factories.make_run(partnership, by=coordinator, placed=make_placed())


@pytest.fixture
def brought_in(run, coordinator):
    return commit_plan(make_placed(), partnership=run.partnership, run=fresh(run), by=coordinator)


def fresh(run: ImportRun) -> ImportRun:
    return ImportRun.objects.get(pk=run.pk)


def test_a_run_knows_what_became_of_it(run, brought_in, coordinator):
    kept = fresh(run)
    assert (kept.state, kept.subject, kept.committed_by) == ("committed", brought_in, coordinator)
    assert len(kept.made["rows"]["plans.milestone"]) == 6
    event = AuditEvent.objects.about(brought_in).get()
    assert kept.audit_number == event.number
    assert kept.undo_until == clock.today() + timedelta(days=30)


def test_all_of_it_is_taken_away_and_the_file_stays(partnership, coordinator, officer, body):
    before = counts()
    run = factories.make_run(partnership, by=coordinator, placed=make_placed())
    commit_plan(make_placed(), partnership=partnership, run=run, by=coordinator)
    assert counts() != before
    events = AuditEvent.objects.count()
    undo_import(fresh(run), by=coordinator)
    assert counts() == before
    connection.check_constraints()
    kept = fresh(run)
    assert (kept.state, kept.undone_by) == ("undone", coordinator)
    assert bytes(kept.source_bytes).startswith(b"Number,Action")
    assert kept.subject is None
    assert AuditEvent.objects.count() == events + 1
    assert check(partnership).problems == []


def test_what_was_there_before_stays(plan, plan_round, partnership, coordinator):
    before = counts()
    run = factories.make_run(partnership, by=coordinator)
    commit_plan(make_placed(), partnership=partnership, run=run, by=coordinator)
    undo_import(fresh(run), by=coordinator)
    assert counts() == before
    assert Plan.objects.get() == plan


def test_a_quarter_that_another_plan_uses_stays(run, brought_in, coordinator):
    commit_plan(make_placed(), partnership=run.partnership, by=coordinator)
    undo_import(fresh(run), by=coordinator)
    assert run.partnership.rounds.count() == 1
    assert Plan.objects.get().plan_rounds.count() == 1


def test_an_edit_since_is_named_with_its_row_and_its_author(run, brought_in, officer, coordinator):
    milestone = Milestone.objects.get(text="Policy agreed by end of July")
    edit_part(milestone, changes={"text": "Policy agreed and printed"}, by=coordinator)
    with pytest.raises(ChangedSince) as refused:
        undo_import(fresh(run), by=coordinator)
    (change,) = refused.value.changes
    assert change.subject == milestone
    assert change.by == coordinator
    assert change.at is not None
    assert "edited milestone “Policy agreed and printed” of improvement 1" in change.sentence
    assert str(refused.value).startswith("One thing was changed since “plan.csv” was imported")
    assert Plan.objects.filter(pk=brought_in.pk).exists()
    assert fresh(run).is_committed


def test_each_action_is_told_once_the_newest_first(run, brought_in, coordinator):
    first = brought_in.improvements.get(number="1")
    add_part(ROW_PARTS["milestone"], owner=first, changes={"text": "One more"}, by=coordinator)
    move_part(brought_in.improvements.get(number="3"), position=1, theme=None, by=coordinator)
    changes = changed_since(fresh(run))
    said = [change.sentence for change in changes]
    assert "moved improvement 3 to place 1" in said[0]
    assert "added milestone “One more” of improvement 1" in said[1]
    assert len(said) == 2, "neighbours that only made room are not told"


def test_what_was_hung_on_a_row_is_named(run, brought_in, coordinator, officer):
    first = brought_in.improvements.get(number="1")
    add_comment(first, text="Is this so?", addressed_to=officer, by=coordinator)
    add_part(
        ROW_PARTS["evidence"],
        owner=first,
        changes={"title": "Minutes", "reference": "Paper 4"},
        by=coordinator,
    )
    assert Evidence.objects.count() == 1
    said = " ".join(change.sentence for change in changed_since(fresh(run)))
    assert "Minutes" in said
    assert "improvement 1" in said


def test_a_quarter_opened_since_is_named(run, brought_in, coordinator):
    factories.make_plan_round(brought_in, factories.make_round(run.partnership, by=coordinator))
    with pytest.raises(ChangedSince):
        undo_import(fresh(run), by=coordinator)


def test_a_new_row_since_is_named(run, brought_in, coordinator):
    add_part(
        ROW, owner=brought_in, changes={"number": "4", "short_name": "New row"}, by=coordinator
    )
    (change,) = changed_since(fresh(run))
    assert "added improvement 4" in change.sentence


def test_after_thirty_days_it_stays(run, brought_in, coordinator, on_day):
    last = fresh(run).undo_until
    on_day(last + timedelta(days=1))
    with pytest.raises(ActionRefused, match="could be taken back until"):
        undo_import(fresh(run), by=coordinator)
    on_day(last)
    undo_import(fresh(run), by=coordinator)


def test_it_is_taken_back_once_and_brought_in_once(run, brought_in, coordinator):
    with pytest.raises(TransitionNotAllowed, match="imported"):
        commit_plan(make_placed(), partnership=run.partnership, run=fresh(run), by=coordinator)
    undo_import(fresh(run), by=coordinator)
    with pytest.raises(TransitionNotAllowed, match="nothing to take back"):
        undo_import(fresh(run), by=coordinator)


def test_a_reading_mended_meanwhile_is_not_brought_in(run, coordinator):
    stale = fresh(run)
    fresh(run).save()
    with pytest.raises(ChangedMeanwhile):
        commit_plan(make_placed(), partnership=run.partnership, run=stale, by=coordinator)
    assert not Plan.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_fault_in_the_middle_of_taking_back_leaves_everything(
    partnership, coordinator, monkeypatch
):
    from governance.documents import runs

    run = factories.make_run(partnership, by=coordinator)
    commit_plan(make_placed(), partnership=partnership, run=run, by=coordinator)
    before, events = counts(), AuditEvent.objects.count()

    def failing(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(runs, "record", failing)
    with pytest.raises(OSError, match="disk"):
        undo_import(fresh(run), by=coordinator)
    assert counts() == before
    assert AuditEvent.objects.count() == events
    assert fresh(run).is_committed


def test_the_workflow_of_updates_knows_the_written_quarter(run, brought_in):
    """A quarter from paper is closed: nobody is asked for anything in it."""
    assert workflow.join_open_rounds(brought_in.improvements.first()) == []
    assert date(2019, 4, 1) in {one.round.starts_on for one in brought_in.plan_rounds.all()}
