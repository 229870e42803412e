"""No printed status becomes a statement about a person, whichever way a paper comes in."""

import csv
import io
import json
import re

import docx
import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from governance.documents.runs import undo_import
from governance.models import AuditEvent, ImportRun
from governance.packs import MEMBERS
from governance.workflow.packs import request_pack
from lep_tracker.documents.placing import read_and_place
from lep_tracker.documents.seen_runs import seen_for_commit
from lep_tracker.documents.stored import document_of
from lep_tracker.workflow.imports import commit_run, import_at_once
from plans.documents.files import written
from plans.documents.quarter_on_paper import quarter_on_paper
from plans.documents.taking_out import plan_on_paper
from plans.models import Plan, ProgressUpdate
from plans.packs import sections
from plans.rounds.printed_status import NOTHING_ON_PAPER
from plans.visibility import OF_OPERATOR
from tests.lep_tracker.documents.runs import make_read_run
from tests.lep_tracker.imports.test_import_row import _typed

# What is printed, and the standing it may take; None where nobody can know.
WORDS = {
    "G": "on_track",
    "Green": "on_track",
    "On track": "on_track",
    "on  TRACK": "on_track",
    "A": "at_risk",
    "Amber": "at_risk",
    "At risk": "at_risk",
    "RED": "off_track",
    "R": "off_track",
    "Off track": "off_track",
    "Overdue": "off_track",
    "Complete": "complete",
    "Completed": "complete",
    "Done": "complete",
    "100%": "complete",
    **dict.fromkeys(["B", "Blue", "Not started", "In progress", "Y", "N", "60%", "n/a"]),
    **dict.fromkeys(["TBC", "Purple", "Amber/Green", "\N{LARGE GREEN CIRCLE}", "\N{CHECK MARK}"]),
    **dict.fromkeys(["On hold", "Grey", "Superseded", "?", "W", "See note", "Ongoing"]),
}
HEADS = ["Ref", "Action", "Lead", "Due", "RAG"]
# One row prints nothing at all.
ROWS = [
    [str(at), f"Correct part {at} of the long wall", "Estates Manager", "30 June 2019", word]
    for at, word in enumerate([*WORDS, ""], start=1)
]
BLANK = str(len(ROWS))
ABOUT_A_PERSON = re.compile(
    r"was asked|no update received|\bsilent\b|nothing is written|no words given|not reviewed",
    re.IGNORECASE,
)


def as_csv() -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *ROWS])
    return out.getvalue().encode()


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in [HEADS, *ROWS]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_docx() -> bytes:
    paper = docx.Document()
    paper.add_heading("Action plan 2019-20")
    table = paper.add_table(rows=0, cols=len(HEADS))
    for row in [HEADS, *ROWS]:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def as_text() -> bytes:
    return "\n".join("\t".join(row) for row in [HEADS, *ROWS]).encode()


WAYS = {"plan.docx": as_docx, "plan.xlsx": as_xlsx, "plan.csv": as_csv, "plan.txt": as_text}


def brought_in(name, partnership, by, **answers) -> Plan:
    data = WAYS[name]()
    outcome = read_and_place(name, data, kind="action_plan", plan_year="2019-20")
    run = import_at_once(
        partnership,
        outcome,
        data=data,
        kind="action_plan",
        plan_year="2019-20",
        status_words=answers or None,
        by=by,
    )
    return run.subject


@pytest.fixture(params=WAYS)
def imported(request, partnership, coordinator):
    return brought_in(request.param, partnership, coordinator)


def rows_of(plan):
    updates = ProgressUpdate.objects.filter(plan_round__plan=plan).select_related("status")
    return {one.improvement.number: one for one in updates.select_related("improvement")}


def text(response) -> str:
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(words.split())


def pages(client, plan):
    plan_round = plan.plan_rounds.get()
    yield client.get(plan.get_absolute_url())
    yield client.get(plan_round.get_absolute_url())
    for row in plan.improvements.order_by("order"):
        yield client.get(row.get_absolute_url())


