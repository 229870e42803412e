"""A paper written to Word or JSON, read and placed again, is the paper it was."""

import dataclasses
import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from governance.documents.ledger import settle
from governance.documents.pieces import Fact, PlacedSection, Raw
from governance.documents.reading import read_here
from governance.documents.refusal import DocumentRefused
from governance.text.structured_text import paragraph
from okrs.documents.placed import PlacedColumn, PlacedOkrs
from okrs.documents.placing import place_okrs
from okrs.documents.reading_back import is_ours, place_back, read_json
from okrs.documents.writing import write_csv, write_docx, write_json, write_xlsx
from tests.okrs.documents.papers import committee_paper, objectives_of, placed_from, results_of


def bare(placed: PlacedOkrs) -> PlacedOkrs:
    return dataclasses.replace(placed, furniture=[], warnings=[])


def again(data: bytes) -> PlacedOkrs:
    """Read and placed again, with nothing lost on the way."""
    source = read_here("paper.docx", data)
    placed = place_back(source, place_okrs)
    assert settle(source, placed, 0).fidelity.lost == 0
    return bare(placed)


def plainly(data: bytes) -> PlacedOkrs:
    """Read like any paper, without what the file keeps."""
    return bare(place_okrs(dataclasses.replace(read_here("paper.docx", data), kept="")))


@pytest.fixture
def placed():
    made = bare(placed_from(committee_paper())[0])
    first = made.themes[0].objectives[0]
    first.number = "O1"
    first.body = [paragraph("Because empty desks cost time.")]
    first.columns = [PlacedColumn(heading="Sponsor", body=[paragraph("Chair")])]
    first.key_results[1].columns = [
        PlacedColumn(heading="Owner", body=[paragraph("Estates"), paragraph("and the chair")]),
    ]
    first.key_results[0].columns = [PlacedColumn(heading="Score", body=[paragraph("0.4")])]
    made.sections.append(
        PlacedSection(heading="Next", body=[paragraph("More in May.")], place="after")
    )
    made.unplaced = [Raw(text="Torn words", why="No field takes these words.")]
    return made


def test_word_and_back(placed):
    assert again(write_docx(placed)) == placed


def test_word_and_back_without_what_the_file_keeps():
    """The words alone tell a paper of the usual shape."""
    placed = bare(placed_from(committee_paper())[0])
    assert plainly(write_docx(placed)) == placed


def test_json_and_back(placed):
    source = read_json("paper.json", write_json(placed))
    assert is_ours(source)
    assert bare(place_back(source, place_okrs)) == placed


@pytest.mark.parametrize(("write", "name"), [(write_xlsx, "okrs.xlsx"), (write_csv, "okrs.csv")])
def test_sheets_and_back(placed, write, name):
    source = read_here(name, write(placed))
    assert is_ours(source)
    read = place_back(source, place_okrs)
    assert read.warnings == [] and bare(read) == placed
    assert settle(source, read, 0).fidelity.lost == 0


def test_a_sheet_to_read_says_on_every_row_what_it_belongs_to(placed):
    rows = list(load_workbook(BytesIO(write_xlsx(placed)))["OKRs"].values)
    assert rows[0][:5] == ("Theme", "Section", "Objective", "KR", "Key result")
    assert [row[3] for row in rows[1:4]] == ["KR1", "KR2", "KR1"]
    assert rows[2][2].startswith("O1: A full team") and rows[2][0] == "Office"
    assert all(row[0] for row in rows)


def test_a_changed_date_on_a_sheet_counts(placed):
    book = load_workbook(BytesIO(write_xlsx(placed)))
    sheet = book["Key results"]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index("Latest") + 1).value = date(2022, 2, 15)
    kept = BytesIO()
    book.save(kept)
    read = place_back(read_here("okrs.xlsx", kept.getvalue()), place_okrs)
    assert results_of(read)[0].latest == date(2022, 2, 15)
    assert results_of(read)[1:] == results_of(placed)[1:]


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b'{"format": "lep-tracker-okrs"}', b'{"format":"lep-tracker-okrs","version":1}'],
)
def test_json_of_another_kind_is_refused(data):
    with pytest.raises(DocumentRefused):
        read_json("paper.json", data)


