"""An OKR paper written out: Word as its paper was, a workbook, lines for any program, and JSON."""

import json

from governance.documents.plain import to_plain
from governance.documents.writing.sheets import as_csv, as_workbook
from governance.documents.writing.word import as_word
from plans.documents.writing.part_sheets import lines_of_parts

from ..placed import PlacedOkrs
from .on_paper import lay_out
from .sheets import OKRS, sheets_of

FORMAT, VERSION = "lep-tracker-okrs", 1
KEPT_FORMAT = "lep-tracker-kept-okrs"


def write_docx(placed: PlacedOkrs) -> bytes:
    """A Word file with the paper's own tables, and beside the words what paper cannot show."""
    facts = {"format": KEPT_FORMAT, "version": VERSION, "okrs": to_plain(placed)}
    return as_word(lay_out(placed), facts)


def write_xlsx(placed: PlacedOkrs) -> bytes:
    """A workbook: the objectives to read on its first sheet, then a line for each part."""
    return as_workbook(sheets_of(placed), placed.title)


def write_csv(placed: PlacedOkrs) -> bytes:
    """A line for each part of the paper with every fact it has, for any program."""
    return as_csv(*lines_of_parts(placed, OKRS))


def write_json(placed: PlacedOkrs) -> bytes:
    """The paper as ``docs/formats.md`` describes it."""
    whole = {"format": FORMAT, "version": VERSION, "okrs": to_plain(placed)}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
