"""OKR papers made by the tests: the shapes of real ones, in words of our own."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.table import Table, _Cell

from governance.documents.ledger import Report, settle
from governance.documents.reading import read_here
from okrs.documents.placed import PlacedKeyResult, PlacedObjective, PlacedOkrs
from okrs.documents.placing import place_okrs


def data_of(paper: Paper) -> bytes:
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()


def placed_from(paper: Paper) -> tuple[PlacedOkrs, Report]:
    """A paper saved, read and placed, with the account of its lines."""
    source = read_here("paper.docx", data_of(paper))
    placed = place_okrs(source)
    return placed, settle(source, placed, 0)


def objectives_of(placed: PlacedOkrs) -> list[PlacedObjective]:
    return [objective for theme in placed.themes for objective in theme.objectives]


def results_of(placed: PlacedOkrs) -> list[PlacedKeyResult]:
    return [one for objective in objectives_of(placed) for one in objective.key_results]


def table_of(paper: Paper, rows: Sequence[Sequence[str]], merged: bool = True) -> Table:
    """A table; with ``merged`` an empty first cell joins the one above it."""
    table = paper.add_table(len(rows), max(map(len, rows)))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            fill(table.cell(at, column), text)
    if merged:
        start = 0
        for at in range(1, len(rows) + 1):
            if at == len(rows) or rows[at][0]:
                if at - 1 > start:
                    table.cell(start, 0).merge(table.cell(at - 1, 0))
                    keep = table.cell(start, 0)
                    for empty in keep.paragraphs[1:]:
                        empty._p.getparent().remove(empty._p)
                start = at
    return table


def fill(cell: _Cell, text: str) -> None:
    """Lines of a cell; one that begins with "* " is a bullet, with "** " a nested one."""
    for at, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        if line.startswith("** "):
            paragraph.style, line = "List Bullet 2", line[3:]
        elif line.startswith("* "):
            paragraph.style, line = "List Bullet", line[2:]
        paragraph.text = line


def committee_paper() -> Paper:
    """Three appendices: header blocks before and after an outcome, sections, merged objectives."""
    paper = Document()
    paper.add_paragraph("Northshire Growth Partnership", style="Title")
    paper.add_paragraph("Audit and Performance Panel")
    paper.add_paragraph("January 2022")
    paper.add_paragraph("Report theme: Objectives and Key Results (OKRs)")
    paper.add_paragraph("Author: Head of Programmes")
    paper.add_heading("Summary", 1)
    paper.add_paragraph("The goals for Q4 (Jan – Mar) 2022 are set out here.")
    paper.add_heading("Recommendations", 1)
    paper.add_paragraph("The panel is asked to agree them.")
    paper.add_heading("1 Appendix A: Office Objectives and Key Results – Q4 (Dec to Mar) 2022", 1)
    paper.add_heading("Overall Outcome", 2)
    paper.add_paragraph("An office that keeps its word.")
    paper.add_heading("Aim (focus areas)", 2)
    paper.add_paragraph("Fill the empty posts", style="List Number")
    paper.add_paragraph("Move site", style="List Number")
    table_of(
        paper,
        [
            ("A full team", "KR1", "Two analysts hired by end January"),
            (
                "",
                "KR2",
                "Desk plan drawn up by mid February. It shows\n* the quiet room\n* the front desk",
            ),
            (
                "A home",
                "KR1",
                "Lease signed before March 2022, keys given by end of April 2022",
            ),
        ],
    )
    paper.add_heading("2 Appendix B: Skills Objectives and Key Results – Q4 (Dec to Mar) 2022", 1)
    paper.add_heading("Panel Priorities", 2)
    paper.add_paragraph("Digital skills", style="List Bullet")
    paper.add_heading("Other county work", 2)
    paper.add_paragraph("Careers fair", style="List Bullet")
    paper.add_paragraph("Overall outcome: More people in better work.")
    table_of(
        paper,
        [
            ("Bootcamps", "KR1", "Bootcamps held in 12 towns by March", "240 learners enrolled"),
            (
                "",
                "KR2",
                "Engage with 1,500 firms, visit 300 and sign 40",
                "Buyers for next year",
            ),
            ("", "KR2", "Benchmark 5 and 6 kept at Level 3 in 2022", ""),
            ("", "KR3", "", ""),
        ],
    )
    paper.add_heading("3 Appendix C: Sector Objectives and Key Results – Q4 (Dec to Mar) 2022", 1)
    for name, aim in (("Space", "Be known for small satellites."), ("Food", "Sell more cheese.")):
        paper.add_heading(name, 2)
        paper.add_heading("Vision (where we want to be)", 2)
        paper.add_paragraph(aim)
        paper.add_heading("Aims (focus areas)", 2)
        paper.add_paragraph("Meet buyers", style="List Number")
        table_of(
            paper,
            [
                (f"A voice for {name.lower()}", "KR1", "Steering group meets"),
                ("", "KR2", "Stand booked at the spring fair"),
            ],
        )
    return paper
