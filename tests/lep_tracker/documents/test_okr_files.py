"""OKR files of our own, of every kind, come back through the one door for documents."""

import dataclasses

import pytest

from lep_tracker.documents.placing import read_and_place
from okrs.documents.writing import write_csv, write_docx, write_json, write_xlsx
from tests.okrs.documents.papers import committee_paper, data_of


def bare(placed):
    return dataclasses.replace(placed, furniture=[], warnings=[])


@pytest.mark.parametrize(
    ("ending", "write"),
    [("docx", write_docx), ("xlsx", write_xlsx), ("csv", write_csv), ("json", write_json)],
)
def test_a_file_of_ours_is_known_and_comes_back(ending, write):
    placed = read_and_place("paper.docx", data_of(committee_paper())).placed
    outcome = read_and_place(f"ours.{ending}", write(placed))
    assert bare(outcome.placed) == bare(placed)
    assert (outcome.report.fidelity.lost, outcome.report.fidelity.unplaced) == (0, 0)