def test_a_word_becomes_what_it_means_or_stays_as_it_is_printed(imported):
    found = rows_of(imported)
    assert len(found) == len(ROWS)
    for number, _, _, _, word in ROWS:
        update = found[number]
        assert update.asked is None, "a paper asks nobody"
        assert update.status_as_printed == " ".join(word.split())
        assert (update.status.standing if update.status else None) == WORDS.get(word), word
        assert update.state == ("submitted" if word else "not_printed")


# The rows are the same whatever file they came in, as the test above holds.
@pytest.mark.parametrize("imported", ["plan.docx"], indirect=True)
def test_no_page_says_of_anybody_that_they_were_asked_or_silent(
    as_, coordinator, officer, area_lead, auditor, imported
):
    for reader in (coordinator, officer, area_lead, auditor):
        words = text(as_(reader).get(imported.get_absolute_url()))
        assert not (m := ABOUT_A_PERSON.search(words)), words[m.start() - 80 : m.end() + 40]
    for page in pages(as_(coordinator), imported):
        assert page.status_code == 200
        words = text(page)
        assert not (m := ABOUT_A_PERSON.search(words)), words[m.start() - 80 : m.end() + 40]
    board = as_(coordinator).get(imported.plan_rounds.get().get_absolute_url()).context["board"]
    assert {row.waits_for for row in board.rows} == {"Nobody"}


def test_a_printed_word_is_a_filter_of_the_plan(as_, coordinator, partnership):
    plan = brought_in("plan.csv", partnership, coordinator)
    page = as_(coordinator).get(plan.get_absolute_url(), {"status": "as_printed:Blue"})
    shown = [row.improvement.number for row in page.context["table"].shown]
    assert shown == [number for number, *_, word in ROWS if word == "Blue"]


def test_every_unanswered_word_stands_on_the_page_and_the_counts_add_up(as_, coordinator, imported):
    response = as_(coordinator).get(imported.get_absolute_url())
    words = text(response)
    assert "The paper gives no update for this row." in words
    for word, standing in WORDS.items():
        if standing is None:
            assert f"Printed as “{word}”" in words
    parts = response.context["table"].parts
    assert sum(number for _, _, number in parts) == len(ROWS)
    assert ("Printed as “Blue”", "none", 1) in parts
    assert ("No update", "none", 0) in parts
    assert ("No update on paper", "none", 1) in parts
    assert ("Not stated", "none", 0) in parts


def test_the_frozen_quarter_its_pack_and_its_paper_say_the_same(imported, body, coordinator):
    plan_round = imported.plan_rounds.get()
    told = json.dumps(plan_round.snapshot, ensure_ascii=False)
    assert coordinator.name not in told
    assert not re.search(r"was asked|no update received|silent\"|not reviewed", told)
    assert sum(one["count"] for one in plan_round.snapshot["statuses"]) == len(WORDS)
    rows = quarter_on_paper(imported, plan_round, OF_OPERATOR).rows
    blue = next(row for row in rows if row.status == "Blue")
    assert not blue.progress
    pack = request_pack(body, round=plan_round.round, by=coordinator)
    page = sections.summary.context(pack, MEMBERS)["pages"][0]
    assert sum(page["tally"].totals) == len(ROWS) == page["tally"].total
    assert any("1 printed as “Blue”" in aside for aside in page["asides"])
    assert not any("no status" in aside for aside in page["asides"])
    assert [(row.number, row.missing) for row in page["missing"]] == [(BLANK, NOTHING_ON_PAPER)]
    plan = sections.four_columns.context(pack, MEMBERS)["plans"][0]
    lines = {row.number: row for _, band, _ in plan["bands"] for row in band}
    assert lines[BLANK].line == NOTHING_ON_PAPER
    assert not any(row.lep and row.lep.who for row in lines.values())


