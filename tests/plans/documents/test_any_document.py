"""Whatever a table says, however it is drawn: it is placed without an error and loses nothing."""

from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.documents.ledger import settle
from governance.documents.rows import Block, Cell, Line, Row, Source, Table, characters
from governance.text.structured_text import validate
from plans.documents.placing import NO_FIELD, place_plan

SAID = [
    "Improvement",
    "Milestones",
    "Monitoring process",
    "Progress",
    "Lead",
    "Due date",
    "Status",
    "KPIs",
    "Theme",
    "No",
    "Update",
    "1.",
    "2. Agree the plan",
    "Action 7: Publish it",
    "3",
    "(4) Meet",
    "a) Draft",
    "LEP Leads:",
    "Lead officer – Jo Fox",
    "Owner: Head of Skills and Work",
    "Jo Fox and Al Hall",
    "PAG/SPMG Chair; Jo Fox",
    "KPIs:",
    "KPI’s",
    "Measures of success: ten visits",
    "by end May",
    "30/06/2019",
    "June 2019",
    "31 June",
    "1 April 2102",
    "ongoing",
    "Completed 4 June",
    "(actioned)",
    "as at 25 June",
    "25th June: work goes on",
    "ACTION COMPLETED 25 JUNE",
    "Emails: sent",
    "SAP – met",
    "(Deep Dive Report pg 7)",
    "Governance Audit)",
    "(see action 2)",
    "(see 1.1)",
    "listed (left)",
    "available here",
    "ditto",
    "as above",
    "and more",
    "f tail of words",
    "by",
    "Meet quarterly",
    "x",
    "-",
    "•",
    "…",
    "One\n• Two\n– Three",
    "Status: Green",
    "Timescale: May 2019",
    "Priority 1: Skills",
    "Key: red = late",
    "Improvement plan 2019-20",
    "Item 5 Appendix B",
    "\u00a0",
    "\u200b",
    "(",
    ")",
    "((a)",
    "12 May 2019 to",
]
LINE = st.tuples(
    st.sampled_from(SAID),
    st.sampled_from(["paragraph", "bullet", "number", "heading"]),
    st.integers(0, 3),
    st.booleans(),
)
CELL = st.tuples(st.lists(LINE, max_size=4), st.integers(1, 3), st.booleans())
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=6)


def line(number: int, drawn: tuple[str, str, int, bool], place: str = "") -> Line:
    text, kind, level, is_bold = drawn
    label = "3." if kind == "number" else ""
    return Line(str(number), text, place, kind, level, label, is_bold=is_bold)  # type: ignore[arg-type]


def table(numbers: "count[int]", drawn: list[list[tuple[list, int, bool]]]) -> Table:
    rows = []
    for at, cells in enumerate(drawn):
        made, column = [], 0
        for said, columns, continues in cells:
            below = continues and at > 0
            lines = () if below else tuple(line(next(numbers), one) for one in said)
            made.append(Cell(lines, column, columns, below))
            column += columns
        rows.append(Row(tuple(made)))
    return Table(tuple(rows), max(sum(cell.columns for cell in row.cells) for row in rows))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(LINE, ROWS), max_size=5),
    st.lists(LINE, max_size=2),
    st.sampled_from(["", "2019-20", "2020", "no year"]),
)
def test_any_document_is_placed_without_an_error_and_loses_no_word(
    blocks: list, asides: list, plan_year: str
) -> None:
    numbers = count(1)
    made: list[Block] = [
        table(numbers, one) if isinstance(one, list) else line(next(numbers), one) for one in blocks
    ]
    beside = tuple(line(next(numbers), one, "footnote 1") for one in asides)
    source = Source("paper.docx", "docx", tuple(made), beside)
    plan = place_plan(source, plan_year=plan_year)
    total = sum(characters(one.text) for one in source.lines())
    report = settle(source, plan, total)
    lost = [entry.text for entry in report.entries if entry.went == "lost"]
    assert report.fidelity.lost == 0, lost
    assert not [raw.text for raw in plan.unplaced if raw.why == NO_FIELD]
    for row in plan.rows:
        validate(row.statement)
        for citation in row.citations:
            on = row.milestones[citation.milestone].text if citation.milestone is not None else None
            assert on is None or 0 <= (citation.start or 0) <= len(on)
    for theme in plan.themes:
        validate(theme.purpose)
