"""Tables in and out of the administration: all or nothing in, no live formula out."""

from .columns import (
    Column,
    DayWidget,
    FigureWidget,
    OneOfWidget,
    TextWidget,
    WholeNumberWidget,
    YesNoWidget,
)
from .files import MOST_BYTES, MOST_ROWS, CsvFile, TableRefused, XlsxFile, read_table
from .out import table_of
from .table import ExportResource, ImportResource

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "Column",
    "CsvFile",
    "DayWidget",
    "ExportResource",
    "FigureWidget",
    "ImportResource",
    "OneOfWidget",
    "TableRefused",
    "TextWidget",
    "WholeNumberWidget",
    "XlsxFile",
    "YesNoWidget",
    "read_table",
    "table_of",
]
