"""Files of our own come back as what they were; the kind that was asked for wins."""

import pytest

from governance.documents.refusal import DocumentRefused
from lep_tracker.documents.placing import read_and_place
from okrs.documents import files as okr_files
from okrs.documents.placed import PlacedKeyResult, PlacedObjective, PlacedOkrs, PlacedOkrTheme
from plans.documents.files import written
from plans.documents.kept import as_kept
from tests.lep_tracker.documents import papers
from tests.lep_tracker.documents.word_plan import plan_in_word


@pytest.fixture
def plan():
    return as_kept(papers.placed())


@pytest.fixture
def okrs():
    result = PlacedKeyResult(label="KR1", text="Members named")
    objective = PlacedObjective(text="A board that performs", key_results=[result])
    theme = PlacedOkrTheme(title="Corporate", objectives=[objective])
    return PlacedOkrs(kind="okrs", title="Objectives", themes=[theme])


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "json"])
def test_a_plan_that_was_taken_out_comes_back(plan, ending):
    outcome = read_and_place(f"plan.{ending}", written(plan, ending))
    assert outcome.placed.rows == plan.rows
    assert outcome.placed.title == plan.title
    assert outcome.report.fidelity.lost == 0


@pytest.mark.parametrize("ending", ["docx", "json"])
def test_a_paper_of_objectives_that_was_taken_out_comes_back(okrs, ending):
    outcome = read_and_place(f"okrs.{ending}", okr_files.written(okrs, ending))
    assert outcome.placed.kind == "okrs"
    assert outcome.placed.themes == okrs.themes


def test_json_of_somebody_else_is_refused_in_one_sentence():
    with pytest.raises(DocumentRefused, match=r"theirs\.json"):
        read_and_place("theirs.json", b'{"rows": []}')
    with pytest.raises(DocumentRefused, match=r"theirs\.json"):
        read_and_place("theirs.json", b"no json")


def test_the_kind_that_was_asked_for_wins():
    assert read_and_place("p.docx", plan_in_word()).placed.kind == "improvement_plan"
    assert read_and_place("p.docx", plan_in_word(), kind="action_plan").placed.kind == "action_plan"


def test_every_step_is_heard_in_order():
    heard = []
    read_and_place("p.docx", plan_in_word(), on_step=heard.append)
    assert heard == ["Reading the file", "Placing every line", "Checking the result"]
