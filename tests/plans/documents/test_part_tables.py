"""Workbooks of ours that somebody changed: what counts, what is said, what is refused."""

import io

import openpyxl
import pytest

from governance.documents.reading import read_here
from governance.documents.refusal import DocumentRefused
from plans.documents.placing import place_plan
from plans.documents.reading_back import place_back
from plans.documents.writing import write_csv, write_xlsx

from .written_plans import improvement_plan


def edited(change):
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(improvement_plan())))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return place_back(read_here("plan.xlsx", saved.getvalue()), place_plan)


def cell_under(sheet, heading, row=2):
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    return sheet.cell(row, column)


def test_saved_by_another_program_it_is_the_same_plan():
    placed = edited(lambda book: None)
    placed.furniture = []
    assert placed == improvement_plan()


def test_a_date_and_an_order_changed_on_a_sheet_count():
    def change(book):
        cell_under(book["Milestones"], "Latest").value = "31 July 2019"
        cell_under(book["Leads"], "Order", 2).value = 2
        cell_under(book["Leads"], "Order", 3).value = 1

    placed = edited(change)
    assert placed.rows[0].milestones[0].latest.isoformat() == "2019-07-31"
    assert [one.name for one in placed.rows[0].leads] == ["J. Example", "Skills manager", "Board"]


def test_lines_in_another_order_are_the_same_plan():
    def change(book):
        sheet = book["Milestones"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for at, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(at, column).value = value

    assert edited(change).rows == improvement_plan().rows


def test_a_change_on_the_readable_sheet_is_said():
    def change(book):
        book["Plan"]["B2"].value = "Something else"

    placed = edited(change)
    assert placed.rows == improvement_plan().rows
    assert "“Plan” was changed" in placed.warnings[0]


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "words"),
    [
        ("Milestones", "Of", 99, "belongs to a row that is not there"),
        ("Milestones", "Latest", "soon", "is not a day"),
        ("Milestones", "Id", "x", "is not a whole number"),
        ("Milestones", "Part (lep-tracker-plan 1)", "mile", "is no part of a plan"),
        ("Rows", "Id", 2, "There are two parts"),
        ("Statement lines", "Kind", "drawing", "must be a paragraph, a bullet"),
        ("Statement lines", "Kind", None, "must be a paragraph, a bullet"),
        ("Statement lines", "Level", 99, "must have a level"),
        ("Milestones", "Dates", "x", "is no list that JSON knows"),
    ],
)
def test_lines_that_do_not_fit_are_refused_with_a_sentence(sheet, heading, value, words):
    def change(book):
        cell_under(book[sheet], heading).value = value

    with pytest.raises(DocumentRefused, match=words):
        edited(change)


def test_csv_carries_every_part_in_one_table():
    lines = write_csv(improvement_plan()).decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("Part (lep-tracker-plan 1),Id,Of,Order,")
    kinds = {line.split(",")[0] for line in lines[1:] if line}
    assert {"plan", "row", "milestone", "KPI", "note", "citation", "unplaced"} <= kinds
