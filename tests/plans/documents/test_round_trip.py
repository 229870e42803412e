"""What is written and read again is the plan it was: Word, workbook, CSV and JSON."""

import copy
import dataclasses
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from governance.documents.ledger import settle
from governance.documents.reading import read_here
from governance.documents.refusal import DocumentRefused
from governance.documents.rows import Source, characters
from plans.documents.placed import PlacedNote, PlacedPlan
from plans.documents.placing import place_plan
from plans.documents.reading_back import is_ours, place_back, read_json
from plans.documents.writing import write_csv, write_docx, write_json, write_xlsx

from .written_plans import BY_HAND, PLANS, improvement_plan

FOLDER = os.environ.get("LEP_PAPERS", "")
WRITERS = {"docx": write_docx, "xlsx": write_xlsx, "csv": write_csv, "json": write_json}


def read_file(ending: str, data: bytes) -> Source:
    name = f"plan.{ending}"
    return read_json(name, data) if ending == "json" else read_here(name, data)


def as_paper(plan: PlacedPlan) -> PlacedPlan:
    """The plan without what only one reading of one file knows."""
    return dataclasses.replace(plan, furniture=[], warnings=[])


def back(ending: str, plan: PlacedPlan) -> PlacedPlan:
    source = read_file(ending, WRITERS[ending](plan))
    placed = place_back(source, place_plan)
    whole = sum(characters(line.text) for line in source.lines())
    assert settle(source, placed, whole).fidelity.lost == 0
    return placed


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("name", BY_HAND)
def test_a_plan_comes_back_equal(name, ending):
    plan = BY_HAND[name]()
    assert as_paper(back(ending, plan)) == BY_HAND[name]()


@pytest.mark.parametrize("ending", WRITERS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=PLANS)
def test_any_plan_comes_back_equal(ending, plan):
    assert as_paper(back(ending, plan)) == plan


@pytest.mark.parametrize("ending", WRITERS)
def test_words_longer_than_a_cell_can_hold_come_back_equal(ending):
    plan = improvement_plan()
    plan.rows[1].milestones[0].text = "many words " * 9_000 + "and an end"
    plan.rows[1].progress.append(PlacedNote(text="é" * 70_000))
    assert as_paper(back(ending, copy.deepcopy(plan))) == plan


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_words_are_the_same_bytes(ending):
    write = WRITERS[ending]
    assert write(improvement_plan()) == write(improvement_plan())


@pytest.mark.skipif(not FOLDER, reason="LEP_PAPERS names no folder of papers.")
@pytest.mark.parametrize("ending", WRITERS)
def test_the_papers_come_back_equal(ending):
    for path in sorted(Path(FOLDER, "samples").glob("*plan*.docx")):
        plan = place_plan(read_here(path.name, path.read_bytes()))
        placed = back(ending, plan)
        assert as_paper(placed) == as_paper(plan), path.name


@pytest.mark.skipif(not FOLDER, reason="LEP_PAPERS names no folder of papers.")
def test_the_papers_come_back_by_their_printed_words_alone():
    for path in sorted(Path(FOLDER, "samples").glob("*improvement-plan*.docx")):
        plan = place_plan(read_here(path.name, path.read_bytes()))
        paper = dataclasses.replace(read_here("plan.docx", write_docx(plan)), kept="")
        assert as_paper(place_plan(paper)) == as_paper(plan), path.name


def refused(data: bytes) -> str:
    with pytest.raises(DocumentRefused) as caught:
        read_json("plan.json", data)
    return str(caught.value)


def test_json_of_others_is_refused_with_a_sentence():
    assert "not JSON" in refused(b"\xff\xfe{")
    assert "format" in refused(b'{"format": "other"}')
    assert "version is 2" in refused(b'{"format": "lep-tracker-plan", "version": 2}')
    assert "not whole" in refused(b'{"format": "lep-tracker-plan", "version": 1, "plan": [1]}')
    head = b'{"format": "lep-tracker-plan", "version": 1, "plan": '
    assert "not whole" in refused(head + b'{"rows": [{"statement": [{}]}]}}')


def test_files_of_others_are_not_ours():
    assert not is_ours(read_here("a.csv", b"Action,Owner\r\nBuy,Clerk\r\n"))
