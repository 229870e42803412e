"""A document that is uploaded: kept as it came, read, corrected, kept or set aside."""

import hashlib

import pytest
from django.db import IntegrityError, transaction

from governance import roles
from governance.documents.ledger import Entry, Fidelity, Report
from governance.documents.pieces import Placed
from governance.errors import ActionRefused, TransitionNotAllowed
from governance.models import AuditEvent, ChangedMeanwhile, ImportRun
from governance.workflow import imports
from tests import factories


@pytest.fixture
def run(partnership, coordinator):
    return factories.make_run(partnership, by=coordinator, placed=Placed(kind="report"))


def fresh(run: ImportRun) -> ImportRun:
    return ImportRun.objects.get(pk=run.pk)


def test_a_file_is_kept_byte_for_byte(partnership, coordinator):
    data = b"PK\x03\x04 not really a paper \x00"
    run = imports.receive_document(partnership, name="plan.docx", data=data, by=coordinator)
    kept = fresh(run)
    assert bytes(kept.source_bytes) == data
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert (kept.state, kept.size) == ("waiting", len(data))
    assert AuditEvent.objects.about(run).get().verb == "governance.document_received"


def test_pasted_text_is_kept_as_text(partnership, coordinator):
    run = imports.receive_document(
        partnership, name="", text="Action\tOwner\nPublish\tSecretary", by=coordinator
    )
    assert (run.file_name, run.source_bytes) == ("pasted text", None)
    assert fresh(run).pasted_text.startswith("Action\tOwner")


@pytest.mark.parametrize("content", [{"data": b""}, {"text": " \n "}])
def test_nothing_is_refused(partnership, coordinator, content):
    with pytest.raises(ActionRefused, match="nothing in it"):
        imports.receive_document(partnership, name="x.docx", by=coordinator, **content)
    assert not ImportRun.objects.exists()


def test_reading_tells_how_far_it_is_and_ends_with_the_pieces(partnership, coordinator):
    run = imports.receive_document(partnership, name="a.csv", data=b"a,b", by=coordinator)
    assert imports.begin_reading(run)
    imports.tell_progress(run, step="Placing rows", done=3, total=9)
    assert (fresh(run).steps_done, fresh(run).steps_total) == (3, 9)
    report = Report(
        (Entry("1", "a", "row 1", "placed", ("rows.0",)),), Fidelity(source_characters=1, placed=1)
    )
    placed = Placed(kind="report", title="Report", warnings=["A date looks odd."])
    imports.finish_reading(run, placed=placed, report=report)
    kept = fresh(run)
    assert kept.is_ready
    assert kept.document["title"] == "Report"
    assert kept.entries[0]["to"] == ["rows.0"]
    assert kept.fidelity["lost"] == 0
    assert kept.warnings == ["A date looks odd."]
    assert not imports.begin_reading(run), "a task may run twice"


def test_a_file_that_cannot_be_read_says_why(partnership, coordinator):
    run = imports.receive_document(partnership, name="a.docx", data=b"x", by=coordinator)
    imports.refuse_document(run, problem="a.docx: this is no Word document.")
    assert fresh(run).problem == "a.docx: this is no Word document."
    imports.read_document_again(fresh(run), kind="okrs", by=coordinator)
    assert (fresh(run).state, fresh(run).kind_asked) == ("waiting", "okrs")


def test_two_people_cannot_mend_the_same_reading(run, coordinator):
    imports.save_edits(
        fresh(run), edited=Placed(kind="report", title="One"), version=run.version, by=coordinator
    )
    with pytest.raises(ChangedMeanwhile):
        imports.save_edits(
            fresh(run),
            edited=Placed(kind="report", title="Two"),
            version=run.version,
            by=coordinator,
        )
    assert fresh(run).document["title"] == "One"
    assert fresh(run).proposed["title"] == ""


def test_a_document_is_kept_or_put_aside_once(run, coordinator):
    imports.keep_document(run, by=coordinator)
    assert fresh(run).state == "kept"
    with pytest.raises(TransitionNotAllowed, match="kept as a document"):
        imports.keep_document(run, by=coordinator)
    imports.drop_document(fresh(run), by=coordinator)
    assert fresh(run).state == "dropped"
    with pytest.raises(TransitionNotAllowed):
        imports.drop_document(run, by=coordinator)


def test_a_run_without_its_document_is_refused_by_the_database(partnership, coordinator):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_run(partnership, by=coordinator, source_bytes=b"x").__class__.objects.create(
            partnership=partnership, file_name="x", sha256="", received_by=coordinator
        )


def test_who_may_bring_in_and_who_may_read():
    may = {
        role: {"governance.import_document", "governance.read_importrun"} & held.permissions
        for role, held in roles.ROLES.items()
    }
    assert may[roles.COORDINATOR] == {"governance.import_document", "governance.read_importrun"}
    assert may[roles.AUDITOR] == {"governance.read_importrun"}
    assert not any(
        may[role] for role in roles.ROLES if role not in (roles.COORDINATOR, roles.AUDITOR)
    )
