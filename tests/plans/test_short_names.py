"""A short name is proposed from a statement: the action, in at most 60 letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.input.short_names import LONGEST, propose


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("The LEP to publish its board papers.", "Publish its board papers"),
        ("The LEP should publish board papers (where possible)", "Publish board papers"),
        ("LEP and Accountable Body to test their rules.", "Test their rules"),
        ("SELEP will also agree a plan", "Agree a plan"),
        ("7. Review the scheme of delegation", "Review the scheme of delegation"),
        ("Action 3: Fill the vacant posts.", "Fill the vacant posts"),
        (
            "Review how members are recruited, to meet all the rules of the review by April",
            "Review how members are recruited",
        ),
        (
            "Write a plan for communications that makes the partnership better known everywhere",
            "Write a plan for communications",
        ),
        (
            "Keep one rolling list of every single project on the public website of the body",
            "Keep one rolling list of every single project on the public",
        ),
        ("Make board papers public", "Make board papers public"),
        ("", ""),
    ],
)
def test_a_statement_gets_a_short_name(statement, name):
    assert propose(statement) == name


@given(st.text(max_size=300))
def test_a_name_is_never_too_long(statement):
    assert len(propose(statement)) <= LONGEST + 1  # a letter such as ß has two capitals


@given(st.lists(st.sampled_from(["the", "of", "board", "plan", "and", "review,"])).map(" ".join))
def test_a_name_is_cut_at_a_word(statement):
    name = propose(statement)
    assert name.lower().strip(",") in statement.lower()
