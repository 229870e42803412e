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


# Excel's "CSV", and what it calls "Text" and "Unicode text": tabs between the cells.
_TEXT_ENDINGS = ("csv", "txt", "tsv")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class TableRefused(Exception):
    """A file that cannot be taken in; ``str()`` is a whole sentence, and nothing was stored."""


class ReadTable(tablib.Dataset):
    """The rows of a file that was sent, each with its line there, counted from 1."""

    lines: list[int]


def read_table(name: str, content: bytes) -> ReadTable:
    """Return the rows of a CSV or XLSX file under their headings.

    Lines without a word, and columns without heading and words, are passed over. A heading is
    taken with a blank or hyphen for its underscore. Raises TableRefused with one sentence.
    """
    if len(content) > MOST_BYTES:
        raise TableRefused(
            f"{name} is larger than {MOST_BYTES // 1024 // 1024} MB. Split it into smaller files."
        )
    ending = name.lower().rpartition(".")[2]
    if ending not in (*_TEXT_ENDINGS, "xlsx"):
        raise TableRefused(f"{name} is neither a CSV nor an XLSX file. Save it as one of the two.")
    if not content.strip():
        raise TableRefused(f"{name} is empty. Choose a file with a row of headings.")
    if ending in _TEXT_ENDINGS:
        return _dataset(name, _text_lines(name, _text_of(name, content)))
    if kind_of_file(name, io.BytesIO(content)) is None:
        raise TableRefused(f"{name} cannot be read. Save it again as CSV or XLSX.")
    return _dataset(name, _xlsx_lines(name, content))


def _text_of(name: str, content: bytes) -> str:
    coding = "utf-16" if content.startswith(_UTF_16_MARKS) else "utf-8-sig"
    try:
        text = content.decode(coding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise TableRefused(f"{name} holds a NUL character, which cannot be stored. Remove it.")
    return text


def _text_lines(name: str, text: str) -> Iterator[list[Any]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    # The comma where none of them stands: one column needs no sign.
    delimiter = max(",;\t", key=first.count)
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


def _dataset(name: str, lines: Iterable[list[Any]]) -> ReadTable:
    (_, first), *rows = _with_words(name, lines)
    headings = _headings(name, first)
    for number, line in rows:
        if problem := _problem_of(line, headings):
            raise TableRefused(f"Line {number} of {name} {problem}")
    used = [at for at, heading in enumerate(headings) if heading]
    dataset = ReadTable(headers=[headings[at] for at in used])
    dataset.lines = [number for number, _ in rows]
    for _, line in rows:
        padded = [*line, *[""] * len(headings)]
        dataset.append([padded[at] for at in used])
    return dataset


def _with_words(name: str, lines: Iterable[list[Any]]) -> list[tuple[int, list[Any]]]:
    """Return the lines that hold anything, with their numbers in the file."""
    numbered = [
        (number, line) for number, line in enumerate(lines, start=1) if any(map(_has, line))
    ]
    if len(numbered) < 2:
        raise TableRefused(f"{name} has no rows beneath its headings.")
    if len(numbered) > MOST_ROWS + 1:
        raise TableRefused(f"{name} has more than {MOST_ROWS:,} rows. Split it.")
    return numbered


def _has(cell: Any) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _headings(name: str, line: list[Any]) -> list[str]:
    """Return the name of each column as tables write it; empty where nothing stands over it."""
    headings = [
        "_".join(re.split(r"[\s_-]+", str(cell or "").strip().lower())).strip("_") for cell in line
    ]
    named = [heading for heading in headings if heading]
    for heading in named:
        if named.count(heading) > 1:
            raise TableRefused(
                f"{name} has two columns {heading}. It needs one heading over each column "
                "in its first line."
            )
    return headings


def _problem_of(line: list[Any], headings: list[str]) -> str:
    """What is wrong with a line beneath the headings; empty where nothing is."""
    for at, cell in enumerate(line):
        if isinstance(cell, str) and "\x00" in cell:
            return "holds a NUL character. Remove it."
        if _has(cell) and (at >= len(headings) or not headings[at]):
            return (
                f"has “{str(cell)[:40]}” in column {at + 1}, over which stands no heading. "
                "Give the column its heading, or empty it."
            )
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
