"""What the worker does with a document, and how its reading may end."""

from datetime import timedelta

import pytest

from governance import clock
from governance.models import AuditEvent, ImportRun
from lep_tracker import tasks
from lep_tracker.documents import reading_runs
from lep_tracker.documents.placing import STEPS
from lep_tracker.documents.stored import document_of, lines_of
from lep_tracker.workflow.imports import upload_document
from tests import factories
from tests.lep_tracker.documents.word_plan import plan_in_word

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(partnership, coordinator):
    return upload_document(
        partnership, name="Plan.docx", data=plan_in_word(), plan_year="2019-20", by=coordinator
    )


def test_a_document_is_read_and_placed(waiting):
    tasks.read_import(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.kind_found) == ("ready", "improvement_plan")
    assert [row.number for row in document_of(waiting).rows] == ["1", "2"]
    assert waiting.fidelity["lost"] == 0
    texts = {line.text: line for line in lines_of(waiting)}
    visits = texts["Plan the visits by September 2019"]
    assert (visits.went, visits.table, visits.column) == ("placed", 1, 2)


def test_reading_leaves_no_event(waiting):
    before = AuditEvent.objects.count()
    tasks.read_import(waiting.pk)
    assert AuditEvent.objects.count() == before


def test_twice_does_no_harm(waiting):
    tasks.read_import(waiting.pk)
    waiting.refresh_from_db()
    version = waiting.version
    tasks.read_import(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.version) == ("ready", version)


def test_a_run_that_is_gone_is_nobodys_fault():
    tasks.read_import(987_654)


def test_pasted_text_is_read_too(partnership, coordinator):
    words = "Action\tOwner\tDue\nPublish the papers\tSecretary\tby end May\nWrite\tChair\tJune 2019"
    run = upload_document(partnership, text=words, plan_year="2019-20", by=coordinator)
    tasks.read_import(run.pk)
    run.refresh_from_db()
    assert run.state == "ready" and len(document_of(run).rows) == 2


def test_a_damaged_file_says_why(partnership, coordinator):
    run = upload_document(partnership, name="Plan.docx", data=b"PK no zip", by=coordinator)
    tasks.read_import(run.pk)
    run.refresh_from_db()
    assert run.state == "refused" and run.problem.startswith("Plan.docx")


def test_every_step_is_told_while_it_is_under_way(waiting, monkeypatch):
    told = []
    monkeypatch.setattr(
        reading_runs.runs, "tell_progress", lambda run, **said: told.append((said["step"], said))
    )
    tasks.read_import(waiting.pk)
    assert [step for step, _ in told] == list(STEPS)
    assert told[-1][1]["done"] < told[-1][1]["total"] == len(STEPS)


def test_a_worker_that_was_killed_leaves_a_run_that_is_read_again(waiting, monkeypatch):
    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(reading_runs, "read_and_place", killed)
        with pytest.raises(KeyboardInterrupt):
            tasks.read_import(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == "reading"
    asked = []
    monkeypatch.setattr(tasks.read_import, "delay", asked.append)
    tasks.find_forgotten_imports()
    assert asked == [], "a worker may still be at it"
    long_ago = clock.now() - timedelta(hours=1)
    ImportRun.objects.filter(pk=waiting.pk).update(step_at=long_ago)
    tasks.find_forgotten_imports()
    assert asked == [waiting.pk]
    tasks.read_import(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == "ready"


def test_of_two_workers_the_first_result_counts(waiting, monkeypatch):
    read = reading_runs.read_and_place

    def slow(*args, **kwargs):
        with monkeypatch.context() as patched:
            patched.setattr(reading_runs, "read_and_place", read)
            tasks.read_import(waiting.pk)
        return read(*args, **kwargs)

    monkeypatch.setattr(reading_runs, "read_and_place", slow)
    tasks.read_import(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == "ready"


def test_a_fault_of_ours_is_said_on_the_run(waiting):
    tasks.read_import.on_failure(ValueError("inside"), "task", (waiting.pk,), {}, None)
    waiting.refresh_from_db()
    assert waiting.state == "refused"
    assert "fault in LEP Tracker" in waiting.problem and "inside" not in waiting.problem


def test_known_meetings_give_a_board_its_day(partnership, coordinator, body, reporting_round):
    closed = factories.close_round(reporting_round, by=coordinator)
    pack = factories.make_pack(body, closed, by=coordinator)
    pack.meets_on = closed.ends_on
    pack.save()
    assert reading_runs.meetings_of(partnership) == [(body.name, closed.ends_on)]
