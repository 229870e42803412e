"""The import command: a dry run without a database, pure JSON, and one line when refused."""

import io
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from governance.models import AuditEvent, ImportRun
from lep_tracker.documents.outcome import NOTHING_FOUND
from plans.models import Plan
from tests.lep_tracker.documents.word_plan import minutes_in_word, plan_in_word


@pytest.fixture
def paper(tmp_path):
    file = tmp_path / "plan.docx"
    file.write_bytes(plan_in_word())
    return file


def told_of(file, **options):
    out = io.StringIO()
    options = {"partnership": "any", "json": True, **options}
    call_command("import_document", str(file), stdout=out, **options)
    return json.loads(out.getvalue())


# No test here asks for the database, so that a dry run that opened it would fail.
def test_a_dry_run_prints_one_json_object_without_a_database(paper):
    told = told_of(paper, plan_year="2019-20")
    assert told["kind"] == "improvement_plan"
    assert [row["number"] for row in told["rows"]] == ["1", "2"]
    first = told["rows"][0]["milestones"][0]
    assert (first["due_text"], first["latest"]) == ("by end May", "2019-05-31")
    assert told["fidelity"]["lost"] == 0


def test_a_year_nobody_can_read_is_said(paper):
    assert (
        "“banana” is no year such as 2019-20, so it was left aside."
        in told_of(paper, plan_year="banana")["warnings"]
    )
    assert not any("no year" in one for one in told_of(paper, plan_year="2019/20")["warnings"])


def test_every_word_of_the_paper_stands_in_the_paragraphs(paper):
    told = told_of(paper)
    texts = [one["text"] for one in told["paragraphs"]]
    assert "LEP Leads: Board Secretary" in texts and "Issued in April 2019." in texts


def test_a_table_that_is_no_plan_imports_nothing_and_says_so(tmp_path):
    file = tmp_path / "minutes.docx"
    file.write_bytes(minutes_in_word())
    told = told_of(file)
    assert told["kind"] == "none" and NOTHING_FOUND in told["warnings"]
    assert {one["text"] for one in told["unplaced"]} == {
        *("Who came", "Name", "Seat", "A. Person", "North")
    }
    assert told["fidelity"]["lost"] == 0


def test_in_a_terminal_a_page_is_printed(paper):
    out = io.StringIO()
    call_command("import_document", str(paper), partnership="any", stdout=out, no_color=True)
    assert "plan.docx: improvement plan" in out.getvalue()
    assert "2 rows" in out.getvalue() and "0 are lost" in out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "options", "reason"),
    [
        ("missing.docx", None, {}, "no such file"),
        ("", None, {}, "folder"),
        ("empty.docx", b"", {}, "empty.docx"),
        ("broken.docx", b"PK\x03\x04 and then nothing", {}, "broken.docx"),
        ("plan.docx", plan_in_word(), {"kind": "recipe"}, "no kind of document"),
        ("plan.docx", plan_in_word(), {"partnership": ""}, "--partnership"),
    ],
    ids=["missing", "folder", "empty", "damaged", "wrong kind", "no partnership"],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path, name, content, options, reason):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=reason) as refused:
        told_of(file, **options)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)


def test_a_file_that_is_too_large_is_not_even_opened(paper, settings):
    settings.UPLOAD_MAX_BYTES = 100
    with pytest.raises(CommandError, match="larger than"):
        told_of(paper)


def run(*words):
    """The command as a person runs it, where no database could be reached."""
    nowhere = {"LEP_DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"}
    return subprocess.run(
        [sys.executable, "manage.py", "import_document", *words],
        cwd=settings.BASE_DIR,
        env=os.environ | nowhere,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_shell_gets_nothing_but_json_and_zero(paper):
    done = run(str(paper), "--partnership", "nobody-has-this", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["kind"] == "improvement_plan"


def test_the_shell_gets_one_line_and_two_when_refused(tmp_path):
    damaged = tmp_path / "odd\nname.docx"
    damaged.write_bytes(b"PK but not a zip")
    done = run(str(damaged), "--partnership", "x", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1 and "odd name.docx" in done.stderr


# --- With --commit --------------------------------------------------------------------------------
@pytest.fixture
def site(db, partnership, coordinator):
    return partnership


def test_commit_brings_it_in_through_the_same_actions(site, paper):
    told = told_of(paper, partnership=site.slug, commit=True, plan_year="2019-20")
    plan = Plan.objects.get()
    assert plan.improvements.count() == 2
    assert told["made"]["address"] == plan.get_absolute_url()
    run = ImportRun.objects.get()
    assert (run.state, run.received_by.email) == ("committed", run.committed_by.email)
    verbs = list(AuditEvent.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["governance.document_received", "plans.plan_imported"]


def test_commit_in_a_terminal_says_where_it_stands(site, paper):
    out = io.StringIO()
    call_command("import_document", str(paper), partnership=site.slug, commit=True, stdout=out)
    assert f"Imported: {Plan.objects.get().get_absolute_url()}" in out.getvalue()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"partnership": "nobody-has-this"}, "There is no partnership"),
        ({"by": "nobody@example.org"}, "may not bring documents in"),
    ],
)
def test_a_commit_that_is_refused_leaves_nothing(site, paper, options, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        told_of(paper, **{"partnership": site.slug, "commit": True, **options})
    assert refused.value.returncode == 2
    assert not ImportRun.objects.exists() and not AuditEvent.objects.exists()


def test_an_officer_may_not_commit(site, officer, paper):
    with pytest.raises(CommandError, match="may not bring documents in"):
        told_of(paper, partnership=site.slug, commit=True, by=officer.email)


def test_a_partnership_without_a_coordinator_asks_who(partnership, paper):
    with pytest.raises(CommandError, match="Say who with --by"):
        told_of(paper, partnership=partnership.slug, commit=True)


def test_of_no_kind_nothing_is_committed(site, tmp_path):
    file = tmp_path / "minutes.docx"
    file.write_bytes(minutes_in_word())
    with pytest.raises(CommandError, match="holds nothing that can be imported"):
        told_of(file, partnership=site.slug, commit=True)
    assert not ImportRun.objects.exists()
