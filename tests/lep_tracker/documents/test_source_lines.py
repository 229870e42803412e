"""The lines of a paper with their place in it, and in words where each of them went."""

import pytest

from governance.documents.plain import from_plain, to_plain
from lep_tracker.documents import destinations
from lep_tracker.documents.source_lines import SourceLine, source_lines
from tests.lep_tracker.documents import papers


@pytest.fixture
def lines():
    outcome = papers.outcome()
    return {line.id: line for line in source_lines(outcome.source, outcome.report)}


def test_a_line_knows_its_place_in_its_table(lines):
    assert (lines["8"].table, lines["8"].row, lines["8"].column) == (1, 2, 2)
    assert (lines["1"].table, lines["1"].row) == (0, 0)


def test_a_line_keeps_where_it_went_and_why(lines):
    assert lines["11"].went == "furniture" and lines["11"].why == "empty bullet"
    assert lines["9"].to == ("rows.0.milestones.1",)


def test_lines_are_kept_as_plain_data(lines):
    for line in lines.values():
        assert from_plain(SourceLine, to_plain(line)) == line


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("rows.3.milestones.1", "milestone 2"),
        ("rows.3", "statement"),
        ("rows.0.leads.0", "lead"),
        ("themes.1.objectives.0.key_results.2", "key result 3"),
        ("themes.1", "theme"),
        ("sections.0", "section"),
        ("", "title"),
    ],
)
def test_an_address_is_said_in_words(address, words):
    assert destinations.words_of(address) == words


def test_several_places_of_a_line_are_each_said_once():
    assert (
        destinations.all_words(["rows.1.kpis.0", "rows.1.kpis.0", "rows.1"]) == "KPI 1, statement"
    )


def test_a_line_belongs_to_the_row_it_went_to():
    assert destinations.row_of(["furniture.1", "rows.12.leads.0"]) == 12
    assert destinations.row_of(["sections.0"]) is None
    assert destinations.objective_of(["themes.2.objectives.4.key_results.0"]) == (2, 4)
    assert destinations.objective_of(["themes.2.header_blocks.4"]) is None
