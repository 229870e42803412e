"""Further columns and damaged pieces of a paper, typed as lines and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.input.paper_pieces import (
    columns_as_typed,
    columns_from_typed,
    pieces_as_typed,
    pieces_from_typed,
)

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1).filter(
    str.strip
)


def test_a_line_is_a_heading_and_its_words():
    assert columns_from_typed("Cost: £5,000\nPriority: high", []) == [
        {"heading": "Cost", "text": "£5,000"},
        {"heading": "Priority", "text": "high"},
    ]
    assert columns_from_typed("Agreed in May", []) == [{"heading": "", "text": "Agreed in May"}]


@pytest.mark.parametrize("typed", ["", "\n", "  \r\n "])
def test_empty_lines_are_nothing(typed):
    assert columns_from_typed(typed, []) == pieces_from_typed(typed, []) == []


def test_words_of_several_lines_and_colons_come_back_as_they_were_kept():
    known = [
        {"heading": "Notes: board", "text": "see: minutes\nof May", "lines": ["a"]},
        {"heading": "", "text": "10:30"},
    ]
    typed = columns_as_typed(known)
    assert typed == "Notes: board: see: minutes / of May\n10:30"
    assert columns_from_typed(typed.replace("\n", "\r\n"), known) == known


@given(st.lists(st.fixed_dictionaries({"heading": WORDS, "text": WORDS}), unique_by=str))
def test_what_is_shown_and_sent_back_untouched_is_unchanged(columns):
    shown = columns_as_typed(columns)
    if len(set(shown.splitlines())) == len(columns):
        assert columns_from_typed(shown, columns) == columns


def test_damaged_pieces_keep_what_else_was_kept_of_them():
    known = [{"column": "milestones", "text": "by en"}, {"text": "J"}]
    assert pieces_from_typed(pieces_as_typed(known), known) == known
    assert pieces_from_typed("by en\nnew", known) == [known[0], {"text": "new"}]
