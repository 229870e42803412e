"""Workbooks and CSV files: text stays text, days are days, the same words are the same bytes."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from governance.documents.writing.sheets import Sheet, as_csv, as_workbook

RISKY = ["=1+1", "+44 20 7946", "- 5 %", "@name", "#N/A", "TRUE", "00123", "1E5", "_x0041_", "'=x"]


def opened(rows, head=("Words",)):
    book = as_workbook([Sheet("Sheet one", head, rows)], "A title")
    return openpyxl.load_workbook(io.BytesIO(book))


@pytest.mark.parametrize("text", RISKY)
def test_no_text_is_a_formula_or_a_number(text):
    cell = opened([[text]]).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert openpyxl.utils.escape.unescape(cell.value) == text


def test_text_that_would_run_when_edited_is_marked_as_text():
    sheet = opened([["=1+1"], ["plain"]]).worksheets[0]
    assert sheet["A2"].quotePrefix
    assert not sheet["A3"].quotePrefix


def test_days_are_days_and_old_ones_are_text():
    sheet = opened([[date(2019, 6, 30)], [date(1890, 1, 2)]]).worksheets[0]
    assert sheet["A2"].is_date
    assert sheet["A2"].value.date() == date(2019, 6, 30)
    assert sheet["A3"].value == "1890-01-02"


def test_the_head_stays_and_words_wrap():
    sheet = opened([["words"]]).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["A2"].alignment.wrap_text
    assert sheet.page_setup.orientation == "landscape"


def test_words_longer_than_a_cell_are_cut_and_seen_to_be():
    value = opened([["x" * 40_000]]).worksheets[0]["A2"].value
    assert len(value) == 32_767
    assert value.endswith("…")


def test_the_same_words_are_the_same_bytes():
    sheet = Sheet("One", ["A"], [["b"]])
    assert as_workbook([sheet], "T") == as_workbook([sheet], "T")


@pytest.mark.parametrize("text", RISKY)
def test_csv_has_no_live_formula(text):
    content = as_csv(["Words"], [[text]])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert not rows[1][0].startswith(("=", "+", "-", "@"))
