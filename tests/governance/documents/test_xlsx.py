"""Workbooks: what an officer sees in the cells, and what is said of the rest."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from governance.documents.counting_xlsx import count_xlsx
from governance.documents.refusal import DocumentRefused
from governance.documents.rows import Line, Table, characters
from governance.documents.sheets import read_sheets

from .workbooks import as_excel_packs_it


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(book):
    data = saved(book)
    source = read_sheets("plan.xlsx", data)
    assert sum(characters(line.text) for line in source.lines()) == count_xlsx(data)
    ids = [line.id for line in source.lines()]
    assert ids == [str(number) for number in range(1, len(ids) + 1)]
    return source


def book_of(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def grid(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_each_sheet_is_a_table_with_its_name():
    book = book_of(("Action", "Owner"), ("Call", "Clerk"))
    book.active.title = "Growth"
    book.create_sheet("Skills").append(["Action", "Owner", "When"])
    source = read(book)
    assert [(table.name, table.columns) for table in source.tables()] == [
        ("Growth", 2),
        ("Skills", 3),
    ]
    assert source.blocks[0].cell_at(1, 0).lines[0].place == "sheet “Growth”, cell A2"


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (date(2019, 6, 25), "d mmmm yyyy", "25 June 2019"),
        (date(2019, 6, 25), "[$-809]dd mmmm yyyy;@", "25 June 2019"),
        (date(2019, 6, 25), "dd/mm/yyyy", "25/06/2019"),
        (date(2019, 2, 1), "m/d/yy", "1 February 2019"),
        (date(2019, 6, 1), "mmm-yy", "Jun-19"),
        (datetime.combine(date(2019, 6, 25), time(14, 5)), "dd/mm/yyyy hh:mm", "25/06/2019 14:05"),
        (date(2019, 6, 25), '"by "d mmm', "by 25 Jun"),
        (0.456, "0%", "46%"),
        (1234.5, '"£"#,##0.00', "£1,234.50"),
        (-1234.5, "#,##0;(#,##0)", "(1,235)"),
        (1500000, '"£"0.0,,"m"', "£1.5m"),
        (7, "000", "007"),
        (2.5, '0.0" FTE"', "2.5 FTE"),
        (1.1, "General", "1.1"),
        (12.0, "General", "12"),
        (1 / 3, "General", "0.3333333333"),
        (True, "General", "TRUE"),
        (0, '#,##0;-#,##0;"-"', "-"),
    ],
)
def test_numbers_and_days_are_read_as_their_format_shows_them(value, code, seen):
    book = book_of(("What", "When"), ("Call", value))
    book.active["B2"].number_format = code
    (table,) = read(book).tables()
    assert table.cell_at(1, 1).text == seen


def test_lines_bullets_and_bold_words_of_a_cell_are_kept():
    book = book_of(("Action", "Steps"), ("Call", "LEP Lead:\n• one\n   - two\n\n1. three"))
    book.active["A1"].font = Font(bold=True)
    rich = CellRichText(TextBlock(InlineFont(b=True), "KPIs:"), "\nfive firms")
    book.active.append([rich, "x"])
    (table,) = read(book).tables()
    assert [(line.kind, line.level, line.words) for line in table.cell_at(1, 1).lines] == [
        ("paragraph", 0, "LEP Lead:"),
        ("bullet", 0, "one"),
        ("bullet", 1, "two"),
        ("number", 0, "three"),
    ]
    assert table.cell_at(0, 0).lines[0].is_bold and not table.cell_at(0, 1).lines[0].is_bold
    assert [line.is_bold for line in table.cell_at(2, 0).lines] == [True, False]


def test_merged_cells_cover_their_columns_and_go_on_downwards():
    book = book_of(
        ("Action", "Steps", None, "When"),
        ("Call", "a", "b", "June"),
        (None, "c", "d", "July"),
        ("Staff", None, None, None),
    )
    for area in ("B1:C1", "A2:A3", "A4:D4"):
        book.active.merge_cells(area)
    (table,) = read(book).tables()
    assert [[cell.columns for cell in row.cells] for row in table.rows] == [
        [1, 2, 1],
        [1, 1, 1, 1],
        [1, 1, 1, 1],
        [4],
    ]
    assert table.rows[2].cells[0].continues
    assert table.cell_at(2, 0).text == "Call" and table.cell_at(0, 2).text == "Steps"


def test_titles_empty_rows_and_empty_columns_are_no_rows_of_the_table():
    book = openpyxl.Workbook()
    sheet = book.active
    for place, words in {
        "B1": "Growth plan",
        "B3": "Action",
        "D3": "When",
        "B4": "Call",
        "D4": "June",
        "B9": "Note",
        "F400": " ",
    }.items():
        sheet[place] = words
    title, table, note = read(book).blocks
    assert (title.text, note.text) == ("Growth plan", "Note")
    assert grid(table) == [["Action", "When"], ["Call", "June"]]


def test_frozen_and_repeated_rows_are_headers():
    book = book_of(("Action", "When"), ("Call", "June"))
    book.active.freeze_panes = "A2"
    (table,) = read(book).tables()
    assert [row.is_header for row in table.rows] == [True, False]
    book = book_of(("Action", "When"), ("Call", "June"))
    book.active.print_title_rows = "1:1"
    (table,) = read(book).tables()
    assert [row.is_header for row in table.rows] == [True, False]


def test_links_are_kept_with_their_address():
    book = book_of(("Action", "Where"), ("Call", "here"))
    book.active["B2"].hyperlink = "https://example.org/plan"
    (table,) = read(book).tables()
    (link,) = table.cell_at(1, 1).lines[0].links
    assert (link.start, link.end, link.address) == (0, 4, "https://example.org/plan")


def test_text_boxes_and_page_headers_stand_aside():
    book = book_of(("Action", "When"), ("Call", "June"))
    book.active.oddHeader.left.text = "Growth & jobs"
    book.active.oddFooter.center.text = "Page &P of &N"
    assert [line.text for line in read(book).asides] == ["Growth & jobs", "Page", "of"]


def test_what_is_not_seen_is_said():
    book = book_of(("Action", "When", "Cost"), ("Call", "June", "=1+1"), ("Write", "July", "#REF!"))
    book.active["A2"].comment = Comment("Ask the chair first", "Clerk")
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.active.title = "Plan"
    book.create_sheet("Lists").append(["Not started"])
    book["Lists"].sheet_state = "hidden"
    source = read(book)
    assert source.warnings == (
        "Sheet “Plan”, cell A2 carries a comment, which was left out: “Ask the chair first”.",
        "Sheet “Lists” is hidden and was left out.",
        "1 cell holds a formula; its last result was read.",
        "Sheet “Plan”: a formula has no stored result, so nothing was read there: C2.",
        "Sheet “Plan”: cells show an error: C3 (#REF!).",
        "Sheet “Plan”: 1 hidden row was read like the others.",
        "Sheet “Plan”: hidden columns were read like the others.",
    )
    assert "Not started" not in [line.text for line in source.lines()]


def test_signs_that_xml_cannot_hold_are_taken_out_and_said():
    book = book_of(("Action", "When"), ("Call_x0000_ all_x000D_\nnow", "June"))
    source = read(book)
    (table,) = source.tables()
    assert table.cell_at(1, 0).text == "Call all\nnow"
    assert source.warnings == (
        "1 unseen sign removed (soft hyphens, control characters and the like).",
    )


def test_a_workbook_is_read_as_excel_packs_it():
    data = as_excel_packs_it()
    source = read_sheets("plan.xlsx", data)
    (table,) = source.tables()
    assert grid(table) == [
        ["Action", "When", "Where"],
        ["KPIs:\nfive\nfirms", "25 June 2019", "Tokyo"],
        ["again", "25 June 2019", "there"],
    ]
    assert [line.is_bold for line in table.cell_at(1, 0).lines] == [True, False, False]
    assert table.rows[0].is_header and table.cell_at(0, 0).lines[0].is_bold
    assert table.cell_at(2, 2).lines[0].links[0].address == "https://example.org/a"
    assert [line.text for line in source.asides] == ["Growth plan"]
    assert source.warnings == ("2 cells hold formulas; their last result was read.",)
    assert sum(characters(line.text) for line in source.lines()) == count_xlsx(data)


def test_title_and_day_come_from_the_properties():
    book = book_of(("Action", "When"), ("Call", "June"))
    book.properties.title = "Growth plan"
    source = read(book)
    assert source.title == "Growth plan"
    assert date.fromisoformat(source.written_on)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"x" * 100, bytes.fromhex("d0cf11e0a1b11ae1")]
)
def test_what_is_no_workbook_is_refused_in_a_sentence(data):
    with pytest.raises(DocumentRefused, match=r"^plan\.xlsx: .+\.$"):
        read_sheets("plan.xlsx", data)


def test_a_workbook_without_words_is_refused():
    with pytest.raises(DocumentRefused, match="no words"):
        read_sheets("plan.xlsx", saved(openpyxl.Workbook()))


def test_lines_and_tables_keep_the_order_of_the_sheets():
    book = book_of(("Growth",), (), ("Action", "When"), ("Call", "June"))
    book.create_sheet("Two").append(["Only words"])
    assert [type(block) for block in read(book).blocks] == [Line, Table, Line]
