"""An OKR paper written out: Word as its paper was, a workbook, lines for any program, and JSON."""

import json

from governance.documents.plain import to_plain
from governance.documents.writing.word import as_word

from ..placed import PlacedOkrs
from .on_paper import lay_out

FORMAT, VERSION = "lep-tracker-okrs", 1
KEPT_FORMAT = "lep-tracker-kept-okrs"


def write_docx(placed: PlacedOkrs) -> bytes:
    """A Word file with the paper's own tables, and beside the words what paper cannot show."""
    facts = {"format": KEPT_FORMAT, "version": VERSION, "okrs": to_plain(placed)}
    return as_word(lay_out(placed), facts)


def write_json(placed: PlacedOkrs) -> bytes:
    """The paper as ``docs/formats.md`` describes it."""
    whole = {"format": FORMAT, "version": VERSION, "okrs": to_plain(placed)}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