def test_what_is_exported_and_read_again_prints_the_same_statuses(partnership, coordinator):
    plan = brought_in("plan.csv", partnership, coordinator)
    printed = [row.status for row in plan_on_paper(plan).rows]
    data = written(plan_on_paper(plan), "docx")
    again = read_and_place("again.docx", data, plan_year="2019-20").placed
    assert [row.status for row in again.rows] == printed


# --- Asked at the review, and remembered ---------------------------------------------------------
@pytest.fixture
def waiting(partnership, coordinator):
    outcome = read_and_place("plan.csv", as_csv(), kind="action_plan", plan_year="2019-20")
    return make_read_run(partnership, by=coordinator, outcome=outcome, plan_year="2019-20")


def field_of(page, printed):
    form = page.context["words_form"]
    return next(field for one, field in form.lines if one.word == printed)


def test_each_word_is_asked_with_what_is_proposed(as_, coordinator, waiting, address):
    page = as_(coordinator).get(address("import_commit", waiting))
    assert "Status words in this document" in text(page)
    assert field_of(page, "G").initial == "on_track"
    assert field_of(page, "Blue").initial == ""
    assert "Keep as printed; decide later" in text(page)


def test_the_answer_counts_and_the_next_paper_proposes_it(as_, coordinator, waiting, address):
    client = as_(coordinator)
    page = client.get(address("import_commit", waiting))
    form = page.context["words_form"]
    sent = {field.html_name: field.initial for _, field in form.lines}
    sent[field_of(page, "Blue").html_name] = "complete"
    sent[field_of(page, "G").html_name] = ""
    days = {name: field.initial for name, field in page.context["columns_form"].fields.items()}
    seen = {"version": waiting.version, "seen": seen_for_commit(waiting)}
    client.post(address("import_commit", waiting), {**seen, **days, **sent})
    plan = Plan.objects.get()
    found = {one.status_as_printed: one.status for one in rows_of(plan).values()}
    assert found["Blue"].key == "complete"
    assert found["G"] is None, "kept as printed, though a synonym was proposed"
    outcome = read_and_place("next.csv", as_csv(), kind="action_plan", plan_year="2019-20")
    after = make_read_run(
        plan.partnership, by=coordinator, outcome=outcome, plan_year="2019-20", sha256="b" * 64
    )
    page = client.get(address("import_commit", after))
    assert field_of(page, "Blue").initial == "complete"


def test_a_word_that_is_no_status_is_refused_and_nothing_is_written(
    as_, coordinator, waiting, address
):
    client = as_(coordinator)
    page = client.get(address("import_commit", waiting))
    sent = {field_of(page, "Blue").html_name: "banana"}
    days = {name: field.initial for name, field in page.context["columns_form"].fields.items()}
    seen = {"version": waiting.version, "seen": seen_for_commit(waiting)}
    answer = client.post(address("import_commit", waiting), {**seen, **days, **sent})
    assert "Choose one from the list." in text(answer)
    assert not Plan.objects.exists()


# --- The command ---------------------------------------------------------------------------------
def command(file, *words, **options):
    out = io.StringIO()
    options = {"plan_year": "2019-20", "kind": "action_plan", "json": True, **options}
    call_command("import_document", str(file), *words, stdout=out, **options)
    return json.loads(out.getvalue())


@pytest.fixture
def file(tmp_path):
    paper = tmp_path / "plan.csv"
    paper.write_bytes(as_csv())
    return paper


def test_a_dry_run_lists_each_word_without_a_database(file):
    told = command(file, partnership="anybody")["status_words"]
    found = {one["printed"]: one for one in told}
    assert found["Blue"] == {"printed": "Blue", "count": 1, "becomes": "", "standing": ""}
    assert found["G"]["becomes"] == "On track"
    assert sum(one["count"] for one in told) == len(WORDS)


