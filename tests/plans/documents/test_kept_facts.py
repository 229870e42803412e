"""What a Word file keeps beside its words is believed only where it fits them, and never harms."""

import dataclasses
import json

import pytest

from governance.documents.kept import as_xml, facts_of
from governance.documents.reading import read_here
from plans.documents.placing import place_plan
from plans.documents.reading_back import is_ours, place_back
from plans.documents.writing import write_docx

from .written_plans import improvement_plan


@pytest.fixture(scope="module")
def source():
    return read_here("plan.docx", write_docx(improvement_plan()))


def told(source, **changed):
    """The same words on paper, with other facts beside them."""
    facts = facts_of(source.kept) | changed
    return place_back(dataclasses.replace(source, kept=json.dumps(facts)), place_plan)


def test_the_file_says_that_it_is_ours(source):
    assert is_ours(source)
    assert not is_ours(dataclasses.replace(source, kept=""))


def test_words_that_are_not_printed_are_not_believed(source):
    plan = facts_of(source.kept)["plan"]
    plan["rows"][2]["statement"][0]["text"] = "Sell the town hall."
    plan["rows"][2]["short_name"] = "Sell it"
    placed = told(source, plan=plan)
    assert placed.rows[2].statement[0]["text"] == "Watch the risks."
    assert placed.rows[2].short_name == ""
    assert placed.rows[0].short_name == improvement_plan().rows[0].short_name


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "other"},
        {"version": 2},
        {"plan": None},
        {"plan": {"rows": [1]}},
        {"plan": {"rows": [{"statement": [{"kind": "drawing"}]}]}},
        {"plan": {}},
        {"round_label": 7},
    ],
)
def test_facts_that_are_none_leave_the_paper_to_speak(source, changed):
    placed = told(source, **changed)
    assert [row.number for row in placed.rows] == ["1", "2", "3"]
    assert placed.rows[1].lead_heading == "LEP Lead is"


@pytest.mark.parametrize("kept", ["", "{", "[]", "7", '{"format": 1}', "[" * 100_000])
def test_damaged_facts_are_no_facts(kept):
    assert facts_of(kept).get("format") in (None, 1)


def test_the_part_is_ascii_whatever_the_words():
    assert as_xml({"title": "Größe & <b>\u2028"}).isascii()
