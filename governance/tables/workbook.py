"""Reads one workbook in a process of its own, with limits on memory and time.

Started as a file, never imported by the pages: a damaged or hostile workbook can at most end this
process. It reads bytes, and writes a line of JSON for each line of the first sheet.
"""

import io
import json
import resource
import sys
from datetime import date, datetime
from typing import Any

import openpyxl

MOST_MEMORY = 768 * 1024 * 1024


def main(most_rows: int, most_columns: int, most_seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))
    content = io.BytesIO(sys.stdin.buffer.read())
    book = openpyxl.load_workbook(content, read_only=True, data_only=True, keep_links=False)
    # One more than allowed is passed on, so that too many can be told from enough.
    lines = book.worksheets[0].iter_rows(max_row=most_rows + 2, max_col=most_columns)
    for line in lines:
        sys.stdout.write(json.dumps([_shown(cell) for cell in line]) + "\n")


def _shown(cell: Any) -> object:
    """A cell's value; a percentage as it is seen, because a sheet keeps 5% as 0.05."""
    value = cell.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and (cell.number_format or "").endswith("%"):
        return f"{value * 100:.15g}%"
    return _as_json(value)


def _as_json(value: object) -> object:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
