"""Each rule finds what it is for, and a clean plan gives rise to nothing."""

import os
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from governance.documents.pieces import dated_fields
from governance.documents.reading import read_here
from governance.text.structured_text import paragraph
from plans.documents.placed import (
    PlacedCitation,
    PlacedKpi,
    PlacedLead,
    PlacedMilestone,
    PlacedNote,
    PlacedPhase,
    PlacedPlan,
    PlacedReference,
    PlacedRow,
)
from plans.documents.placing import place_plan
from plans.linter import lint_plan

YEAR = "2019-20"


def step(text: str, **more) -> PlacedMilestone:
    return PlacedMilestone(text=text, **{**dated_fields(text, plan_year=YEAR), **more})


def row(number: str, text: str = "", **more) -> PlacedRow:
    return PlacedRow(
        **{
            "number": number,
            "statement": [paragraph(text or f"Publish the papers of group {number} in time.")],
            "leads": [PlacedLead(name="Governance Officer")],
            "kpi_heading": "KPIs:",
            "kpis": [PlacedKpi(text="All papers out five days before.")],
            "milestones": [step("Calendar of papers agreed by 31 July 2019.")],
            **more,
        }
    )


def plan(*rows: PlacedRow, **more) -> PlacedPlan:
    return PlacedPlan(
        **{
            "kind": "improvement_plan",
            "title": "Improvement plan 2019-20",
            "printed_period": "2019-20",
            "starts_on": date(2019, 4, 1),
            "ends_on": date(2020, 3, 31),
            "rows": list(rows) or [row("1"), row("2")],
            **more,
        }
    )


def test_a_clean_plan_is_asked_nothing():
    assert lint_plan(plan()) == []


NOTE = "The rule book will say so in version 3 of the Handbook."
CASES = {
    "row-without-lead": plan(row("1", leads=[])),
    "row-without-date": plan(row("1", milestones=[step("Agree the calendar.")])),
    "row-without-kpi": plan(row("1", kpi_heading="", kpis=[])),
    "kpi-heading-without-kpis": plan(row("1", kpis=[])),
    "row-without-words": plan(row("1", statement=[])),
    "due-before-plan": plan(row("1", milestones=[step("Agreed by 28 February 2019.")])),
    "due-after-plan": plan(row("1", milestones=[step("Agreed by 30 June 2020.")])),
    "date-far-off": plan(row("1", milestones=[step("Agreed by 1 April 2102.")])),
    "unmatched-bracket": plan(
        row("1", citations=[PlacedCitation(printed="Audit report pg 3)", source="Audit report")])
    ),
    "reference-by-layout": plan(row("1", milestones=[step("Publish all listed (left) by May.")])),
    "link-lost": plan(row("1", milestones=[step("The policy is available here from May.")])),
    "reference-to-no-row": plan(row("1", references=[PlacedReference(printed="(see 9)", to="9")])),
    "lead-with-many-rows": plan(*(row(str(number)) for number in range(1, 10))),
    "phases-do-not-sum": plan(
        phases=[PlacedPhase(months=Decimal(3)), PlacedPhase(months=Decimal(12))],
        printed_phase_total="18 months",
    ),
    "number-printed-twice": plan(row("1"), row("1", "Answer letters within ten days.")),
    "row-said-twice": plan(row("1", "Publish the papers."), row("2", "Publish the papers.")),
    "holds-up-many-rows": plan(
        *(row(str(number), progress=[PlacedNote(text=NOTE)]) for number in (1, 2, 3))
    ),
    "person-spelled-two-ways": plan(
        row("1", leads=[PlacedLead(name="Margaret Ellison", kind="person")]),
        row("2", leads=[PlacedLead(name="Margaret Elison", kind="person")]),
    ),
    "undefined-acronym": plan(row("1", "Send the ZQX every paper.")),
    "compound-action": plan(
        row("1", milestones=[step("Strategy agreed by 31 May and group set up by 31 July.")])
    ),
    "past-date-in-future-tense": plan(
        row("1", progress=[PlacedNote(text="x", as_at=date(2019, 9, 30))],
            milestones=[step("The register will be reviewed by 31 May 2019.")])
    ),
    "cadence-not-met": plan(
        row("1", milestones=[step("Quarterly meetings"), step("June: first draft", level=1),
                             step("December: second draft", level=1)])
    ),
    "period-labels-disagree": plan(printed_period="2018-19"),
}  # fmt: skip


@pytest.mark.parametrize("rule", sorted(CASES))
def test_each_rule_finds_what_it_is_for(rule):
    found = [one for one in lint_plan(CASES[rule]) if one.rule == rule]
    assert found
    assert all(one.message.endswith(".") and len(one.message) < 300 for one in found)


def test_what_holds_up_rows_names_all_of_them():
    (found,) = [
        one for one in lint_plan(CASES["holds-up-many-rows"]) if one.rule.startswith("holds")
    ]
    assert "3 rows" in found.message and "1, 2, 3" in found.message


def test_a_version_that_is_there_holds_up_nobody():
    told = "Version 3 of the Handbook has been agreed."
    rows = [row(str(number), progress=[PlacedNote(text=told)]) for number in (1, 2, 3)]
    assert lint_plan(plan(*rows)) == []


def test_a_finding_is_known_by_its_words():
    (before,) = lint_plan(CASES["kpi-heading-without-kpis"])
    other = row("1", kpis=[], kpi_heading="KPI:")
    (after,) = lint_plan(plan(other))
    assert before.fingerprint != after.fingerprint
    assert replace(before, message="In other words.").fingerprint == before.fingerprint


PAPERS = os.environ.get("LEP_PAPERS")


@pytest.mark.skipif(not PAPERS, reason="the papers are not on this machine (LEP_PAPERS)")
def test_the_real_papers_are_asked_true_things():
    counts: Counter[str] = Counter()
    waits = []
    for path in sorted(Path(str(PAPERS), "samples").glob("*plan-2019*.docx")):
        placed = place_plan(read_here(path.name, path.read_bytes()))
        found = lint_plan(placed)
        counts.update(one.rule for one in found)
        waits += [one.message for one in found if one.rule == "holds-up-many-rows"]
    assert len(counts) >= 12 and sum(counts.values()) >= 40
    assert len(waits) == 1 and "7 rows" in waits[0] and "(8, 9, 10, 12, 13, 17, 19)" in waits[0]
    assert counts["row-without-lead"] == 11 + 7 + 13
    assert counts["unmatched-bracket"] == counts["person-spelled-two-ways"] == 1
