"""Spreadsheets and CSV files as neutral rows: what stands in the cells as an officer sees it."""

from lxml import etree

from ..uploads.damage import ZIP_DAMAGE
from .cleaning import Cleaner
from .csv_rows import csv_rows, decoded
from .grid import ShownCell, ShownRow, blocks_of
from .refusal import DocumentRefused
from .rows import Source
from .xlsx import read_workbook

MOST_BYTES = 5 * 1024 * 1024
# What the parts of a damaged workbook raise.
_DAMAGE = (*ZIP_DAMAGE, etree.LxmlError)


def read_sheets(name: str, data: bytes) -> Source:
    """Read a .xlsx or .csv file. Raises DocumentRefused, and nothing else, for any bytes."""
    ending = name.lower().rpartition(".")[2]
    if ending == "csv":
        if len(data) > MOST_BYTES:
            raise DocumentRefused(
                name,
                f"it is larger than {MOST_BYTES // 1024 // 1024} MB. Split it into smaller files.",
            )
        return _read_csv(name, data)
    if ending != "xlsx":
        raise DocumentRefused(name, "it is neither a CSV nor an XLSX file. Save it as one of them.")
    try:
        return read_workbook(name, data)
    except _DAMAGE as error:
        raise DocumentRefused(
            name, "it is damaged and cannot be read. Open it, and save it again as XLSX."
        ) from error


def _read_csv(name: str, data: bytes) -> Source:
    cleaner = Cleaner()
    text = cleaner.clean(decoded(name, data))
    rows = [
        ShownRow(
            {
                column: ShownCell(
                    text=words,
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
    return Source(name=name, kind="csv", blocks=tuple(blocks), warnings=tuple(cleaner.warnings()))
