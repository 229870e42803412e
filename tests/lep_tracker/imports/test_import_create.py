"""Handing in a file or its text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance import queue
from governance.models import AuditEvent, ImportRun
from lep_tracker.tasks import read_import
from tests.lep_tracker.documents.word_plan import plan_in_word

KIND = {"kind": "auto"}


def a_file(content=None, name="Plan.docx"):
    return SimpleUploadedFile(name, plan_in_word() if content is None else content)


@pytest.fixture
def send(as_, coordinator, partnership, address):
    def post(**data):
        return as_(coordinator).post(address("import_create"), KIND | data)

    return post


def test_a_file_is_kept_and_the_worker_asked(
    send, address, django_capture_on_commit_callbacks, monkeypatch
):
    asked = []
    monkeypatch.setattr(queue, "_ask", lambda task, key: asked.append((task, key)))
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(file=a_file(), plan_year="2019/20")
    run = ImportRun.objects.get()
    assert answer.url == address("import_detail", run)
    assert (run.file_name, run.plan_year, run.state) == ("Plan.docx", "2019-20", "waiting")
    assert bytes(run.source_bytes) == plan_in_word() or run.size > 1000
    assert asked == [(read_import, run.pk)]
    assert AuditEvent.objects.get().verb == "governance.document_received"


def test_pasted_text_is_kept_word_for_word(send):
    words = "Action\tOwner\n  Publish the papers\tSecretary\n"
    assert send(text=words).status_code == 302
    run = ImportRun.objects.get()
    assert run.pasted_text.replace("\r\n", "\n") == words
    assert run.source_bytes is None and run.file_name == "pasted text.txt"


def test_a_newer_issue_names_its_plan(send, plan):
    send(file=a_file(), newer_of=plan.pk)
    assert ImportRun.objects.get().subject == plan


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose a file, or paste the text of one."),
        ({"file": a_file(), "text": "Both"}, "not both"),
        ({"file": a_file(b"")}, "is empty"),
        ({"text": "Words", "plan_year": "last year"}, "Write the year of the plan like"),
        ({"text": "Words", "plan_year": "2019-25"}, "Write the year of the plan like"),
        ({"text": "Words", "kind": "recipe"}, "Choose one from the list."),
        ({"text": "Words", "newer_of": "987654"}, "Choose one from the list."),
    ],
    ids=["nothing", "both", "empty", "no year", "wrong year", "wrong kind", "no such plan"],
)
def test_a_mistake_is_met_with_what_to_do_and_nothing_is_kept(send, data, sentence):
    answer = send(**data)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_pasted_words_are_still_there_after_a_mistake(send):
    answer = send(text="Publish the papers", plan_year="soon")
    assert "Publish the papers" in answer.content.decode()


def test_a_file_that_is_too_large_is_refused_with_its_limit(send, settings):
    settings.UPLOAD_MAX_BYTES = 100
    assert "larger than" in send(file=a_file()).content.decode()
    assert not ImportRun.objects.exists()


def test_a_plan_elsewhere_cannot_be_named(send, other_partnership):
    from tests import factories

    theirs = factories.make_plan(other_partnership, rows=1)
    assert "Choose one from the list." in send(text="Words", newer_of=theirs.pk).content.decode()


def test_officers_may_not_and_outsiders_find_nothing(as_, officer, outsider, address, partnership):
    for method in ("get", "post"):
        assert getattr(as_(officer), method)(address("import_create")).status_code == 403
        assert getattr(as_(outsider), method)(address("import_create")).status_code == 404
