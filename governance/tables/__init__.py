"""Tables in and out of the administration: all or nothing in, no live formula out."""

from .columns import Column, Day, Figure, OneOf, Whole, Words, YesNo
from .files import MOST_BYTES, MOST_ROWS, CsvFile, TableRefused, XlsxFile, read_table
from .out import table_of
from .table import Table, TableIn

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "Column",
    "CsvFile",
    "Day",
    "Figure",
    "OneOf",
    "Table",
    "TableIn",
    "TableRefused",
    "Whole",
    "Words",
    "XlsxFile",
    "YesNo",
    "read_table",
    "table_of",
]