def test_edits_to_dates_order_and_nesting_come_back(placed):
    office = placed.themes[0]
    desk = office.objectives[0].key_results[1]
    desk.bullets[1]["level"] = 1
    desk.due_text, desk.latest, desk.precision = "", None, "none"
    office.objectives.reverse()
    office.objectives[0].key_results.reverse()
    placed.themes.reverse()
    assert again(write_docx(placed)) == placed


def test_another_program_sees_the_same_table(placed):
    paper = Document(BytesIO(write_docx(placed)))
    table = paper.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [
        *("Objective", "KR", "Key result", "Score", "Owner", "Sponsor"),
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.cell(1, 0)._tc is table.cell(2, 0)._tc  # merged over its two key results
    assert table.cell(1, 0).text.startswith("O1: A full team")
    assert [table.cell(row, 1).text for row in (1, 2, 3)] == ["KR1", "KR2", "KR1"]
    bullets = table.cell(2, 2).paragraphs[1:]
    assert [one.text for one in bullets] == ["the quiet room", "the front desk"]
    assert all(one._p.pPr.numPr is not None for one in bullets)
    section = paper.sections[0]
    assert section.page_width > section.page_height
    headings = [one.text for one in paper.paragraphs if one.style.name == "Heading 1"]
    assert headings[2:5] == [theme.printed_heading for theme in placed.themes]


def test_a_changed_word_file_keeps_what_was_not_changed(placed):
    placed.themes[0].objectives[0].key_results[0].latest = None
    placed.themes[0].objectives[0].key_results[0].due_text = ""
    paper = Document(BytesIO(write_docx(placed)))
    cell = paper.tables[0].cell(3, 2)
    cell.paragraphs[0].runs[0].text = "Lease signed before May 2022"
    for run in cell.paragraphs[0].runs[1:]:
        run.text = ""
    kept = BytesIO()
    paper.save(kept)
    read = again(kept.getvalue())
    first, second, lease = results_of(read)[:3]
    assert (first.due_text, first.latest) == ("", None)  # as a person left it
    assert second == results_of(placed)[1]
    assert lease.text == "Lease signed before May 2022"
    assert str(lease.latest) == "2022-04-30"
    assert objectives_of(read)[0].body == objectives_of(placed)[0].body
    assert read.unplaced == placed.unplaced and read.facts == placed.facts
    assert read.themes[1:] == placed.themes[1:]


def test_a_set_without_heading_or_cover():
    placed = PlacedOkrs(kind="okrs", title="One team")
    made, _ = placed_from(committee_paper())
    theme = made.themes[0]
    theme.title, theme.appendix, theme.printed_heading = "One team", "", ""
    theme.printed_label, theme.outcome_heading = "", ""
    placed.themes, placed.facts = [theme], [Fact(heading="Owner", text="The team")]
    placed.starts_on, placed.ends_on = made.starts_on, made.ends_on
    assert again(write_docx(placed)) == placed


FOLDER = os.environ.get("LEP_PAPERS", "")


@pytest.mark.skipif(not FOLDER, reason="LEP_PAPERS names no folder of papers.")
def test_the_real_paper_comes_back():
    path = Path(FOLDER, "samples/hotsw-okrs-q3-2020.docx")
    real = bare(place_okrs(read_here(path.name, path.read_bytes())))
    data = write_docx(real)
    assert again(data) == real
    assert plainly(data) == real
    book = read_here("x.xlsx", write_xlsx(real))
    assert bare(place_back(book, place_okrs)) == real
    assert bare(place_back(read_json("x.json", write_json(real)), place_okrs)) == real
