"""A plan written out: Word as its paper was, a workbook, lines for any program, and JSON."""

from governance.documents.plain import to_plain
from governance.documents.writing.word import as_word

from ..placed import PlacedPlan
from .on_paper import lay_out

KEPT_FORMAT = "lep-tracker-kept-plan"
KEPT_VERSION = 1


def write_docx(placed: PlacedPlan, *, round_label: str = "") -> bytes:
    """A Word file with the plan's own table, and beside the words what paper cannot show.

    ``round_label`` names the quarter whose progress it holds: "Q1 2019-20 (Apr to Jun 2019)".
    """
    facts = {
        "format": KEPT_FORMAT,
        "version": KEPT_VERSION,
        "round_label": round_label,
        "plan": to_plain(placed),
    }
    return as_word(lay_out(placed, round_label=round_label), facts)
