"""What the linter asks about an OKR paper, rule by rule, and its silence on a clean one."""

import os
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from governance.documents.pieces import Fact
from governance.documents.reading import read_here
from governance.text.structured_text import paragraph
from okrs.documents.placed import (
    PlacedColumn,
    PlacedKeyResult,
    PlacedMeasure,
    PlacedObjective,
    PlacedOkrs,
    PlacedOkrTheme,
)
from okrs.documents.placing import place_okrs
from okrs.documents.placing.dating import Dating
from okrs.documents.placing.measures import measures_in
from okrs.linter import lint_okrs

FIRST, LAST = date(2022, 1, 1), date(2022, 3, 31)
DATING = Dating(first=FIRST, last=LAST, written=FIRST)


def key_result(text, label="KR1", **known):
    known.setdefault("measures", measures_in(text))
    return PlacedKeyResult(label=label, text=text, **DATING.of(text), **known)


def paper(*key_results, objective="Reach more firms", label="Q4 (Jan to Mar) 2022"):
    return PlacedOkrs(
        kind="okrs",
        starts_on=FIRST,
        ends_on=LAST,
        printed_label="Q4 (Jan – Mar) 2022",
        facts=[Fact(text="January 2022")],
        themes=[
            PlacedOkrTheme(
                title="Growth",
                appendix="Appendix A",
                printed_label=label,
                objectives=[PlacedObjective(text=objective, key_results=list(key_results))],
            )
        ],
    )


def rules(placed):
    return [finding.rule for finding in lint_okrs(placed)]


CLEAN = (
    key_result("Visit 40 firms by end March"),
    key_result("20 grants paid by end February", label="KR2"),
)


def test_a_clean_set_gives_nothing():
    assert lint_okrs(paper(*CLEAN)) == []


@pytest.mark.parametrize(
    ("rule", "placed"),
    [
        ("duplicate-label", paper(CLEAN[0], key_result("9 talks given by end March"))),
        ("duplicate-key-result", paper(CLEAN[0], key_result(CLEAN[0].text, label="KR2"))),
        ("empty-key-result", paper(*CLEAN, PlacedKeyResult(label="KR3"))),
        ("key-result-without-date", paper(key_result("Visit 40 firms"))),
        ("key-result-without-target", paper(key_result("Strategy agreed by end March"))),
        ("due-before-quarter", paper(key_result("40 firms visited by end December 2021"))),
        ("due-after-quarter", paper(key_result("40 firms visited by end May 2022"))),
        ("period-labels-disagree", paper(*CLEAN, label="Q4 (Dec to Mar) 2022")),
        (
            "several-promises",
            paper(key_result("40 firms visited and 9 grants paid by end March")),
        ),
        ("objective-is-topic", paper(*CLEAN, objective="Fisheries")),
        ("objective-without-key-results", paper()),
        ("undefined-acronym", paper(*CLEAN, objective="Work with the QZX")),
        (
            "past-date-in-future-tense",
            paper(key_result("40 visits to begin by end November 2021")),
        ),
        ("target-without-baseline", paper(key_result("Reduce waste by 20% by end March"))),
        (
            "target-only-in-outcome",
            paper(key_result("Courses run by end March", outcome_text="60 learners enrolled")),
        ),
        (
            "name-spelled-two-ways",
            paper(*CLEAN, objective="Know NorWeX, and that NORWX is known"),
        ),
        (
            "person-spelled-two-ways",
            paper(
                *(
                    key_result(
                        f"{count} firms met by end March",
                        label=f"KR{count}",
                        columns=[PlacedColumn(heading="Owner", body=[paragraph(name)])],
                    )
                    for count, name in ((7, "Ann Phelpham"), (8, "Ann Phelfam"))
                )
            ),
        ),
        (
            "owner-with-many",
            paper(
                *(
                    key_result(
                        f"{count} firms met by end March",
                        label=f"KR{count}",
                        columns=[PlacedColumn(heading="Owner", body=[paragraph("One desk")])],
                    )
                    for count in range(2, 14)
                )
            ),
        ),
    ],
)
def test_each_rule_finds_its_own(rule, placed):
    findings = [finding for finding in lint_okrs(placed) if finding.rule == rule]
    assert len(findings) == 1
    assert findings[0].message.endswith(".") and "  " not in findings[0].message


def test_a_date_in_a_nested_bullet_counts():
    placed = paper(key_result("Visit 40 firms"))
    placed.themes[0].objectives[0].key_results[0].bullets = DATING.marked(
        [{"kind": "bullet", "level": 0, "text": "half of them by mid February"}]
    )
    assert rules(placed) == []


def test_a_target_with_its_start_is_no_finding():
    placed = paper(
        key_result(
            "Reduce waste by end March",
            measures=[
                PlacedMeasure(name="Waste", unit="%", baseline=Decimal(40), target=Decimal(20))
            ],
        )
    )
    assert rules(placed) == []


def test_a_finding_says_where_it_stands():
    (finding,) = lint_okrs(paper(CLEAN[0], key_result("Strategy agreed by end March", label="KR2")))
    assert (finding.row, finding.words) == (
        "Appendix A, objective 1, KR2",
        "Strategy agreed by end March",
    )


FOLDER = os.environ.get("LEP_PAPERS", "")


@pytest.mark.skipif(not FOLDER, reason="LEP_PAPERS names no folder of papers.")
def test_the_real_paper_has_its_known_slips():
    path = Path(FOLDER, "samples/hotsw-okrs-q3-2020.docx")
    findings = lint_okrs(place_okrs(read_here(path.name, path.read_bytes())))
    counts = Counter(finding.rule for finding in findings)
    assert counts["duplicate-label"] == counts["empty-key-result"] == 1
    assert counts["period-labels-disagree"] == 1  # five appendices against the cover
    assert counts["key-result-without-date"] == 29  # 30 without, and one of them is empty
    # 83 key results, one empty, five with a target of their own.
    assert counts["key-result-without-target"] + counts["target-only-in-outcome"] == 77
    assert counts["objective-is-topic"] == 3
    assert counts["due-before-quarter"] == 5
    assert counts["due-after-quarter"] >= 12
    assert counts["several-promises"] >= 10
    assert counts["undefined-acronym"] >= 12
    assert counts["past-date-in-future-tense"] == 1
    assert len(counts) >= 12
