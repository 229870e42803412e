"""A file of ours that shows every word as it was written: its plan is the plan it was."""

import re

from governance.documents.pieces import Furniture, Placed, Raw
from governance.documents.printed import (
    PrintedLine,
    bare,
    shape_of_printed,
    shape_of_source,
)
from governance.documents.rows import Line, Source

from .placed import PlacedPlan
from .writing.on_paper import lay_out

_FOOTER = re.compile(r"Page\s*\d*\s*(?:of\s*\d*)?")
_HIDDEN = "the same words without signs that nobody sees"
_FRAME = "added by the tracker when it wrote the file"


def as_it_was(source: Source, kept: PlacedPlan, round_label: str) -> PlacedPlan | None:
    """The kept plan with its lines claimed, or None where any word or its place has changed."""
    printed = shape_of_printed(lay_out(kept, round_label=round_label))
    read = shape_of_source(source)
    if [key for key, _ in printed] != [key for key, _ in read]:
        return None
    if not all(is_footer(line) for line in source.asides):
        return None
    kept.furniture, kept.warnings = footers(source), []
    for (_, line), (_, one) in zip(printed, read, strict=True):
        if line is not None:
            claim(line, one, kept)
    return kept


def claim(line: PrintedLine, one: str, plan: Placed) -> None:
    """Let the pieces of a printed line hold the line of the source that shows it."""
    for piece in line.of:
        piece.lines = (*piece.lines, one)
    if line.frame and bare(line.frame):
        plan.furniture.append(Furniture(text=line.frame, why=_FRAME, lines=(one,)))
    if line.of and bare(line.text) != " ".join(line.text.split()):
        # The words without their soft hyphens are other words to whoever counts them.
        plan.furniture.append(Furniture(text=bare(line.text), why=_HIDDEN, lines=(one,)))
    if not line.of and not line.frame:
        plan.unplaced.append(Raw(text=line.text, why="It belongs to no part.", lines=(one,)))


def is_footer(line: Line) -> bool:
    """The page number of our own files, or nothing."""
    return line.is_empty or bool(_FOOTER.fullmatch(line.text.strip()))


def footers(source: Source) -> list[Furniture]:
    return [
        Furniture(text=line.text, why="page number", lines=(line.id,))
        for line in source.asides
        if is_footer(line) and not line.is_empty
    ]
