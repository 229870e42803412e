"""Places a document and asks the ledger whether every word of it is held."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.table import Table as WordTable

from governance.documents.counting import count_characters
from governance.documents.ledger import Report, settle
from governance.documents.reading import read_here
from governance.documents.rows import Source
from plans.documents.placed import PlacedPlan
from plans.documents.placing import place_plan


def saved(document: Any) -> bytes:
    """The bytes of a python-docx document."""
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def word_table(document: Any, drawn: str) -> WordTable:
    """A table drawn one row a line, its cells parted by ``|``, the lines of a cell by ``/n``.

    ``^`` goes on from the cell above, ``<`` from the cell before, ``**`` first is bold, ``*``
    first is a bullet.
    """
    rows = [[cell.strip() for cell in row.split("|")] for row in drawn.strip("\n").split("\n")]
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for at, row in enumerate(rows):
        for column, said in enumerate(row):
            if said == "^":
                table.cell(at - 1, column).merge(table.cell(at, column))
            elif said == "<":
                table.cell(at, column - 1).merge(table.cell(at, column))
            else:
                _fill(table.cell(at, column), said)
    return table


def _fill(cell: Any, said: str) -> None:
    for at, text in enumerate(said.split("/n")):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        if text.startswith("**"):
            paragraph.add_run(text[2:]).bold = True
        elif text.startswith("* "):
            paragraph.style = "List Bullet"
            paragraph.add_run(text[2:])
        else:
            paragraph.add_run(text)


def place_word(document: Any, *, plan_year: str = "", name: str = "plan.docx") -> PlacedPlan:
    """Read a Word document, place it, and prove that nothing was lost or left."""
    placed, report = place_bytes(name, saved(document), plan_year=plan_year)
    assert_all_held(report)
    return placed


def place_bytes(name: str, data: bytes, *, plan_year: str = "") -> tuple[PlacedPlan, Report]:
    source = read_here(name, data)
    placed = place_plan(source, plan_year=plan_year)
    return placed, settle(source, placed, count_characters(name, data))


def place_source(source: Source, *, plan_year: str = "") -> PlacedPlan:
    """Place a source made by hand, and prove that nothing was lost or left."""
    placed = place_plan(source, plan_year=plan_year)
    counted = sum(len("".join(line.text.split())) for line in source.lines())
    assert_all_held(settle(source, placed, counted))
    return placed


def assert_all_held(report: Report, *, unplaced: int = 0) -> None:
    left = [entry.text for entry in report.entries if entry.went in ("lost", "unplaced")]
    assert report.fidelity.lost == 0, left
    assert report.fidelity.unplaced <= unplaced, left


def words(row: Any) -> str:
    """A row's statement as plain text."""
    return "\n".join(block["text"] for block in row.statement)


def new_document() -> Any:
    return Document()