def test_an_answer_at_the_command_counts(file, partnership, coordinator):
    words = ["--status", "Blue=Complete", "--status", "G=keep"]
    told = command(file, *words, partnership=partnership.slug, commit=True)
    found = {one["printed"]: one["becomes"] for one in told["status_words"]}
    assert (found["Blue"], found["G"]) == ("Complete", "")
    rows = {one.status_as_printed: one.status for one in rows_of(Plan.objects.get()).values()}
    assert (rows["Blue"].key, rows["G"]) == ("complete", None)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (
            "Blue=Banana",
            "The words are Complete, On track, At risk, Off track, Not stated, or keep",
        ),
        ("Banana=Complete", "prints no status “Banana”"),
        ("Blue", "Write it as “G=On track”"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(file, answer, sentence):
    with pytest.raises(CommandError, match=re.escape(sentence)):
        command(file, "--status", answer, partnership="anybody")


# --- A column for each quarter -------------------------------------------------------------------
def by_quarter() -> bytes:
    heads = ["Ref", "Action", "Lead", "Due", "RAG Q1 2019-20", "RAG Q2 2019-20"]
    rows = [
        ["1", "Correct the first part of the wall", "Estates Manager", "30 June 2019", "G", "Blue"],
        ["2", "Correct the second part of the wall", "Estates Manager", "30 June 2019", "", "R"],
    ]
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue().encode()


@pytest.fixture
def quarterly(partnership, coordinator):
    outcome = read_and_place("q.csv", by_quarter(), kind="action_plan", plan_year="2019-20")
    known = {"outcome": outcome, "plan_year": "2019-20", "received": True}
    return make_read_run(partnership, by=coordinator, **known)


def test_a_status_for_each_quarter_is_the_status_of_that_quarter(quarterly, coordinator):
    plan = commit_run(quarterly, by=coordinator).subject
    told = {
        one.round.starts_on.month: [
            (u.state, u.status_as_printed, u.status.key if u.status else "")
            for u in one.updates.order_by("improvement__order")
        ]
        for one in plan.plan_rounds.all()
    }
    assert told == {
        4: [("submitted", "G", "on_track"), ("not_printed", "", "")],
        7: [("submitted", "Blue", ""), ("submitted", "R", "off_track")],
    }


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "json"])
def test_statuses_of_quarters_come_back_from_every_file(quarterly, coordinator, ending):
    want = plan_on_paper(commit_run(quarterly, by=coordinator).subject)
    assert [len(row.statuses) for row in want.rows] == [2, 1]
    again = read_and_place(f"again.{ending}", written(want, ending), plan_year="2019-20").placed
    for row, other in zip(again.rows, want.rows, strict=True):
        assert [(s.text, s.round) for s in row.statuses] == [
            (s.text, s.round) for s in other.statuses
        ]
        assert (row.status, row.extras) == (other.status, other.extras)


def test_each_status_column_is_asked_for_its_quarter(as_, coordinator, quarterly, address):
    page = as_(coordinator).get(address("import_commit", quarterly))
    assert page.context["columns_form"].headings == ["RAG Q1 2019-20", "RAG Q2 2019-20"]


def test_the_status_of_a_quarter_can_be_corrected_before_it_is_imported(
    as_, coordinator, quarterly, address
):
    client, url = as_(coordinator), address("import_row", quarterly, "0")
    page = client.get(url)
    assert "Status under “RAG Q2 2019-20”" in text(page)
    sent = _typed(client, url)
    client.post(url, sent | {"status_0": "", "status_1": "R"})
    row = document_of(ImportRun.objects.get()).rows[0]
    assert [(one.text, one.round) for one in row.statuses] == [("R", "RAG Q2 2019-20")]
    assert row.status == "R"


def test_a_newer_issue_adds_the_status_of_its_quarter(partnership, coordinator, quarterly):
    plan = commit_run(quarterly, by=coordinator).subject
    data = by_quarter().decode().replace("RAG Q2 2019-20", "RAG Q2 2019-20,RAG Q3 2019-20")
    data = data.replace(",Blue", ",Blue,G").replace(",R\r", ",R,\r")
    outcome = read_and_place("q.csv", data.encode(), kind="action_plan", plan_year="2019-20")
    newer = make_read_run(
        partnership,
        by=coordinator,
        outcome=outcome,
        plan_year="2019-20",
        subject=plan,
        received=True,
    )
    commit_run(newer, by=coordinator)
    told = [
        (one.plan_round.round.starts_on.month, one.state, one.status_as_printed)
        for one in ProgressUpdate.objects.filter(plan_round__plan=plan).order_by(
            "plan_round__round__starts_on", "improvement__order"
        )
    ]
    assert told == [
        *[(4, "submitted", "G"), (4, "not_printed", "")],
        *[(7, "submitted", "Blue"), (7, "submitted", "R")],
        *[(10, "submitted", "G"), (10, "not_printed", "")],
    ]


