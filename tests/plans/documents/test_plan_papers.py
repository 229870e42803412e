"""The plan tables of the papers, where the machine has them (LEP_PAPERS)."""

import os
from pathlib import Path

import pytest

from governance.documents.ledger import Fidelity, settle
from governance.documents.plain import to_plain
from governance.documents.reading import read_here
from governance.documents.rows import characters
from plans.documents.placed import PlacedPlan
from plans.documents.placing import place_plan

pytestmark = pytest.mark.skipif("LEP_PAPERS" not in os.environ, reason="needs LEP_PAPERS")


def placed(name: str) -> tuple[PlacedPlan, Fidelity]:
    path = Path(os.environ["LEP_PAPERS"], "samples", f"{name}.docx")
    source = read_here(path.name, path.read_bytes())
    plan = place_plan(source)
    count = sum(characters(line.text) for line in source.lines())
    return plan, settle(source, plan, count).fidelity


@pytest.fixture(scope="module")
def stoke() -> tuple[PlacedPlan, Fidelity]:
    return placed("sslep-improvement-plan-2019-20")


@pytest.fixture(scope="module")
def south_east() -> tuple[PlacedPlan, Fidelity]:
    return placed("selep-strategy-improvement-plan-2019-20")


def test_the_stoke_plan_has_all_that_a_person_counted(
    stoke: tuple[PlacedPlan, Fidelity],
) -> None:
    plan, fidelity = stoke
    rows = plan.rows
    assert [row.number for row in rows] == [str(number) for number in range(1, 26)]
    titles = [theme.title for theme in plan.themes]
    assert [sum(row.theme == title for row in rows) for title in titles] == [3, 17, 5]
    assert sum(len(row.milestones) for row in rows) == 75
    assert sum(len(row.citations) for row in rows) == 28
    assert len({citation.source for row in rows for citation in row.citations}) == 3
    assert sum(bool(row.leads) for row in rows) == 14
    assert sum(bool(row.kpi_heading) for row in rows) == 13
    assert [row.number for row in rows if row.kpi_heading and not row.kpis] == ["4"]
    assert sum(bool(note.as_at) for row in rows for note in row.progress) == 12
    assert [row.number for row in rows for line in row.monitoring if not line.text] == [
        *("9", "10", "17"),
    ]
    assert [(row.number, note.text) for row in rows for note in row.progress if not note.text] == [
        ("7", "")
    ]
    assert (plan.numbering, plan.printed_period) == ("typed", "2019-20")
    assert (fidelity.lost, fidelity.unplaced) == (0, 0)


def test_the_stoke_plan_keeps_leads_citations_and_references_in_their_places(
    stoke: tuple[PlacedPlan, Fidelity],
) -> None:
    rows = {row.number: row for row in stoke[0].rows}
    assert [lead.topic for lead in rows["1"].leads] == [
        *["LIS"] * 3,
        *["SAP"] * 3,
        *["Sub Group Structure"] * 3,
    ]
    assert rows["22"].leads[0].name.count("/") == 1
    assert rows["22"].leads[0].kind == "post"
    assert rows["7"].lead_heading == "LEP Lead is"
    assert rows["18"].layout == ["statement", "citations", "leads", "kpis"]
    assert [citation.block for citation in rows["18"].citations] == [1]
    assert [block["kind"] for block in rows["18"].statement] == ["paragraph", "bullet"]
    assert [(one.printed, one.to, one.kind) for one in rows["7"].references] == [
        ("listed (left)", "7", "layout"),
        ("available here", "", "lost_link"),
    ]
    assert [(one.to, one.milestone) for one in rows["20"].references] == [("23", 2)]
    unmatched = rows["20"].citations[-1]
    assert (unmatched.milestone, unmatched.pages) == (2, "13")
    assert unmatched.printed.count("(") < unmatched.printed.count(")")


def test_typed_bullets_give_the_same_plan(stoke: tuple[PlacedPlan, Fidelity]) -> None:
    typed, fidelity = placed("sslep-improvement-plan-typed-bullets")
    assert _without_lines(to_plain(typed)) == _without_lines(to_plain(stoke[0]))
    assert fidelity.lost == 0


def test_the_south_east_plan_is_numbered_by_the_word_processor(
    south_east: tuple[PlacedPlan, Fidelity],
) -> None:
    plan, fidelity = south_east
    assert plan.numbering == "automatic"
    assert [row.number for row in plan.rows] == list("1234567")
    assert (plan.issue_text, str(plan.issued_on)) == ("April 2019", "2019-04-01")
    assert [len(row.raw_fragments) for row in plan.rows] == [0, 0, 0, 0, 0, 1, 1]
    assert [len(row.progress) for row in plan.rows] == [1, 0, 0, 0, 1, 1, 1]
    assert all(line.actors for row in plan.rows for line in row.monitoring)
    states = [one.state for row in plan.rows for one in row.milestones if one.state != "open"]
    assert states == ["in_progress", "done"]
    children = [one for one in plan.rows[1].milestones if one.level == 1]
    assert [str(one.latest) for one in children] == ["2019-06-30", "2019-12-31"]
    assert (fidelity.lost, fidelity.unplaced) == (0, 0)
    assert len(plan.warnings) == 2


def _without_lines(data: object) -> object:
    if isinstance(data, dict):
        return {name: _without_lines(value) for name, value in data.items() if name != "lines"}
    return [_without_lines(one) for one in data] if isinstance(data, list) else data
