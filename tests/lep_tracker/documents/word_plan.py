"""A plan in Word in the shape of the papers and in words of its own."""

import io

import docx

COLUMNS = ("Improvement", "Milestones", "Monitoring", "Progress")
HELPERS = ("What will be better", "Steps and dates", "How we know", "What happened")
ROWS = [
    (
        [
            "1. Board papers reach members in time (Assurance Review pg 4)",
            "LEP Leads: Board Secretary",
        ],
        ["Agree a calendar of meetings by end May", "Publish each agenda by 30 June 2019"],
        ["Quarterly report to the board"],
        ["Calendar drafted as at 25 June"],
    ),
    (
        ["2. Every district is visited once a year", "KPIs:", "Six visits made"],
        ["Plan the visits by September 2019"],
        ["Visits log"],
        [""],
    ),
]


def plan_in_word(rows=None, *, title="Northern Partnership Improvement Plan 2019-20") -> bytes:
    """A cover line, a theme heading and a four-column table with helper text under its headings."""
    paper = docx.Document()
    paper.add_heading(title, 0)
    paper.add_heading("Governance", 1)
    told = ROWS if rows is None else rows
    table = paper.add_table(rows=1 + len(told), cols=4)
    for at, (name, helper) in enumerate(zip(COLUMNS, HELPERS, strict=True)):
        table.cell(0, at).text = name
        table.cell(0, at).add_paragraph(helper)
    for number, row in enumerate(told, start=1):
        for at, lines in enumerate(row):
            cell = table.cell(number, at)
            cell.text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    paper.add_paragraph("Issued in April 2019.")
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def minutes_in_word() -> bytes:
    """A table that is no plan."""
    paper = docx.Document()
    paper.add_paragraph("Who came")
    table = paper.add_table(rows=2, cols=2)
    for at, words in enumerate(["Name", "Seat", "A. Person", "North"]):
        table.cell(at // 2, at % 2).text = words
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()
