"""Spreadsheets and CSV files as neutral rows: what stands in the cells as an officer sees it."""

from .csv_rows import csv_rows, decoded
from .grid import ShownCell, ShownRow, blocks_of
from .refusal import DocumentRefused
from .rows import Source
from .shown_signs import cleaned

MOST_BYTES = 20 * 1024 * 1024


def read_sheets(name: str, data: bytes) -> Source:
    """Read a .csv file. Raises DocumentRefused, and nothing else, for any bytes."""
    if len(data) > MOST_BYTES:
        raise DocumentRefused(
            name, f"it is larger than {MOST_BYTES // 1024 // 1024} MB. Split it into smaller files."
        )
    ending = name.lower().rpartition(".")[2]
    if ending != "csv":
        raise DocumentRefused(name, "it is neither a CSV nor an XLSX file. Save it as one of them.")
    return _read_csv(name, data)


def _read_csv(name: str, data: bytes) -> Source:
    text, warnings = cleaned(decoded(name, data), "The file")
    rows = [
        ShownRow(
            {
                column: ShownCell(
                    text=words.replace("\r\n", "\n").replace("\r", "\n"),
                    place=f"row {number}, column {column + 1}",
                )
                for column, words in enumerate(row)
                if words.strip()
            }
        )
        for number, row in enumerate(csv_rows(name, text), start=1)
    ]
    blocks, _ = blocks_of(rows, "", 1)
    if not blocks:
        raise DocumentRefused(name, "there are no words in it. Choose another file.")
    return Source(name=name, kind="csv", blocks=tuple(blocks), warnings=warnings)