# --- Answered afterwards ---------------------------------------------------------------------
@pytest.fixture
def asked(partnership, coordinator):
    """The quarter of a plan whose paper prints all the words, and the page that asks of them."""
    plan = brought_in("plan.csv", partnership, coordinator)
    plan_round = plan.plan_rounds.get()
    where = [partnership.slug, plan.slug, plan_round.round.slug]
    return plan_round, reverse("plans:round_statuses", args=where)


def answer(client, asked, **meanings):
    plan_round, url = asked
    page = client.get(url)
    sent = {field.html_name: field.initial for _, field in page.context["words_form"].lines}
    for word, key in meanings.items():
        sent[field_of(page, word).html_name] = key
    version = type(plan_round).objects.get(pk=plan_round.pk).version
    return client.post(url, {"version": version, **sent}, follow=True)


def test_a_word_is_answered_later_by_one_action_and_changed_again(as_, coordinator, asked):
    plan_round, _ = asked
    plan, client = plan_round.plan, as_(coordinator)
    assert "Say what its status words mean" in text(client.get(plan_round.get_absolute_url()))
    before = AuditEvent.objects.count()
    answer(client, asked, Blue="complete", Purple="at_risk")
    event = AuditEvent.objects.latest("pk")
    assert AuditEvent.objects.count() == before + 1
    assert "“Blue” is Complete" in event.sentence and "“Purple” is At risk" in event.sentence
    words = text(client.get(plan.get_absolute_url()))
    assert "Printed as “Blue”" not in words and "Printed as “Grey”" in words
    told = plan.plan_rounds.get().snapshot
    counted = {one["key"]: one["count"] for one in told["statuses"]}
    assert counted["complete"] == 5, "four synonyms and Blue"
    assert [row.status for row in plan_on_paper(plan).rows].count("Blue") == 1, "the paper's word"
    answer(client, asked, Blue="")
    assert "Printed as “Blue”" in text(client.get(plan.get_absolute_url()))
    assert plan.plan_rounds.get().snapshot_sha256 != plan_round.snapshot_sha256


def test_nothing_changed_is_no_action(as_, coordinator, asked):
    before = AuditEvent.objects.count()
    assert "Nothing was changed." in text(answer(as_(coordinator), asked))
    assert AuditEvent.objects.count() == before


def test_an_answer_to_a_quarter_that_was_changed_meanwhile_is_shown_again(as_, coordinator, asked):
    _, url = asked
    client = as_(coordinator)
    name = field_of(client.get(url), "Blue").html_name
    page = client.post(url, {"version": "0", name: "complete"})
    assert "Someone changed this quarter since you opened it." in text(page)
    assert page.context["words_form"][name].value() == "complete", "nothing chosen is lost"


def test_a_signed_quarter_keeps_its_words(as_, coordinator, area_lead, asked):
    plan_round, url = asked
    type(plan_round).objects.filter(pk=plan_round.pk).update(
        signed_at=plan_round.closed_at, signed_by=area_lead
    )
    page = as_(coordinator).get(url, follow=True)
    assert "is signed, so its status words stay as they are." in text(page)


def test_the_import_of_printed_words_can_be_taken_back(partnership, coordinator):
    plan = brought_in("plan.csv", partnership, coordinator)
    undo_import(ImportRun.objects.get(), by=coordinator)
    assert not Plan.objects.filter(pk=plan.pk).exists()
    assert not ProgressUpdate.objects.exists()
