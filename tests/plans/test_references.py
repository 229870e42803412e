"""Pointers in a text are found with their places, and those that lead nowhere are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.text.references import citations, find, rows


@pytest.mark.parametrize(
    ("text", "words", "numbers"),
    [
        ("Changes follow the review (see action 23) by autumn", "action 23", (23,)),
        ("As improvement 7 says", "improvement 7", (7,)),
        ("Depends on actions 4 and 6", "actions 4 and 6", (4, 6)),
        ("Actions 4 to 6 come first", "Actions 4 to 6", (4, 5, 6)),
        ("see also recommendation 5", "recommendation 5", (5,)),
        ("Action no. 12.", "Action no. 12", (12,)),
    ],
)
def test_a_pointer_to_a_row_is_found(text, words, numbers):
    (pointer,) = rows(text)
    assert (pointer.text, pointer.numbers) == (words, numbers)
    assert text[pointer.start : pointer.end] == words


@pytest.mark.parametrize(
    "text",
    ["actions 2019", "agreed under item 4", "action 12% of budget", "Improvement in 3 areas", ""],
)
def test_other_numbers_are_no_pointers(text):
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "source", "pages"),
    [
        ("Publish papers (Deep Dive Report pg 6-7)", "Deep Dive Report", "6-7"),
        ("Publish papers (Governance Audit)", "Governance Audit", ""),
        ("Publish (Annual Review, pages 3, 5 and 9) now", "Annual Review", "3, 5 and 9"),
        ("Publish (Mary Ney Review para 4.2)", "Mary Ney Review", "4.2"),
    ],
)
def test_a_citation_in_brackets_is_found(text, source, pages):
    (citation,) = citations(text)
    assert (citation.source, citation.pages) == (source, pages)
    assert text[citation.start : citation.end] == citation.text


def test_a_title_the_plan_knows_is_a_citation_whatever_its_words():
    assert citations("Publish (Ney 2017)") == []
    (citation,) = citations("Publish (Ney 2017)", sources=["Ney 2017"])
    assert citation.source == "Ney 2017"


@pytest.mark.parametrize(
    "text",
    [
        "in force (where possible)",
        "(e.g. a Governance Audit)",
        "done (25th June)",
        "(Sept)",
        "the fund (GPF)",
        "a) first b) second",
    ],
)
def test_other_brackets_are_no_citations(text):
    assert citations(text) == []


def test_an_unmatched_bracket_is_told_and_its_citation_is_still_found():
    text = "Changes by Sept. Deep Dive report pg 13)."
    kinds = {pointer.kind: pointer.text for pointer in find(text)}
    assert kinds == {"citation": "Deep Dive report pg 13)", "unmatched_bracket": ")"}
    opened = find("Changes (Governance Audit")
    assert {pointer.kind for pointer in opened} == {"citation", "unmatched_bracket"}


def test_a_numbered_list_has_no_unmatched_brackets():
    assert find("a) one\nb) two\n12) three") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("in line with the requirements listed (left)", "layout"),
        ("as set out in the table opposite", "layout"),
        ("a draft is available here", "lost_link"),
        ("click here for the policy", "lost_link"),
    ],
)
def test_a_pointer_that_hangs_on_the_layout_or_lost_its_link_is_told(text, kind):
    assert [pointer.kind for pointer in find(text)] == [kind]


def test_left_as_a_verb_is_no_pointer():
    assert find("Two members left the board and it was left open.") == []


@given(st.text(alphabet="()aA1 see action pg.", max_size=60))
def test_every_pointer_stands_where_it_says(text):
    for pointer in find(text):
        assert text[pointer.start : pointer.end] == pointer.text
