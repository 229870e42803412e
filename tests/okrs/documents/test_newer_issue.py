"""A newer issue of a paper beside the sets it was: what differs, and what a person takes of it."""

import copy
import dataclasses
from datetime import date

import pytest

from governance.documents.runs import undo_import
from governance.errors import ActionRefused
from governance.models import AuditEvent
from okrs.documents.commit import commit_okrs
from okrs.documents.matching import compare
from okrs.documents.merging import merge_okrs
from okrs.documents.placed import PlacedKeyResult, PlacedObjective, PlacedOkrs, PlacedOkrTheme
from okrs.documents.placing.dating import Dating
from okrs.documents.taking_out import okrs_on_paper
from okrs.models import CheckIn, KeyResult
from tests import factories
from tests.okrs import objects
from tests.okrs.documents.papers import committee_paper, placed_from

DATING = Dating(first=date(2022, 1, 1), last=date(2022, 3, 31), written=date(2022, 1, 1))


def key_result(text, label="KR1"):
    return PlacedKeyResult(label=label, text=text, **DATING.of(text))


@pytest.fixture
def old():
    made, _ = placed_from(committee_paper())
    return dataclasses.replace(made, furniture=[], warnings=[])


@pytest.fixture
def new(old):
    """The next issue: order turned, one date moved, words corrected, things added and gone."""
    made = copy.deepcopy(old)
    office, skills, _ = made.themes
    office.objectives.reverse()
    team = office.objectives[1]
    team.text = "A full and steady team"
    team.key_results[0] = key_result("Two analysts hired by end February")
    team.key_results.append(key_result("Handbook printed by end March", "KR3"))
    skills.outcome = "Many more people in better work."
    skills.objectives[0].key_results.pop(1)
    skills.objectives.append(
        PlacedObjective(text="Apprentices", key_results=[key_result("Fair held by mid March")])
    )
    made.themes.append(
        PlacedOkrTheme(
            title="Rural",
            objectives=[PlacedObjective(text="Buses", key_results=[key_result("Timetable out")])],
        )
    )
    return made


def told(comparison):
    return {(one.kind, one.what, one.where) for one in comparison.differences}


def test_a_paper_does_not_differ_from_itself(old):
    assert compare(old, copy.deepcopy(old)).differences == ()


def test_order_alone_is_no_difference(old):
    turned = copy.deepcopy(old)
    turned.themes.reverse()
    for theme in turned.themes:
        theme.objectives.reverse()
    assert compare(old, turned).differences == ()


def test_everything_that_differs_is_told_once(old, new):
    assert told(compare(old, new)) == {
        ("added", "set", "Rural"),
        ("changed", "overall outcome", "Appendix B"),
        ("changed", "words", "Appendix A, objective 1"),
        ("date", "key result", "Appendix A, objective 1, KR1"),
        ("added", "key result", "Appendix A, objective 1"),
        ("gone", "key result", "Appendix B, objective 1"),
        ("added", "objective", "Appendix B, objective 2"),
    }


def test_a_moved_date_says_from_where_to_where(old, new):
    (moved,) = compare(old, new).moved
    assert (moved.old, moved.new) == ("by end January", "by end February")
    assert moved.sentence.startswith("Appendix A, objective 1, KR1: the key result “Two analysts")


def test_two_of_one_label_are_told_apart_by_their_words(old):
    changed = copy.deepcopy(old)
    results = changed.themes[1].objectives[0].key_results
    results[1], results[2] = results[2], results[1]
    assert compare(old, changed).differences == ()


def test_what_is_proposed_is_taken(old, new, partnership, coordinator):
    sets = commit_okrs(old, partnership=partnership, by=coordinator)
    before = AuditEvent.objects.count()
    merged = merge_okrs(sets, new, by=coordinator)
    assert AuditEvent.objects.count() == before + 1
    assert [one.title for one in merged] == ["Office", "Skills", "Sector", "Rural"]
    left = compare(okrs_on_paper(merged), new)
    assert {(one.kind, one.what) for one in left.differences} == {("gone", "key result")}


def test_only_what_was_chosen_is_taken(old, new, partnership, coordinator):
    sets = commit_okrs(old, partnership=partnership, by=coordinator)
    comparison = compare(okrs_on_paper(sets), new)
    choices = {one.key: one.kind in ("date", "gone") for one in comparison.differences}
    merge_okrs(sets, new, choices, by=coordinator)
    hired = KeyResult.objects.get(text__startswith="Two analysts")
    assert (hired.due_text, hired.latest) == ("by end February", date(2022, 2, 28))
    assert not KeyResult.objects.filter(text__startswith="Engage with").exists()
    left = compare(okrs_on_paper(sets), new)
    assert len(left.differences) == len(comparison.differences) - 2


def test_choices_of_another_day_are_refused(old, new, partnership, coordinator):
    sets = commit_okrs(old, partnership=partnership, by=coordinator)
    with pytest.raises(ActionRefused, match="changed since"):
        merge_okrs(sets, new, {"0123": True}, by=coordinator)
    nothing = {one.key: False for one in compare(okrs_on_paper(sets), new).differences}
    with pytest.raises(ActionRefused, match="Nothing of the newer issue"):
        merge_okrs(sets, new, nothing, by=coordinator)


def test_what_was_said_of_stays(old, new, partnership, coordinator, reporting_round):
    sets = commit_okrs(old, partnership=partnership, by=coordinator)
    gone = KeyResult.objects.get(text__startswith="Engage with")
    objects.make_check_in(gone, reporting_round, state=CheckIn.State.DRAFT)
    choices = {one.key: True for one in compare(okrs_on_paper(sets), new).differences}
    with pytest.raises(ActionRefused, match="has check-ins"):
        merge_okrs(sets, new, choices, by=coordinator)
    assert okrs_on_paper(sets) == old


def test_a_merge_is_taken_back(old, new, partnership, coordinator):
    sets = commit_okrs(old, partnership=partnership, by=coordinator)
    run = factories.make_run(partnership, by=coordinator, placed=new)
    merge_okrs(sets, new, run=run, by=coordinator)
    run.refresh_from_db()
    undo_import(run, by=coordinator)
    assert okrs_on_paper(sets) == old
    assert partnership.objective_sets.count() == 3


def test_an_empty_paper_has_nothing_to_take():
    assert compare(PlacedOkrs(), PlacedOkrs()).differences == ()
