"""Comma-separated files, as spreadsheets of several countries and ages write them."""

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterator

from .refusal import DocumentRefused

MOST_ROWS = 20_000
MOST_COLUMNS = 200

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",;\t|"
_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own line of what divides
_LOOKED_AT = 20


def decoded(name: str, data: bytes) -> str:
    """The text of a plain file: as its mark says, else UTF-8, else the Windows letters."""
    for mark, coding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(coding)
            except UnicodeDecodeError as error:
                raise DocumentRefused(
                    name, "its letters are damaged. Save it again as CSV UTF-8."
                ) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def csv_rows(name: str, text: str) -> list[list[str]]:
    """The cells of each row as text. Raises DocumentRefused for what is no table."""
    delimiter = ""
    if found := _SAID.match(text):
        delimiter, text = found[1], text[found.end() :]
    delimiter = delimiter or _delimiter_of(text)
    # A cell may hold as much as the file does.
    csv.field_size_limit(max(len(text) + 1, 131_072))
    try:
        rows = list(itertools.islice(_read(text, delimiter), MOST_ROWS + 1))
    except csv.Error as error:
        raise DocumentRefused(
            name, "its rows cannot be told apart. Save it again as CSV."
        ) from error
    if len(rows) > MOST_ROWS:
        raise DocumentRefused(name, f"it has more than {MOST_ROWS:,} rows. Split it.")
    if max(map(len, rows), default=0) > MOST_COLUMNS:
        raise DocumentRefused(name, f"it has more than {MOST_COLUMNS} columns. Split it.")
    return rows


def _read(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _delimiter_of(text: str) -> str:
    """The sign that cuts the first rows into most columns, all rows alike where one does that."""
    best, best_score = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        try:
            rows = itertools.islice(filter(None, _read(text, delimiter)), _LOOKED_AT)
            widths = list(map(len, rows)) or [1]
        except csv.Error:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        score = (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)
        if score > best_score:
            best, best_score = delimiter, score
    return best
