"""The JSON that the import command prints: what a check or another program may rely on."""

import json

import pytest

from governance.documents.findings import Finding
from lep_tracker.documents.contract import as_json
from lep_tracker.documents.outcome import NOTHING_FOUND, ImportOutcome, nothing_placed, settled
from lep_tracker.documents.readable import readable
from tests.lep_tracker.documents import papers


@pytest.fixture
def told():
    return json.loads(json.dumps(as_json(papers.outcome())))


def test_a_row_has_its_statement_as_text_and_as_blocks(told):
    row = told["rows"][0]
    assert row["statement"] == "Papers are published in time"
    assert row["statement_blocks"][0]["kind"] == "paragraph"
    assert (row["number"], row["theme"]) == ("1", "Governance")


def test_the_words_of_every_part_stand_in_text(told):
    row = told["rows"][0]
    assert row["leads"][0]["name"] == row["leads"][0]["text"] == "Board Secretary"
    assert row["citations"][0]["printed"] == row["citations"][0]["text"] == "(Deep Review pg 2)"
    assert row["citations"][0]["on"] == "row"


def test_a_milestone_has_its_words_and_its_reading(told):
    first, second = told["rows"][0]["milestones"]
    assert first["due_text"] == "by end May"
    assert (first["earliest"], first["latest"]) == ("", "2019-05-31")
    assert (first["precision"], first["level"]) == ("month", 0)
    assert (second["earliest"], second["latest"], second["precision"]) == ("", "", "none")


def test_every_paragraph_stands_word_for_word_with_where_it_went(told):
    lines = list(papers.source().lines())
    assert [one["text"] for one in told["paragraphs"]] == [line.text for line in lines]
    went = {one["text"]: (one["went"], one["to"]) for one in told["paragraphs"]}
    assert went["Tell the auditors"] == ("placed", ["rows.0.milestones.1"])
    assert went["Improvement"][0] == "furniture"
    assert went["qd f the board"][0] == "unplaced"
    for address in went["Lead: Board Secretary"][1]:
        assert _at(told, address)


def test_what_is_left_over_and_furniture_are_listed_by_their_words(told):
    assert told["unplaced"] == [{"text": "qd f the board", "why": "It belongs to no row."}]
    assert told["furniture"] == ["Improvement", "Milestones", "•"]


def test_the_fidelity_adds_up(told):
    fidelity = told["fidelity"]
    assert fidelity["lost"] == 0
    parts = ("placed", "furniture", "unplaced", "lost")
    assert sum(fidelity[name] for name in parts) == fidelity["source_characters"]


def test_no_ids_of_lines_are_told_outside_the_list_of_paragraphs(told):
    assert '"lines"' not in json.dumps(told)


def test_warnings_of_reader_and_placing_are_told_once(told):
    assert told["warnings"] == [
        "Two tracked changes were taken as accepted.",
        "The plan has two rows.",
    ]


def test_a_finding_names_rule_row_words_and_message():
    outcome = papers.outcome()
    finding = Finding("row-without-lead", "2", "Visits", "Row 2 names no lead.")
    told = as_json(ImportOutcome(outcome.source, outcome.placed, outcome.report, (finding,)))
    assert told["lint"] == [
        {
            "rule": "row-without-lead",
            "row": "2",
            "words": "Visits",
            "message": "Row 2 names no lead.",
        }
    ]


def test_a_document_of_no_kind_keeps_every_line_and_imports_nothing():
    paper = papers.source()
    told = as_json(settled(paper, nothing_placed(paper), 0))
    assert told["kind"] == "none" and told["warnings"][-1] == NOTHING_FOUND
    assert [one["text"] for one in told["unplaced"]] == [line.text for line in paper.lines()]
    assert told["fidelity"]["lost"] == 0 and told["fidelity"]["placed"] == 0
    assert "rows" not in told


def test_a_terminal_reads_counts_doubts_and_what_is_left_over():
    page = list(readable(papers.outcome(), red=lambda text: f"<{text}>"))
    assert page[0] == "plan.docx: improvement plan"
    assert "    2 milestones" in page
    assert "<- qd f the board>" in page
    assert any("Two tracked changes" in line for line in page)
    assert any(line.endswith("and 0 are lost.") for line in page)


def _at(told, address):
    value = told
    for part in address.split("."):
        value = value[int(part)] if part.isdigit() else value[part]
    return value
