"""The committee paper of the samples, where the machine has it (LEP_PAPERS)."""

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from governance.documents.ledger import settle
from governance.documents.reading import read_here
from okrs.documents.placing import looks_like_okrs, place_okrs
from tests.okrs.documents.papers import objectives_of, results_of

FOLDER = os.environ.get("LEP_PAPERS", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="LEP_PAPERS names no folder of papers.")


@pytest.fixture(scope="module")
def source():
    path = Path(FOLDER, "samples/hotsw-okrs-q3-2020.docx")
    return read_here(path.name, path.read_bytes())


@pytest.fixture(scope="module")
def placed(source):
    return place_okrs(source)


def test_every_line_has_a_home(source, placed):
    fidelity = settle(source, placed, 0).fidelity
    assert (fidelity.lost, fidelity.unplaced) == (0, 0)
    assert fidelity.placed > 13_000


def test_the_counts_are_those_of_the_paper(placed):
    assert len(placed.themes) == 5
    assert [len(theme.objectives) for theme in placed.themes] == [5, 5, 4, 7, 7]
    results = results_of(placed)
    assert (len(objectives_of(placed)), len(results)) == (28, 83)
    assert sum(not one.dates for one in results) == 30
    assert sum(bool(one.outcome_text) for one in results) == 16
    assert sum(bool(one.measures) for one in results) == 5


def test_themes_are_the_appendices_with_their_own_label(placed):
    assert [theme.appendix[-1] for theme in placed.themes] == list("ABCDE")
    assert {theme.printed_label for theme in placed.themes} == {"Q3 (Sep to Dec) 2020"}
    assert placed.printed_label == "Q3 (Oct – Dec) 2020"
    assert (placed.starts_on, placed.ends_on) == (date(2020, 10, 1), date(2020, 12, 31))


def test_sections_stand_only_in_the_last_theme(placed):
    sections = Counter(objective.section for objective in objectives_of(placed))
    assert sections == {"": 21, "Fishing": 2, "Photonics": 2, "Tourism": 3}
    blocks = [(block.section, block.heading[:6]) for block in placed.themes[4].header_blocks]
    assert blocks[:2] == [("Fishing", "Vision"), ("Fishing", "Aims (")]


def test_the_slips_of_the_paper_are_kept(placed):
    results = results_of(placed)
    assert sum(not one.text for one in results) == 1
    labels = [[one.label for one in objective.key_results] for objective in objectives_of(placed)]
    assert sum(len(set(one)) < len(one) for one in labels) == 1
    assert [o.text for o in objectives_of(placed) if len(o.text.split()) == 1] == [
        "Defence",
        "Construction",
    ]


def test_it_is_taken_for_okrs_and_the_plans_beside_it_are_not():
    for path in sorted(Path(FOLDER, "samples").glob("*.docx")):
        score = looks_like_okrs(read_here(path.name, path.read_bytes()))
        assert score >= 90 if "okrs" in path.name else score <= 20, path.name
