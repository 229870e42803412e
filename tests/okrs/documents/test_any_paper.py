"""Whatever stands in a paper, no word of it is lost, and what was placed comes back."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.documents.ledger import settle
from governance.documents.reading import read_here
from governance.documents.rows import Cell, Line, Row, Source, Table
from okrs.documents.matching import compare
from okrs.documents.placing import looks_like_okrs, place_okrs
from okrs.documents.reading_back import place_back
from okrs.documents.writing import write_docx, write_xlsx
from okrs.linter import lint_okrs

WORDS = [
    *("KR1", "KR2: Two hubs by May 2022", "KR 1.1 – Signs up", "O1", "O2: Open doors", "1", "1.1"),
    *("Objective", "Objective 1: Grow", "Key results", "Key result", "Outcome", "Owner", "Due"),
    *("Overall outcome: More work", "Vision", "Aims (focus areas)", "Appendix B: Skills OKRs"),
    *("Q3 (Oct to Dec) 2020", "OKRs 2021-22", "120 firms helped by 30 June", "", " ", "x", "•"),
    *("Owner: Head of Place", "Theme", "People", "Target", "75%", "KRs", "Progress: slow", "–"),
    "A long sentence about what the team wants, with no number and no date in it at all.",
]
KINDS = st.sampled_from(["paragraph", "paragraph", "bullet", "number", "heading"])


@st.composite
def sources(draw):
    """Lines and tables of such words in any order, some cells merged."""
    made = 0

    def line():
        nonlocal made
        made += 1
        kind = draw(KINDS)
        level = draw(st.integers(1 if kind == "heading" else 0, 3))
        text = draw(st.sampled_from(WORDS))
        style = draw(st.sampled_from(["", "", "Title", "TOC 1"]))
        return Line(
            str(made), text, f"line {made}", kind, level, style=style, is_bold=draw(st.booleans())
        )

    def table():
        columns = draw(st.integers(1, 4))
        rows = []
        for at in range(draw(st.integers(1, 4))):
            cells, column = [], 0
            while column < columns:
                wide = draw(st.integers(1, columns - column))
                lines = tuple(line() for _ in range(draw(st.integers(0, 3))))
                merged = at > 0 and draw(st.booleans()) and not lines
                cells.append(Cell(lines, column, wide, merged))
                column += wide
            rows.append(Row(tuple(cells)))
        return Table(tuple(rows), columns)

    blocks = [line()]
    for _ in range(draw(st.integers(0, 7))):
        blocks.append(table() if draw(st.booleans()) else line())
    asides = tuple(line() for _ in range(draw(st.integers(0, 2))))
    return Source("paper.docx", "docx", tuple(blocks), asides)


@given(sources())
@settings(max_examples=150, deadline=None)
def test_no_word_is_lost(source):
    placed = place_okrs(source)
    assert settle(source, placed, 0).fidelity.lost == 0
    assert 0 <= looks_like_okrs(source) <= 100
    lint_okrs(placed)
    assert compare(placed, placed).differences == ()


@given(sources())
@settings(max_examples=25, deadline=None)
def test_what_was_placed_is_written_and_comes_back(source):
    placed = dataclasses.replace(place_okrs(source), furniture=[], warnings=[])
    for name, write in (("a.docx", write_docx), ("a.xlsx", write_xlsx)):
        read = place_back(read_here(name, write(placed)), place_okrs)
        assert dataclasses.replace(read, furniture=[], warnings=[]) == placed
