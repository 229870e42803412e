"""What stands at the front and the foot of a report: its title, who wrote it, for which meeting."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .pieces import Fact, Furniture, PlacedSection, block_of
from .rows import Block, Line, Table

_LABEL = re.compile(r"(?P<label>[A-Z][^:\t]{1,50}?)\s*(?::\s*|\t+\s*)(?P<value>.*)", re.DOTALL)
_OF_A_PAPER = re.compile(
    r"\b(?:author|director|lead|officer|contact|date|meeting|agenda|item|paper|report(?:ed)?|by|from"
    r"|to|for|board|committee|body|subject|title|status|classification|wards?|version|e-?mail|tel"
    r"|telephone|phone|portfolio|sponsor|presented|prepared|decision|key|chair|cabinet|member"
    r"|reference|ref|venue|time|confidential|exempt|owner|approved|circulation|annex|appendix)\b",
    re.IGNORECASE,
)
_TITLE_SIGNS = 160


@dataclass
class Front:
    """The facts of a paper's front, its title, and the text that stands with them."""

    title: str = ""
    facts: list[Fact] = field(default_factory=list)
    sections: list[PlacedSection] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)


def place_front(blocks: Sequence[Block]) -> Front:
    """Place everything before the first part. Titles are facts without a heading."""
    front = Front()
    titles: list[str] = []
    text: list[Line] = []
    waiting: Fact | None = None  # a label whose words stand on the next line
    for block in blocks:
        if isinstance(block, Table):
            waiting = None
            _place_table(block, front, text)
            continue
        if block.is_empty:
            _furnish(block, front)
            continue
        found = _LABEL.fullmatch(block.text) if block.kind in {"paragraph", "heading"} else None
        if found and len(found["label"].split()) < 7 and len(block.text) < 250:
            waiting = Fact(heading=found["label"], text=found["value"].strip(), lines=(block.id,))
            front.facts.append(waiting)
            waiting = None if waiting.text else waiting
        elif waiting and len(block.text) < _TITLE_SIGNS:
            waiting.text, waiting.lines = block.text, (*waiting.lines, block.id)
            waiting = None
        elif len(block.text) < _TITLE_SIGNS and not text and block.kind in {"paragraph", "heading"}:
            if not block.text.rstrip().endswith((".", ":", ";")):
                titles.append(block.words)
            front.facts.append(Fact(text=block.text, lines=(block.id,)))
        else:
            text.append(block)
    if text:
        front.sections.append(
            PlacedSection(
                body=[block_of(line) for line in text], lines=tuple(line.id for line in text)
            )
        )
    front.title = ": ".join(titles[:2])
    return front


def _furnish(line: Line, front: Front) -> None:
    if line.text.strip():
        front.furniture.append(Furniture(text=line.text, why="empty bullet", lines=(line.id,)))


def _place_table(table: Table, front: Front, text: list[Line]) -> None:
    """A table of labels and values is facts; any other is text."""
    rows = [[cell for cell in row.cells if cell.text] for row in table.rows]
    is_labels = all(len(cells) <= 2 and len(cells[0].text) < 60 for cells in rows if cells)
    for cells in rows:
        lines = [line for cell in cells for line in cell.lines]
        if is_labels and len(cells) == 2:
            front.facts.append(
                Fact(
                    heading=" ".join(cells[0].text.split()).rstrip(": "),
                    text=cells[1].text,
                    lines=tuple(line.id for line in lines if line.text.strip()),
                )
            )
        else:
            text += [line for line in lines if not line.is_empty]
            for line in lines:
                if line.is_empty:
                    _furnish(line, front)


def foot_facts(lines: Sequence[Line]) -> list[Fact]:
    """The block of authors at the end: labelled lines, and the short ones that follow them."""
    facts: list[Fact] = []
    for line in lines:
        found = _LABEL.fullmatch(line.text) if line.kind == "paragraph" else None
        if found and _OF_A_PAPER.search(found["label"]) and len(found["label"].split()) < 7:
            facts.append(
                Fact(heading=found["label"], text=found["value"].strip(), lines=(line.id,))
            )
        elif facts and len(line.text) < 80 and not line.text.rstrip().endswith("."):
            facts.append(Fact(text=line.text, lines=(line.id,)))
    return facts
