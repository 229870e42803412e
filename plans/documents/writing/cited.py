"""Citations put back into the words they were removed from, each at its own place."""

from collections.abc import Iterator, Sequence

from governance.documents.printed import bare
from governance.text.structured_text import Block, Mark

from ..placed import PlacedMilestone, PlacedRow, Pointing

_CLOSING = ".,;:)"


def statement_with_citations(row: PlacedRow) -> list[Block]:
    """The statement as printed, with the citations that stand in it."""
    blocks = []
    for at, block in enumerate(row.statement):
        made = dict(block)
        for one in reversed(_in_order(_of_row(row, at))):
            made = _inserted(made, one)
        blocks.append(made)
    return blocks


def milestone_with_citations(milestone: PlacedMilestone, row: PlacedRow) -> str:
    """The words of a milestone as printed, with the citations that stand in them."""
    block: Block = {"kind": "paragraph", "level": 0, "text": milestone.text}
    for one in reversed(_in_order(pointing_from(milestone, row))):
        block = _inserted(block, one)
    return str(block["text"])


def pointing_from(milestone: PlacedMilestone, row: PlacedRow) -> list[Pointing]:
    """The citations and references that a milestone carries."""
    every: list[Pointing] = [*row.citations, *row.references]
    return [
        one
        for one in every
        if one.on == "milestone"
        and one.milestone is not None
        and one.milestone < len(row.milestones)
        and row.milestones[one.milestone] is milestone
    ]


def pointing_apart(row: PlacedRow) -> list[Pointing]:
    """What the row cites and points at in words of their own, beside its statement."""
    said = " ".join(map(bare, _words_of(row)))
    every: list[Pointing] = [*row.citations, *row.references]
    return [
        one
        for one in every
        if one.on == "row" and not _has_place(row, one) and bare(one.printed) not in said
    ]


def _words_of(row: PlacedRow) -> Iterator[str]:
    """Everything the row says: a reference found in a note stands there and nowhere else."""
    yield from (block["text"] for block in row.statement)
    for pieces in (row.kpis, row.milestones, row.monitoring, row.progress):
        yield from (one.text for one in pieces)


def _of_row(row: PlacedRow, block: int) -> list[Pointing]:
    return [one for one in row.citations if one.on == "row" and (one.block or 0) == block]


def _has_place(row: PlacedRow, one: Pointing) -> bool:
    return one.start is not None and (one.block or 0) < len(row.statement)


def _in_order(pointing: Sequence[Pointing]) -> list[Pointing]:
    return sorted(
        (one for one in pointing if one.start is not None), key=lambda one: one.start or 0
    )


def _inserted(block: Block, one: Pointing) -> Block:
    """The block with the words at their place, unless they stand there already."""
    text, start = block["text"], min(one.start or 0, len(block["text"]))
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start += 1  # never within a word
    if not one.printed or text[start:].startswith(one.printed):
        return block
    left, right = text[:start].rstrip(), text[start:].lstrip()
    before = f"{left} {one.printed}".strip()
    whole = before + (" " if right and right[0] not in _CLOSING else "") + right
    made = {**block, "text": whole}
    if marks := block.get("marks"):
        moved = len(whole) - len(text)
        made["marks"] = [
            mark if mark["end"] <= start else _moved(mark, start, moved) for mark in marks
        ]
    return made


def _moved(mark: Mark, start: int, by: int) -> Mark:
    first = mark["start"] + by if mark["start"] >= start else mark["start"]
    return {**mark, "start": first, "end": mark["end"] + by}
