"""Whatever a table or a list holds, placing ends well and drops no word."""

import random
from collections.abc import Sequence

import pytest

from governance.documents.ledger import settle
from governance.documents.rows import Block, characters
from plans.documents.placing import place_plan
from plans.documents.placing.kinds import looks_like_plan

from .by_hand import Paper, source

HEADS = (
    *("Action", "Lead", "Owner", "By when", "Due date", "Status", "RAG", "Progress", "Q1", "Ref"),
    *("No.", "Theme", "Priority", "Recommendation", "Milestones", "KPIs", "Comments", "Evidence"),
    *("Update June 2019", "Date raised", "Date completed", "Revised date", "What", "How", "Who"),
    *("Lead / Date", "1. Leadership", "Resources", "Action/n(what we will do)", "Monitoring", "x"),
    *("Objective", "Notes", "Sept", "Telephone", "Likelihood", "Budget", "Minute", "", "Outcome"),
)
CELLS = (
    *(
        "Publish the register of interests",
        "A Green",
        "JG, 12 June 2019",
        "30/06/2019",
        "June 2019",
    ),
    *("ditto", "as above", '"', "Complete", "31/01/12 – Complete", "Complete – sent on 6 June"),
    *("Amber", "60%", "1", "2.1", "R3", "a) one thing/nb) another thing", "x", "", "", "", "* "),
    *("* first point/n* second point", "Lead: Head of Skills", "KPIs:/n10 firms helped", "^"),
    *("Progress: it was done", "Recommendation 2: do better", "OWNER", "Ongoing", "TBC", "– "),
    *("Draft agreed. 12 June 2019: sent. 14 July 2019: seen.", "12/03/19: one. 14/03/19: two."),
    *("Head of Policy and Skills", "(see action 2)", "(Governance Audit pg 4)", "f the torn words"),
    *("Key: G = good", ">>2Group across", "**Bold words", "Chair / Clerk and Board", "Q2 2019/20"),
    *("To be agreed", "Action 7: Write it", "12-18 months", "Theme 1: Place", "£10,000"),
)
LINES = (
    *("Actions", "Key actions:", "We will:", "1. Place", "1.1 Publish a map", "2. Repair the hall"),
    *("Action 3: Write to members", "Recommendation 4", "Lead: Clerk", "Timescale: May 2020"),
    *("* Publish a map by June 2020", "* Agree the plan (Chair, July)", "* Analyst x 2", "* "),
    *("* Start – 3 months", "Outcomes", "The work runs over an 18 month period.", "**Skills"),
    *("* Skills – help people into work", "Status: Amber", "Next steps", "(see action 1)", "A.B."),
    *("* see ‘the map’; linked to the ‘map’", "RISKS", "Progress: half is done", "1)", "Lead:"),
)


def table(paper: Paper, chance: random.Random) -> Block:
    columns = chance.randint(1, 7)
    rows = []
    if chance.random() < 0.85:
        rows.append([chance.choice(HEADS) for _ in range(columns)])
    for _ in range(chance.randint(1, 6)):
        row: list[str] = []
        covered = 0
        while covered < columns:
            said = chance.choice(CELLS)
            if (said == "^" and not rows) or (said.startswith(">>") and covered + 2 > columns):
                said = "Plain words"
            covered += 2 if said.startswith(">>") else 1
            row.append(said)
        rows.append(row)
    return paper.table("\n".join("|".join(row) for row in rows))


def assert_nothing_is_dropped(blocks: Sequence[Block]) -> None:
    paper = source(*blocks)
    assert 0 <= looks_like_plan(paper) <= 100
    report = settle(paper, place_plan(paper), sum(characters(one.text) for one in paper.lines()))
    assert report.fidelity.lost == 0, [one for one in report.entries if one.went == "lost"]


@pytest.mark.parametrize("seed", range(60))
def test_a_table_of_any_cells_is_placed_whole(seed: int) -> None:
    chance, paper = random.Random(seed), Paper()
    blocks: list[Block] = [paper.line("Improvement plan 2019-20")]
    for _ in range(chance.randint(1, 2)):
        blocks.append(table(paper, chance))
        blocks += [paper.line(chance.choice(LINES)) for _ in range(chance.randint(0, 3))]
    assert_nothing_is_dropped(blocks)


@pytest.mark.parametrize("seed", range(60))
def test_prose_of_any_lines_is_placed_whole(seed: int) -> None:
    chance, paper = random.Random(seed), Paper()
    blocks: list[Block] = [paper.line("Skills action plan 2020")]
    for _ in range(chance.randint(4, 25)):
        said = chance.choice(LINES)
        heads = chance.random() < 0.2 and not said.startswith("*")
        blocks.append(paper.heading(said, chance.randint(1, 3)) if heads else paper.line(said))
        if chance.random() < 0.05:
            blocks.append(table(paper, chance))
    assert_nothing_is_dropped(blocks)
