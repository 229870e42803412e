"""A plan written out: Word as its paper was, a workbook, lines for any program, and JSON."""

import json

from governance.documents.plain import to_plain
from governance.documents.writing.sheets import as_csv, as_workbook
from governance.documents.writing.word import as_word

from ..placed import PlacedPlan
from .on_paper import lay_out
from .part_sheets import lines_of_parts, sheets_of

FORMAT, VERSION = "lep-tracker-plan", 1
KEPT_FORMAT = "lep-tracker-kept-plan"


def write_docx(placed: PlacedPlan, *, round_label: str = "") -> bytes:
    """A Word file with the plan's own table, and beside the words what paper cannot show.

    ``round_label`` names the quarter whose progress it holds: "Q1 2019-20 (Apr to Jun 2019)".
    """
    facts = {"format": KEPT_FORMAT, "version": VERSION, "plan": to_plain(placed)}
    if round_label:
        facts["round_label"] = round_label
    return as_word(lay_out(placed, round_label=round_label), facts)


def write_xlsx(placed: PlacedPlan) -> bytes:
    """A workbook: the plan to read on its first sheet, then a line for each of its parts."""
    return as_workbook(sheets_of(placed), placed.title)


def write_csv(placed: PlacedPlan) -> bytes:
    """A line for each part of the plan with every fact it has, for any program."""
    return as_csv(*lines_of_parts(placed))


def write_json(placed: PlacedPlan) -> bytes:
    """The plan as ``docs/formats.md`` describes it."""
    whole = {"format": FORMAT, "version": VERSION, "plan": to_plain(placed)}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
