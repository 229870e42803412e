"""What a long plan in Word costs to read and place, against a walk through it by python-docx."""

import io
import json
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import docx

from lep_tracker.documents.placing import read_and_place

ROOT = Path(__file__).resolve().parent.parent
ROWS = 110  # 60 landscape pages
QUICK_ROWS = 20
THEMES = ("Strategy", "Governance", "Delivery")
# A process that only reads and places says itself how much memory that took at most.
_ALONE = """
import json, sys
from lep_tracker.documents.placing import place
from governance.documents.counting import count_characters
from governance.documents.reading import read_here
data = sys.stdin.buffer.read()
source = read_here("plan.docx", data)
count_characters("plan.docx", data)
read = open("/proc/self/status").read().split("VmHWM:")[1].split()[0]
place(source, plan_year="2019-20")
placed = open("/proc/self/status").read().split("VmHWM:")[1].split()[0]
print(json.dumps([int(read) // 1024, int(placed) // 1024]))
"""


def report(*, quick: bool) -> None:
    """Write a plan table, read and place it, and print how many rows a second that is."""
    rows = QUICK_ROWS if quick else ROWS
    data = plan_document(rows)
    began = perf_counter()
    outcome = read_and_place("plan.docx", data, plan_year="2019-20")
    seconds = perf_counter() - began
    began = perf_counter()
    walked = _walk(data)
    bare = perf_counter() - began
    fidelity = outcome.report.fidelity
    done = subprocess.run(
        [sys.executable, "-c", _ALONE], input=data, capture_output=True, cwd=ROOT, check=True
    )
    read_peak, placed_peak = json.loads(done.stdout)
    print(
        f"\nPlan in Word of {rows} rows, {walked} paragraphs, {len(data) / 1000:.0f} kB: read and "
        f"placed in {seconds:.1f} s, {rows / seconds:.0f} rows a second, "
        f"{seconds / bare:.1f} × a bare walk with python-docx.\n"
        f"Peak memory {read_peak} MB reading, {placed_peak} MB placing; "
        f"of {fidelity.source_characters:,} signs {fidelity.lost} lost."
    )


def plan_document(rows: int) -> bytes:
    """A plan of four columns, a table for each theme, with real lists as officers use them."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    for at, theme in enumerate(THEMES):
        document.add_heading(theme, level=1)
        table = document.add_table(rows=1, cols=4)
        for cell, heading in zip(
            table.rows[0].cells,
            ("Improvement summary", "Milestones", "Monitoring process", "Progress update"),
            strict=True,
        ):
            cell.text = heading
        for number in range(at, rows, len(THEMES)):
            _fill(table.add_row().cells, number)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _fill(cells, number: int) -> None:
    summary, milestones, monitoring, progress = cells
    _lines(
        summary,
        ("List Number", f"Strengthen how group {number} plans and reports what it delivers."),
        ("Normal", "LEP Leads: Head of Delivery, Programme Manager"),
        ("Normal", "KPIs:"),
        *(("List Bullet", f"{number + count} firms supported by March 2020") for count in range(3)),
    )
    months = ("30 April 2019", "June", "end of September", "the December board")
    _lines(
        milestones,
        *(
            ("List Bullet", f"Step {number}.{count} agreed by {on}")
            for count, on in enumerate(months)
        ),
        ("List Bullet 2", "Paper to the sub-group first (LEP Review, p12)"),
    )
    _lines(monitoring, ("List Bullet", "Quarterly to the Finance Committee"))
    _lines(progress, ("Normal", f"As at 25 June 2019: draft {number} is with the Chair."))


def _lines(cell, *lines: tuple[str, str]) -> None:
    first, *others = lines
    cell.paragraphs[0].text, cell.paragraphs[0].style = first[1], first[0]
    for style, text in others:
        cell.add_paragraph(text, style)


def _walk(data: bytes) -> int:
    """How many paragraphs python-docx finds when it opens a document and looks at each text."""
    document = docx.Document(io.BytesIO(data))
    count = sum(1 for one in document.paragraphs if one.text is not None)
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                count += sum(1 for one in cell.paragraphs if one.text is not None)
    return count
