"""What a newer issue of a plan changes, told without a database."""

from dataclasses import replace
from datetime import date

import pytest

from governance.errors import ActionRefused
from governance.text.structured_text import paragraph
from plans.documents.kept import as_kept
from plans.documents.matching import compare, match_rows
from plans.documents.placed import PlacedNote
from plans.documents.similarity import same_texts, sequence

from .placed_plans import make_placed, milestone, row

WORDS = [
    "Publish every board paper five clear days before the meeting",
    "Name an accountable owner for each headline figure",
    "Train new directors within a month of joining",
    "Review the assurance framework with the council",
    "Hold an open annual meeting for local businesses",
]


def numbered(*texts: str, start: int = 1):
    return [row(str(n), text) for n, text in enumerate(texts, start=start)]


def pairs(old, new):
    return sorted(match_rows(old, new))


def test_the_same_issue_differs_in_nothing():
    kept = as_kept(make_placed())
    found = compare(kept, make_placed())
    assert found.differences == ()
    assert found.unchanged == [(0, 0), (1, 1), (2, 2)]


def test_a_row_put_in_between_renumbers_the_others():
    old = numbered(*WORDS)
    new = numbered(WORDS[0], "Buy a kettle for the office", *WORDS[1:])
    assert pairs(old, new) == [(0, 0), (1, 2), (2, 3), (3, 4), (4, 5)]


def test_rows_are_found_wherever_they_stand():
    old = numbered(*WORDS)
    new = list(reversed(numbered(*WORDS)))
    assert pairs(old, new) == [(0, 4), (1, 3), (2, 2), (3, 1), (4, 0)]
    found = compare(as_kept(make_placed(rows=old)), make_placed(rows=new))
    assert [one.kind for one in found.differences] == ["order"]


def test_a_row_reworded_under_its_number_is_the_same_row():
    old = numbered(*WORDS)
    new = numbered(*WORDS)
    new[1] = row("2", "Each figure on the dashboard has an owner")
    assert (1, 1) in pairs(old, new)
    found = compare(as_kept(make_placed(rows=old)), make_placed(rows=new))
    (one,) = found.differences
    assert (one.kind, one.what, one.where) == ("changed", "statement", "2")
    assert one.old == WORDS[1]
    assert any(run.kind == "added" for run in one.words)


def test_another_row_under_an_old_number_is_not_the_old_row():
    new = numbered(*WORDS)
    new[1] = row("2", "Paint both lifts green")
    found = compare(as_kept(make_placed(rows=numbered(*WORDS))), make_placed(rows=new))
    assert [one.where for one in found.added] == ["2"]
    assert [one.where for one in found.gone] == ["2"]
    assert not found.gone[0].take, "a row goes only when a person says so"


def test_rows_without_numbers_are_known_by_the_day_they_were_raised():
    first, second = date(2019, 4, 1), date(2019, 5, 1)
    old = [
        row("", "Chase the council about the grant form", raised_on=first),
        row("", "Chase the council about the grant letter", raised_on=second),
    ]
    new = [
        row("", "Council to be chased about the form", raised_on=first),
        row("", "Council to be chased about the letter", raised_on=second),
    ]
    assert pairs(old, list(reversed(new))) == [(0, 1), (1, 0)]


def test_a_moved_date_is_told_as_one():
    old = [row("1", WORDS[0], milestones=[milestone("Policy agreed by end of July 2019")])]
    new = [row("1", WORDS[0], milestones=[milestone("Policy agreed by end of October 2019")])]
    found = compare(as_kept(make_placed(rows=old)), make_placed(rows=new))
    (moved,) = found.moved
    assert (moved.old, moved.new, moved.take) == (
        "by end of July 2019",
        "by end of October 2019",
        True,
    )
    assert "moves from “by end of July 2019” to “by end of October 2019”" in moved.sentence
    assert found.differences == (moved,), "the date in its words is no second difference"


