"""The real papers, where the machine has them (LEP_PAPERS): kinds, counts, and nothing lost."""

import os
from pathlib import Path

import pytest

from lep_tracker.documents.contract import as_json
from lep_tracker.documents.counts import counts_of
from lep_tracker.documents.placing import read_and_place

COUNTS = {
    "sslep-improvement-plan-2019-20.docx": (
        "improvement_plan",
        {"themes": 3, "rows": 25, "rows with leads": 14, "milestones": 75, "citations": 28},
    ),
    "sslep-improvement-plan-typed-bullets.docx": (
        "improvement_plan",
        {"themes": 3, "rows": 25, "rows with leads": 14, "milestones": 75, "citations": 28},
    ),
    "selep-strategy-improvement-plan-2019-20.docx": ("improvement_plan", {"rows": 7}),
    "asela-productivity-action-plan-2019.docx": ("action_plan", {"themes": 4, "rows": 13}),
    "hotsw-okrs-q3-2020.docx": ("okrs", {"themes": 5, "objectives": 28, "key results": 83}),
    "sslep-lis-advisory-sub-groups.docx": (
        "report",
        {"bodies": 4, "months": 12, "recommendations": 4},
    ),
}


@pytest.fixture(scope="module")
def papers() -> Path:
    folder = os.environ.get("LEP_PAPERS")
    if not folder:
        pytest.skip("The real papers are not on this machine; LEP_PAPERS names their folder.")
    return Path(folder) / "samples"


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_a_paper_is_read_whole(papers, name):
    outcome = read_and_place(name, (papers / name).read_bytes())
    kind, counts = COUNTS[name]
    assert outcome.placed.kind == kind
    assert counts.items() <= dict(counts_of(outcome.placed)).items()
    fidelity = outcome.report.fidelity
    assert fidelity.lost == 0
    assert fidelity.unplaced <= fidelity.source_characters / 100


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_every_paragraph_of_a_paper_stands_in_the_json(papers, name):
    outcome = read_and_place(name, (papers / name).read_bytes())
    said = {one["text"] for one in as_json(outcome)["paragraphs"]}
    assert {line.text for line in outcome.source.lines() if line.text.strip()} <= said
