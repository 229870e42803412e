"""Sentences on what a workbook holds beside its words: comments, formulas, hidden rows, errors."""

from collections.abc import Sequence

from lxml import etree

from .cleaning import Cleaner
from .xlsx_package import Package, Sheet, attribute, bare, found_in, unescaped
from .xlsx_sheet import SheetRead

MOST_COMMENTS = 50
LONGEST_COMMENT = 500
_NAMED = 5


def comments_on(package: Package, sheet: Sheet) -> list[str]:
    """What was noted on the cells of a sheet; it is no part of the document, so it is said."""
    found: dict[str, str] = {}
    for kind, part in sorted(package.related(sheet.part).values()):
        # A newer comment also leaves an older one behind that only says to update the program.
        if part in package and kind in {"comments", "threadedComment"}:
            tag = "comment" if kind == "comments" else "threadedComment"
            for each in found_in(package.tree(part), tag):
                words = " ".join(_comment(each, kind).split())
                cell = attribute(each, "ref")
                is_reply = kind == "threadedComment" and attribute(each, "parentId")
                found[cell] = f"{found[cell]} / {words}" if is_reply and cell in found else words
    said = [
        f"Sheet “{sheet.name}”, cell {cell} carries a comment, which was left out: "
        f"“{words[:LONGEST_COMMENT]}”."
        for cell, words in found.items()
        if words
    ]
    if len(said) > MOST_COMMENTS:
        more = len(said) - MOST_COMMENTS
        said = [*said[:MOST_COMMENTS], f"Sheet “{sheet.name}” carries {more} more comments."]
    return said


def _comment(each: etree._Element, kind: str) -> str:
    tag = "t" if kind == "comments" else "text"
    texts = [one.text or "" for one in found_in(each, tag) if bare(one) == tag]
    return Cleaner().clean(unescaped("".join(texts)))


def warnings_of(reads: Sequence[SheetRead]) -> list[str]:
    """What is to be said of the sheets that were read."""
    said = []
    formulas = sum(read.formulas for read in reads)
    if formulas:
        was = (
            "1 cell holds a formula; its"
            if formulas == 1
            else f"{formulas:,} cells hold formulas; their"
        )
        said.append(f"{was} last result was read.")
    for read in reads:
        name = read.sheet.name
        if read.unsolved:
            said.append(
                f"Sheet “{name}”: a formula has no stored result, so nothing was read there: "
                f"{_some(read.unsolved)}."
            )
        if read.errors:
            said.append(f"Sheet “{name}”: cells show an error: {_some(read.errors)}.")
        hidden = len(read.hidden_rows & read.cells.keys())
        if hidden:
            rows = "1 hidden row was" if hidden == 1 else f"{hidden:,} hidden rows were"
            said.append(f"Sheet “{name}”: {rows} read like the others.")
        if any(_has_words(read, first, last) for first, last in read.hidden_columns):
            said.append(f"Sheet “{name}”: hidden columns were read like the others.")
    return said


def _has_words(read: SheetRead, first: int, last: int) -> bool:
    return any(first <= column <= last for row in read.cells.values() for column in row)


def _some(places: list[str]) -> str:
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    return ", ".join(places[:_NAMED]) + more
