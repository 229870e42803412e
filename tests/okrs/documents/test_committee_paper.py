"""A committee paper of OKRs: cover, appendices, header blocks, sections, merged objectives."""

from datetime import date
from decimal import Decimal

import pytest

from governance.documents.reading import read_here
from okrs.documents.placing import looks_like_okrs
from tests.okrs.documents.papers import (
    committee_paper,
    data_of,
    objectives_of,
    placed_from,
    results_of,
)


@pytest.fixture(scope="module")
def paper():
    return placed_from(committee_paper())


def test_nothing_is_lost_and_nothing_is_left_over(paper):
    placed, report = paper
    assert (report.fidelity.lost, report.fidelity.unplaced) == (0, 0)
    assert placed.kind == "okrs" and placed.unplaced == []


def test_the_cover_is_facts_and_sections(paper):
    placed, _ = paper
    assert placed.title == "Northshire Growth Partnership"
    assert [(fact.heading, fact.text) for fact in placed.facts] == [
        ("", "Audit and Performance Panel"),
        ("", "January 2022"),
        ("Report theme", "Objectives and Key Results (OKRs)"),
        ("Author", "Head of Programmes"),
    ]
    assert [section.heading for section in placed.sections] == ["Summary", "Recommendations"]


def test_the_quarter_is_the_one_whose_months_agree_with_its_number(paper):
    placed, _ = paper
    assert placed.printed_label == "Q4 (Jan – Mar) 2022"
    assert (placed.starts_on, placed.ends_on) == (date(2022, 1, 1), date(2022, 3, 31))
    assert {theme.printed_label for theme in placed.themes} == {"Q4 (Dec to Mar) 2022"}
    assert "they do not agree" in placed.warnings[0]


def test_each_appendix_is_a_theme(paper):
    placed, _ = paper
    assert [(theme.appendix, theme.title) for theme in placed.themes] == [
        ("Appendix A", "Office"),
        ("Appendix B", "Skills"),
        ("Appendix C", "Sector"),
    ]
    assert placed.themes[0].printed_heading.startswith("1 Appendix A: Office")


def test_the_outcome_keeps_its_place_among_the_blocks(paper):
    office, skills, sector = paper[0].themes
    assert (office.outcome_heading, office.outcome_after) == ("Overall Outcome", 0)
    assert office.outcome == "An office that keeps its word."
    assert (skills.outcome_heading, skills.outcome_after) == ("Overall outcome:", 2)
    assert skills.outcome == "More people in better work."
    assert sector.outcome == ""


def test_header_blocks_stand_with_their_sections(paper):
    office, skills, sector = paper[0].themes
    assert [block.heading for block in skills.header_blocks] == [
        "Panel Priorities",
        "Other county work",
    ]
    assert [block["kind"] for block in office.header_blocks[0].body] == ["number", "number"]
    assert [(block.section, block.heading) for block in sector.header_blocks] == [
        ("Space", "Vision (where we want to be)"),
        ("Space", "Aims (focus areas)"),
        ("Food", "Vision (where we want to be)"),
        ("Food", "Aims (focus areas)"),
    ]
    assert [objective.section for objective in sector.objectives] == ["Space", "Food"]


def test_key_results_stay_with_their_merged_objective(paper):
    assert [
        (objective.text, [one.label for one in objective.key_results])
        for objective in objectives_of(paper[0])[:3]
    ] == [
        ("A full team", ["KR1", "KR2"]),
        ("A home", ["KR1"]),
        ("Bootcamps", ["KR1", "KR2", "KR2", "KR3"]),
    ]


def test_bullets_nest_beneath_their_key_result(paper):
    second = results_of(paper[0])[1]
    assert second.text.endswith("It shows")
    assert [block["text"] for block in second.bullets] == ["the quiet room", "the front desk"]


def test_of_two_promises_the_first_is_due_and_both_are_kept(paper):
    lease = results_of(paper[0])[2]
    assert (lease.due_text, lease.latest) == ("before March 2022", date(2022, 2, 28))
    assert [one["latest"] for one in lease.dates] == ["2022-02-28", "2022-04-30"]


def test_the_outcome_beside_a_key_result_is_kept_apart(paper):
    results = results_of(paper[0])
    assert results[3].outcome_text == "240 learners enrolled"
    assert results[5].outcome_text == "" and results[6].text == ""


def test_only_plain_targets_are_measures(paper):
    measured = {one.text: one.measures for one in results_of(paper[0]) if one.measures}
    assert list(measured) == [
        "Bootcamps held in 12 towns by March",
        "Engage with 1,500 firms, visit 300 and sign 40",
    ]
    firms = measured["Engage with 1,500 firms, visit 300 and sign 40"]
    assert [(one.name, one.unit, one.target) for one in firms] == [
        ("Engage firms", "firms", Decimal(1500)),
        ("Visit firms", "firms", Decimal(300)),
        ("Sign firms", "firms", Decimal(40)),
    ]


def test_it_is_known_for_an_okr_paper():
    assert looks_like_okrs(read_here("paper.docx", data_of(committee_paper()))) >= 90
