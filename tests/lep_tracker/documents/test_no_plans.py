"""Tables of money, people and dates are no plan: nothing is imported, everything is kept."""

import pytest

from governance.documents.counting import count_characters
from governance.documents.pieces import Placed
from governance.documents.reading import read_here
from lep_tracker.documents.kinds import NONE
from lep_tracker.documents.outcome import NOTHING_FOUND, settled
from lep_tracker.documents.placing import place
from tests.governance.documents.no_plans import every_one


@pytest.mark.parametrize(("name", "data"), every_one(), ids=[name for name, _ in every_one()])
def test_a_table_that_is_no_plan_brings_nothing_in_and_says_so(name, data):
    source = read_here(name, data)
    outcome = settled(source, place(source), count_characters(name, data))
    assert outcome.placed.kind == NONE
    assert NOTHING_FOUND in outcome.warnings
    kept = [one.text for one in outcome.placed.unplaced]
    assert kept == [line.text for line in source.lines() if line.text.strip()]
    fidelity = outcome.report.fidelity
    assert (fidelity.lost, fidelity.placed) == (0, 0)
    assert fidelity.source_characters == fidelity.unplaced > 50


def test_lines_that_no_piece_claims_are_kept_as_what_is_left_over():
    source = read_here("note.txt", "One line\n•\n".encode())
    outcome = settled(source, Placed(kind="report"), 8)
    assert [one.text for one in outcome.placed.unplaced] == ["One line"]
    assert [one.text for one in outcome.placed.furniture] == ["•"]
    assert outcome.report.fidelity.lost == 0
