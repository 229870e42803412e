"""Reports made for the tests, in our own words and in the shapes of the papers."""

import io

import docx
from docx.document import Document

from governance.documents.reading import read_here
from governance.documents.rows import Source


def read_docx(document: Document, name: str = "report.docx") -> Source:
    file = io.BytesIO()
    document.save(file)
    return read_here(name, file.getvalue())


def add_table(document: Document, *rows: tuple[str, ...]) -> None:
    """A table; a line break in a text begins a new paragraph of its cell."""
    table = document.add_table(rows=0, cols=len(rows[0]))
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            first, *others = text.split("\n")
            cell.paragraphs[0].text = first
            for other in others:
                cell.add_paragraph(other)


YEAR = (
    ("", "Set-up and work plans", "Checking progress"),
    ("Apr 20", "16th - Two groups (1&2, names to follow) bring work plans to the Board", ""),
    ("May", "14th - The other groups (3&4) bring theirs\nBoard approves every plan", ""),
    ("Jun", "Yearly event with talks by the chairs", "Monthly call (all chairs)"),
    ("Jul", "", "Monthly call\n16th - Chairs (1&2) give bimonthly report"),
    ("Aug", "", "Monthly call"),
    ("Sept", "", "Monthly call\n17th -Chairs (1,2,3&4) give bimonthly report"),
    ("Oct", "", "Monthly call\n15th - Chairs (3&4) give bimonthly report"),
    ("Nov", "", "Monthly call\n19th - Chairs (1&2) give bimonthly report"),
    ("Dec", "", "Monthly call\n17th - Chairs (3&4) give bimonthly report"),
    ("Jan 21", "", "Monthly call"),
    ("Feb", "", "Monthly call\nChairs (1,2,3&4) give bimonthly report"),
    ("Mar", "", "Monthly call\nThe groups look back on their year"),
)
LONG = (
    "The partnership has listened to firms, colleges and councils over the winter and found that "
    "they want to take part earlier and in smaller circles than the full table allows."
)


def sub_groups() -> Document:
    """Advisory groups under one board, a year of months and streams, four things asked."""
    document = docx.Document()
    document.add_paragraph("GROWTH STRATEGY – HOW WE CARRY IT OUT")
    document.add_paragraph("PLANS FOR FOUR ADVISORY GROUPS")
    document.add_heading("1. Introduction", 1)
    document.add_paragraph(LONG)
    document.add_paragraph("The purpose of this report is to ask for four groups.")
    document.add_heading("2. \tHow the groups fit together", 1)
    document.add_paragraph("The evidence points to four fields of work:")
    document.add_paragraph(f"{LONG} A chart is given at Appendix 1, the rules in Appendices 2a-2d.")
    document.add_heading("3. Role of the Sub-groups", 1)
    document.add_paragraph(
        "They advise, and make recommendations to the Growth Board, which decides."
    )
    for number, name in enumerate(("Towns", "Skills", "New Ideas", "Firms"), start=1):
        document.add_heading(f"3.{number} {name}", 2)
        document.add_paragraph(f"{LONG} This one looks after {name.lower()}.")
    document.add_heading("4. Timeline for 2020-21", 1)
    add_table(document, *YEAR)
    document.add_heading("5. Recommendations", 1)
    document.add_paragraph("It is recommended that:")
    document.add_paragraph("5.1 The Board agrees to the groups.")
    document.add_paragraph("5.2 A chair, deputy chair and support officer of every group be named.")
    document.add_paragraph("5.3 The groups first meet in March 2020.")
    document.add_paragraph("5.4 The timeline be used.")
    document.add_paragraph("Lead Director: \tthe chair of the board")
    document.add_paragraph("Report Author: \tthe policy officer")
    document.add_paragraph("(telephone removed)")
    return document
