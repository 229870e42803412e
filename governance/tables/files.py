"""Spreadsheet files: read with limits and one clear sentence, written without live formulas."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import tablib
from import_export.formats.base_formats import Format
from openpyxl.cell import WriteOnlyCell

from ..documents.preflight import EXCEL, look
from ..documents.refusal import DocumentRefused
from ..uploads.file_kinds import kind_of_file

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 80
MOST_SECONDS = 20

_WORKBOOK = Path(__file__).with_name("workbook.py")

# A table needs less than a document with its pictures.
_TABLE = replace(EXCEL, most_entries=200, most_unpacked=60 * 1024 * 1024)

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class TableRefused(Exception):
    """A file that cannot be taken in; ``str()`` is a whole sentence, and nothing was stored."""


def read_table(name: str, content: bytes) -> tablib.Dataset:
    """Return the rows of a CSV or XLSX file under their headings, or refuse the file."""
    if len(content) > MOST_BYTES:
        raise TableRefused(
            f"{name} is larger than {MOST_BYTES // 1024 // 1024} MB. Split it into smaller files."
        )
    ending = name.lower().rpartition(".")[2]
    if ending not in ("csv", "xlsx"):
        raise TableRefused(f"{name} is neither a CSV nor an XLSX file. Save it as one of the two.")
    if not content.strip():
        raise TableRefused(f"{name} is empty. Choose a file with a row of headings.")
    if ending == "csv" and b"\x00" in content:
        raise TableRefused(f"{name} holds a NUL character, which cannot be stored. Remove it.")
    if kind_of_file(name, io.BytesIO(content)) is None:
        raise TableRefused(f"{name} cannot be read. Save it again as CSV or XLSX.")
    lines = _csv_lines(name, content) if ending == "csv" else _xlsx_lines(name, content)
    return _dataset(name, lines)


def _csv_lines(name: str, content: bytes) -> Iterator[list[Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise TableRefused(f"{name} cannot be read. Save it again as CSV or XLSX.") from error


def _xlsx_lines(name: str, content: bytes) -> Iterator[list[Any]]:
    _look_before_unpacking(name, content)
    limits = (MOST_ROWS, MOST_COLUMNS, MOST_SECONDS)
    try:
        read = subprocess.run(
            [sys.executable, "-I", str(_WORKBOOK), *map(str, limits)],
            input=content,
            capture_output=True,
            timeout=2 * MOST_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise TableRefused(
            f"{name} takes too long to read. Split it into smaller files."
        ) from error
    except subprocess.CalledProcessError as error:
        # Damaged workbooks raise a dozen kinds of errors; they all mean this one sentence.
        raise TableRefused(
            f"{name} is damaged or too large to read. Save it again as XLSX, or split it."
        ) from error
    for line in read.stdout.splitlines():
        yield json.loads(line)


def _look_before_unpacking(name: str, content: bytes) -> None:
    """Refuse what would unpack into far more than it is, or into more than a table."""
    try:
        look(name, content, _TABLE)
    except DocumentRefused as refusal:
        raise TableRefused(str(refusal)) from refusal


def _dataset(name: str, lines: Iterable[list[Any]]) -> tablib.Dataset:
    dataset = tablib.Dataset()
    headings: list[str] = []
    for number, line in enumerate(lines, start=1):
        while line and line[-1] in (None, ""):
            line.pop()
        if not headings:
            headings = dataset.headers = _headings(name, line)
            continue
        if problem := _problem_of(line, number, len(headings)):
            raise TableRefused(problem.format(name=name))
        dataset.append([*line, *[""] * (len(headings) - len(line))])
    if not headings or not len(dataset):
        raise TableRefused(f"{name} has no rows beneath its headings.")
    return dataset


def _headings(name: str, line: list[Any]) -> list[str]:
    headings = [str(cell or "").strip().lower() for cell in line]
    if not headings or "" in headings or len(set(headings)) != len(headings):
        raise TableRefused(f"{name} needs one heading over each column in its first line.")
    return headings


def _problem_of(line: list[Any], number: int, columns: int) -> str:
    """What is wrong with a line beneath the headings; empty where nothing is."""
    if len(line) > columns:
        return f"Line {number} of {{name}} has more cells than there are headings."
    if any("\x00" in cell for cell in line if isinstance(cell, str)):
        return f"Line {number} of {{name}} holds a NUL character. Remove it."
    if number > MOST_ROWS + 1:
        return f"{{name}} has more than {MOST_ROWS:,} rows. Split it."
    return ""


class CsvFile(Format):
    """Comma-separated text, with the mark by which spreadsheets know its letters."""

    def get_title(self) -> str:
        return "CSV"

    def get_extension(self) -> str:
        return "csv"

    def get_content_type(self) -> str:
        return "text/csv; charset=utf-8"

    def can_export(self) -> bool:
        return True

    def can_import(self) -> bool:
        return True

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        written = io.StringIO(newline="")
        writer = csv.writer(written)
        writer.writerow(dataset.headers)
        writer.writerows(dataset)
        return written.getvalue().encode("utf-8-sig")


class XlsxFile(CsvFile):
    """A workbook of one sheet; its text cells are marked as text."""

    def get_title(self) -> str:
        return "Excel (XLSX)"

    def get_extension(self) -> str:
        return "xlsx"

    def get_content_type(self) -> str:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Table")
        sheet.freeze_panes = "A2"
        for line in ([*dataset.headers], *dataset):
            sheet.append([_cell(sheet, value) for value in line])
        written = io.BytesIO()
        book.save(written)
        return written.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", value)[:32_767])
    if value:
        cell.data_type = "s"
    return cell
