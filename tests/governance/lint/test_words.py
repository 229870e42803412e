"""Word rules: acronyms, spellings, tense, several promises in one."""

from datetime import date

import pytest

from governance.date_phrases import propose
from governance.lint.acronyms import undefined_acronyms
from governance.lint.compound import promises_in
from governance.lint.spellings import distance, people_in, spelled_two_ways, variants
from governance.lint.tense import past_in_future_tense


@pytest.mark.parametrize(
    "texts",
    [
        ["The Local Skills Panel meets.", "The LSP agrees."],
        ["The Board for Rural Growth (BRG) meets.", "BRGs agree."],
        ["BRG: Board for Rural Growth", "The BRG agrees."],
        ["Finance & Resources meets.", "F&R agrees."],
        ["The UK, the EU and two MPs agree by TBC."],
        ["ALL OF THIS HEADING IS IN CAPITALS"],
        ["Phase II and XIV of page 3"],
    ],
)
def test_acronyms_that_are_spelled_out_or_known(texts):
    assert undefined_acronyms(texts) == []


def test_an_acronym_that_nobody_spells_out():
    found = undefined_acronyms(["A plan", "The QZX and the DfZ", "QZXs again"])
    assert [(one.acronym, one.at, one.uses) for one in found] == [("QZX", 1, 2), ("DfZ", 1, 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sam Oakfield", "Samantha Oakfield"),
        ("Ann Phelpham", "Ann Phelfam"),
        ("Tony Reed", "Anthony Reed"),
        ("J Reedmace", "John Reedmace"),
        ("Karen McLeod", "Karen Mcleod"),
    ],
)
def test_one_person_in_two_spellings(one, other):
    assert spelled_two_ways([one, "Someone Else", other]) == [(one, other)]


def test_two_people_are_two():
    assert spelled_two_ways(["Ann Reed", "Alan Reed", "Ann Wood", "PAG Chair", "Chair"]) == []
    assert distance("reed", "read") == 1


def test_people_in_a_sentence():
    assert list(people_in("Emma Oakfield of Growth Hub met Local Board.")) == ["Emma Oakfield"]


def test_one_name_in_two_spellings():
    assert variants(["NorWeX grows", "NorWeX and NORWX meet"]) == [("NorWeX", "NORWX")]
    assert variants(["COVID and Covid"]) == [("COVID", "Covid")]
    assert variants(["Action", "ACTION 25 JUNE, 4 June", "an action"]) == []


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Delivery to commence by end August, done by May", ["by end August"]),
        ("The board will meet in July 2020.", ["in July 2020"]),
        ("The board had met in July 2020.", []),
        ("Papers will go out by end December.", []),
    ],
)
def test_a_past_day_told_as_to_come(text, phrases):
    written = date(2020, 10, 1)
    dates = propose(text, hint="paper of October 2020").dates
    found = past_in_future_tense(text, dates, as_at=written)
    assert found == phrases


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Strategy agreed and working group set up by May", 2),
        ("Recruit two analysts; publish the strategy", 2),
        ("Directors in place, and induction complete by January", 2),
        ("Approach agreed and put in place by end October", 1),
        ("Develop and run a training course", 1),
        ("Work with firms to find and share good news", 1),
        ("Skills and growth plan complete by May", 1),
        ("Meet the panel (chairs, firms and officers) in May", 1),
        ("Brief the officer who has joined the group and left", 1),
        ("", 0),
    ],
)
def test_promises_are_counted_by_their_actions(text, count):
    assert len(promises_in(text)) == count
