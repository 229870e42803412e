"""Tables that are no plan, as offices keep them: money, people, dates; each in three kinds of file.

Whoever places documents must import nothing of them, and say so.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date

import docx
import openpyxl

Cell = str | int | float | date

TABLES: dict[str, tuple[tuple[Cell, ...], ...]] = {
    "budget": (
        ("Budget 2020-21",),
        ("Cost centre", "2019-20 outturn", "2020-21 budget", "Variance"),
        ("Staff", 240_500, 251_000, 10_500),
        ("Premises", 31_200, 30_000, -1_200),
        ("Travel", 8_450, 7_000, -1_450),
        ("Total", 280_150, 288_000, 7_850),
    ),
    "contacts": (
        ("Contact list",),
        ("Name", "Organisation", "Telephone", "E-mail"),
        ("A. Gardener", "Northgate Council", "01632 960101", "a.gardener@example.org"),
        ("B. Mason", "Northgate College", "01632 960102", "b.mason@example.org"),
        ("C. Weaver", "Chamber of Trade", "01632 960103", "c.weaver@example.org"),
    ),
    "attendance": (
        ("Attendance at board meetings",),
        ("Member", "21 May", "16 July", "17 September", "19 November"),
        ("A. Gardener", "Present", "Present", "Apologies", "Present"),
        ("B. Mason", "Apologies", "Present", "Present", "Present"),
        ("C. Weaver", "Present", "Absent", "Present", "Apologies"),
    ),
    "meetings": (
        ("Dates of meetings",),
        ("Date", "Time", "Venue"),
        (date(2020, 5, 21), "10am", "Town Hall"),
        (date(2020, 7, 16), "10am", "College"),
        (date(2020, 9, 17), "2pm", "Town Hall"),
    ),
    "grants": (
        ("Grants paid",),
        ("Firm", "Town", "Amount", "Jobs"),
        ("Baker Ltd", "Northgate", 25_000, 4),
        ("Cooper and Sons", "Southgate", 40_000, 7),
        ("Fletcher plc", "Westgate", 15_500, 2),
    ),
    "words": (
        ("Words and short forms",),
        ("Short form", "Meaning"),
        ("SME", "Small or medium firm"),
        ("FE", "Further education"),
        ("GVA", "Gross value added"),
    ),
    "prices": (
        ("Room hire",),
        ("Room", "Seats", "Half day", "Full day"),
        ("Oak", 12, 60, 100),
        ("Ash", 30, 110, 190),
        ("Elm", 80, 240, 400),
    ),
}


def as_docx(rows: Sequence[tuple[Cell, ...]]) -> bytes:
    document = docx.Document()
    (title,), *held = rows
    document.add_paragraph(str(title))
    table = document.add_table(rows=0, cols=len(held[0]))
    for values in held:
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = f"{value:%d %B %Y}" if isinstance(value, date) else str(value)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_xlsx(rows: Sequence[tuple[Cell, ...]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
        for cell in book.active[book.active.max_row]:
            if isinstance(cell.value, date):
                cell.number_format = "d mmmm yyyy"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv(rows: Sequence[tuple[Cell, ...]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def every_one() -> list[tuple[str, bytes]]:
    """Each table as a Word file, a workbook and a CSV file, with its file's name."""
    ways = {"docx": as_docx, "xlsx": as_xlsx, "csv": as_csv}
    return [
        (f"{name}.{ending}", write(rows))
        for name, rows in TABLES.items()
        for ending, write in ways.items()
    ]
