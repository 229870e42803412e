"""A small paper as neutral rows with what it is placed as, for tests that read no file."""

from datetime import date

from governance.documents.pieces import Fact, Furniture, Raw, dated_fields
from governance.documents.rows import Cell, Line, Row, Source, Table, characters
from lep_tracker.documents.outcome import ImportOutcome, settled
from plans.documents.placed import (
    PlacedCitation,
    PlacedKpi,
    PlacedLead,
    PlacedMilestone,
    PlacedPlan,
    PlacedRow,
    PlacedTheme,
)

YEAR = "2019-20"


def source() -> Source:
    """A cover, a header row, two rows of two columns, and words nobody could place."""
    table = Table(
        rows=(
            Row(
                cells=(_cell(0, ("3", "Improvement")), _cell(1, ("4", "Milestones"))),
                is_header=True,
            ),
            Row(
                cells=(
                    _cell(
                        0,
                        ("5", "1. Papers are published in time (Deep Review pg 2)"),
                        ("6", "Lead: Board Secretary"),
                        ("7", "KPIs:"),
                    ),
                    _cell(1, ("8", "Publish each agenda by end May"), ("9", "Tell the auditors")),
                )
            ),
            Row(cells=(_cell(0, ("10", "2. Visits to every district")), _cell(1, ("11", "•")))),
        ),
        columns=2,
    )
    return Source(
        name="plan.docx",
        kind="docx",
        blocks=(
            Line("1", "Northern improvement plan 2019-20", place="paragraph 1", is_bold=True),
            Line("2", "Governance", place="paragraph 2", kind="heading", level=1),
            table,
            Line("12", "qd f the board", place="paragraph 3"),
        ),
        warnings=("Two tracked changes were taken as accepted.",),
    )


def placed() -> PlacedPlan:
    publish = "Publish each agenda by end May"
    return PlacedPlan(
        kind="improvement_plan",
        title="Northern improvement plan 2019-20",
        lines=("1",),
        starts_on=date(2019, 4, 1),
        ends_on=date(2020, 3, 31),
        facts=[Fact(heading="", text="", lines=())],
        themes=[PlacedTheme(title="Governance", lines=("2",))],
        rows=[
            PlacedRow(
                number="1",
                theme="Governance",
                statement=[
                    {"kind": "paragraph", "level": 0, "text": "Papers are published in time"}
                ],
                leads=[PlacedLead(name="Board Secretary", lines=("6",))],
                lead_heading="Lead:",
                kpi_heading="KPIs:",
                kpis=[PlacedKpi(text="", lines=())],
                milestones=[
                    PlacedMilestone(
                        text=publish, lines=("8",), **dated_fields(publish, plan_year=YEAR)
                    ),
                    PlacedMilestone(text="Tell the auditors", lines=("9",)),
                ],
                citations=[PlacedCitation(printed="(Deep Review pg 2)", on="row", lines=("5",))],
                lines=("5", "6", "7"),
            ),
            PlacedRow(
                number="2",
                theme="Governance",
                statement=[{"kind": "paragraph", "level": 0, "text": "Visits to every district"}],
                lines=("10",),
            ),
        ],
        furniture=[
            Furniture(text="Improvement", why="header", lines=("3",)),
            Furniture(text="Milestones", why="header", lines=("4",)),
            Furniture(text="•", why="empty bullet", lines=("11",)),
        ],
        unplaced=[Raw(text="qd f the board", why="It belongs to no row.", lines=("12",))],
        warnings=["The plan has two rows."],
    )


def outcome() -> ImportOutcome:
    paper = source()
    counted = sum(characters(line.text) for line in paper.lines())
    return settled(paper, placed(), counted)


def _cell(column: int, *lines: tuple[str, str]) -> Cell:
    where = f"table 1, column {column + 1}"
    return Cell(lines=tuple(Line(id, text, place=where) for id, text in lines), column=column)


def long_outcome(rows: int) -> ImportOutcome:
    """A plan of so many rows, one line each."""
    lines = [Line(str(at), f"{at + 1}. Row number {at + 1}") for at in range(rows)]
    paper = Source(name="long.docx", kind="docx", blocks=tuple(lines))
    plan = PlacedPlan(
        kind="action_plan",
        title="A long plan",
        rows=[
            PlacedRow(
                number=str(at + 1),
                statement=[{"kind": "paragraph", "level": 0, "text": f"Row number {at + 1}"}],
                lines=(str(at),),
            )
            for at in range(rows)
        ],
    )
    return settled(paper, plan, sum(characters(line.text) for line in lines))