def test_a_reworded_milestone_with_a_moved_date_is_two_things_to_choose():
    old = [row("1", WORDS[0], milestones=[milestone("Policy agreed by end of July 2019")])]
    new = [row("1", WORDS[0], milestones=[milestone("Policy agreed and printed by May 2020")])]
    found = compare(as_kept(make_placed(rows=old)), make_placed(rows=new))
    assert {one.kind for one in found.differences} == {"changed", "date"}


def test_a_date_that_is_printed_no_more_stands():
    old = [row("1", WORDS[0], milestones=[milestone("Policy agreed by end of July 2019")])]
    new = [row("1", WORDS[0], milestones=[milestone("Policy agreed")])]
    found = compare(as_kept(make_placed(rows=old)), make_placed(rows=new))
    (moved,) = found.moved
    assert not moved.can_be_taken
    assert moved not in found.taken(None)


def test_milestones_are_paired_by_their_words():
    assert same_texts(
        ["Draft seen by the board", "Policy agreed", "Pages checked"],
        ["Pages checked", "Draft seen by the whole board", "Budget set"],
    ) == [(2, 0), (0, 1)]


def test_a_step_back_is_shown_and_not_proposed():
    old = [row("1", WORDS[0], milestones=[milestone("Done", state="done")])]
    new = [row("1", WORDS[0], milestones=[milestone("Done")])]
    (one,) = compare(as_kept(make_placed(rows=old)), make_placed(rows=new)).differences
    assert (one.kind, one.take) == ("state", False)


def test_notes_are_only_added():
    said = PlacedNote(text="Drafted.")
    old = [row("1", WORDS[0], progress=[said])]
    new = [row("1", WORDS[0], progress=[PlacedNote(text="Agreed."), said])]
    (one,) = compare(as_kept(make_placed(rows=old)), make_placed(rows=new)).differences
    assert (one.kind, one.new) == ("progress", "Agreed.")
    assert not compare(as_kept(make_placed(rows=new)), make_placed(rows=old)).differences


def test_what_an_issue_does_not_print_it_has_not_taken_back():
    old = as_kept(make_placed())
    found = compare(old, replace(make_placed(), issue_text="", facts=[]))
    assert {one.what: one.take for one in found.differences} == {
        "issue date as printed": False,
        "front of the paper": False,
    }


def test_choices_belong_to_one_comparison():
    old = as_kept(make_placed(rows=numbered(*WORDS[:2])))
    found = compare(old, make_placed(rows=numbered(*WORDS[:3])))
    (one,) = found.differences
    assert found.taken({one.key: True}) == [one]
    assert found.taken({one.key: False}) == []
    for stale in ({}, {one.key: True, "another": True}):
        with pytest.raises(ActionRefused, match="changed since you compared"):
            found.taken(stale)


def test_keys_tell_differences_apart():
    new = replace(make_placed(), title="Another", printed_period="2019")
    words = paragraph("Publish every paper six clear days before (Depth Review pg 3)")
    new.rows[0] = replace(new.rows[0], statement=[words], milestones=[], leads=[])
    found = compare(as_kept(make_placed()), new)
    keys = [one.key for one in found.differences]
    assert len(keys) == len(set(keys)) > 5


@pytest.mark.parametrize(
    ("old", "new", "reorder", "order"),
    [
        ([1, 2, 3], [1, 9, 2, 3], False, [1, 9, 2, 3]),
        ([1, 2, 3], [3, 9, 1], False, [1, 2, 3, 9]),
        ([1, 2, 3], [3, 9, 1], True, [3, 9, 1, 2]),
        ([1, 2, 3], [9], False, [9, 1, 2, 3]),
    ],
)
def test_what_stands_in_two_lists_gets_one_order(old, new, reorder, order):
    assert sequence(old, new, reorder=reorder) == order


def test_four_hundred_rows_are_compared_at_once():
    old = [row(str(n), f"{WORDS[n % 5]} in district {n} of area {n // 7}") for n in range(400)]
    new = [row(str(n + 1), f"{WORDS[n % 5]} in district {n} of area {n // 7}") for n in range(400)]
    assert pairs(old, new) == [(n, n) for n in range(400)]
