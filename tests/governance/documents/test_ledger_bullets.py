"""A typed bullet is no word: it may go when its words are placed, whatever sign it is."""

import pytest

from governance.documents.ledger import settle
from governance.documents.pieces import Fact, Placed
from governance.documents.rows import Line, Source


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        (Line("1", "• Agree", kind="bullet", typed=2), 0),
        (Line("1", "o Agree", kind="bullet", typed=2), 0),
        (Line("1", "o Agree it", kind="bullet", typed=2), 2),
        (Line("1", "a) Agree", kind="number", typed=3), 1),
    ],
)
def test_only_words_can_be_lost(line, lost):
    placed = Placed(facts=[Fact(text="Agree", lines=("1",))])
    source = Source("plan.docx", "docx", (line,))
    assert settle(source, placed, 0).fidelity.lost == lost
