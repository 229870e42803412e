"""A placed OKR paper imported and exported again is the paper it was; an import is undone."""

import dataclasses
import os
from pathlib import Path

import pytest

from governance.documents.pieces import Raw
from governance.documents.reading import read_here
from governance.documents.runs import ChangedSince, undo_import
from governance.errors import ActionRefused
from governance.models import AuditEvent
from governance.text.structured_text import paragraph
from okrs.documents.commit import commit_okrs
from okrs.documents.placed import PlacedColumn, PlacedMeasure, PlacedOkrs
from okrs.documents.placing import place_okrs
from okrs.documents.taking_out import okrs_on_paper
from okrs.models import CheckIn, KeyResult, Measure, Objective, ObjectiveSet
from okrs.workflow import save_objective_set
from tests import factories
from tests.okrs.documents.papers import committee_paper, placed_from


def bare(placed: PlacedOkrs) -> PlacedOkrs:
    """Without what belongs to one file alone."""
    return dataclasses.replace(placed, furniture=[], warnings=[])


@pytest.fixture
def placed():
    made, _ = placed_from(committee_paper())
    first = made.themes[0].objectives[0]
    first.number = "O1"
    first.body = [paragraph("Because empty desks cost time.")]
    first.columns = [PlacedColumn(heading="Sponsor", body=[paragraph("Chair")])]
    first.key_results[1].columns = [
        PlacedColumn(heading="Owner", body=[paragraph("Estates"), paragraph("and the chair")]),
        PlacedColumn(heading="Confidence", body=[paragraph("0.4")]),
    ]
    made.unplaced = [Raw(text="Torn words", why="No field takes these words.")]
    return made


def test_it_comes_out_as_it_went_in(placed, partnership, coordinator):
    sets = commit_okrs(placed, partnership=partnership, by=coordinator)
    assert [one.title for one in sets] == ["Office", "Skills", "Sector"]
    assert okrs_on_paper(sets) == bare(placed)
    assert sets[0].label == "Q4 2021-22 (Jan to Mar 2022)"
    assert sets[1].paper == {}


def test_queries_do_not_grow_with_the_sets(
    placed, partnership, coordinator, django_assert_num_queries
):
    sets = commit_okrs(placed, partnership=partnership, by=coordinator)
    for some in (sets, sets[:1]):
        with django_assert_num_queries(4):
            okrs_on_paper(some)


def test_one_import_leaves_one_event(placed, partnership, coordinator):
    before = AuditEvent.objects.count()
    sets = commit_okrs(placed, partnership=partnership, by=coordinator)
    assert AuditEvent.objects.count() == before + 1
    event = AuditEvent.objects.latest("pk")
    assert event.verb == "okrs.paper_imported" and event.subject == sets[0]
    assert "3 sets with 5 objectives and 11 key results" in event.sentence
    assert len(event.details["actions"]) == 3 + 5 + 11


def test_columns_without_a_field_stand_beneath_in_words(placed, partnership, coordinator):
    commit_okrs(placed, partnership=partnership, by=coordinator)
    desk = KeyResult.objects.get(text__startswith="Desk plan")
    assert [(block["kind"], block["text"]) for block in desk.bullets] == [
        ("bullet", "the quiet room"),
        ("bullet", "the front desk"),
        ("heading", "Owner"),
        ("paragraph", "Estates"),
        ("paragraph", "and the chair"),
        ("heading", "Confidence"),
        ("paragraph", "0.4"),
    ]


def test_the_same_paper_twice_has_two_addresses(placed, partnership, coordinator):
    one = commit_okrs(placed, partnership=partnership, by=coordinator)
    two = commit_okrs(placed, partnership=partnership, by=coordinator)
    assert one[0].slug == "office-q4-2021-22"
    assert two[0].slug == "office-q4-2021-22-2"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": "none"}, "holds no objectives"),
        ({"themes": []}, "holds no objectives"),
        ({"ends_on": None}, "the last day of the quarter"),
    ],
)
def test_what_does_not_fit_is_refused(placed, partnership, coordinator, change, sentence):
    with pytest.raises(ActionRefused, match=sentence):
        commit_okrs(dataclasses.replace(placed, **change), partnership=partnership, by=coordinator)


@pytest.mark.parametrize("part", ["title", "label", "target"])
def test_what_is_too_long_writes_nothing(placed, partnership, coordinator, part):
    last = placed.themes[-1].objectives[-1].key_results[-1]
    if part == "title":
        placed.themes[-1].title = "Long " * 100
    elif part == "label":
        last.label = "KR" * 40
    else:
        last.measures = [PlacedMeasure(name="Firms", target=last_target())]
    with pytest.raises(ActionRefused):
        commit_okrs(placed, partnership=partnership, by=coordinator)
    assert not ObjectiveSet.objects.exists() and not KeyResult.objects.exists()


def last_target():
    return PlacedMeasure().target + 10**12


def test_an_import_is_taken_back_whole(placed, partnership, coordinator):
    run = factories.make_run(partnership, by=coordinator, placed=placed)
    sets = commit_okrs(placed, partnership=partnership, run=run, by=coordinator)
    run.refresh_from_db()
    assert run.subject == sets[0] and run.is_committed
    undo_import(run, by=coordinator)
    for model in (ObjectiveSet, Objective, KeyResult, Measure, CheckIn):
        assert not model.objects.exists()


def test_an_import_that_was_worked_on_is_not_taken_back(placed, partnership, coordinator):
    run = factories.make_run(partnership, by=coordinator, placed=placed)
    commit_okrs(placed, partnership=partnership, run=run, by=coordinator)
    last = ObjectiveSet.objects.get(title="Sector")
    last.outcome = "Known far and wide."
    save_objective_set(last, by=coordinator)
    run.refresh_from_db()
    with pytest.raises(ChangedSince):
        undo_import(run, by=coordinator)
    assert ObjectiveSet.objects.count() == 3


FOLDER = os.environ.get("LEP_PAPERS", "")


@pytest.mark.skipif(not FOLDER, reason="LEP_PAPERS names no folder of papers.")
def test_the_real_paper_comes_out_as_it_went_in(partnership, coordinator):
    path = Path(FOLDER, "samples/hotsw-okrs-q3-2020.docx")
    real = place_okrs(read_here(path.name, path.read_bytes()))
    sets = commit_okrs(real, partnership=partnership, by=coordinator)
    assert okrs_on_paper(sets) == bare(real)
    assert (Objective.objects.count(), KeyResult.objects.count()) == (28, 83)
