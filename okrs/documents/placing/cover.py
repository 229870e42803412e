"""What a paper prints before and after its themes: its cover facts and its prose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from governance.documents.pieces import Fact, PlacedSection, Raw
from governance.documents.rows import Line, Table
from governance.text.structured_text import clean_line

from .cells import blocks_of
from .dating import Dating
from .headings import is_heading, is_title
from .stream import Item

_FACT = re.compile(r"(?P<heading>[A-Z][^:\n]{1,50}?)\s*:\s+(?P<words>\S.*)", re.S)
_PAGE = re.compile(r"\d{1,3}")
_LONGEST_FACT = 200


@dataclass
class Front:
    """The parts of a paper's own text."""

    title: str = ""
    title_lines: tuple[str, ...] = ()
    facts: list[Fact] = field(default_factory=list)
    sections: list[PlacedSection] = field(default_factory=list)
    unplaced: list[Raw] = field(default_factory=list)


def place_cover(items: Sequence[Item], dating: Dating) -> Front:
    """Title, facts and sections before the themes."""
    front = Front()
    for item in items:
        if item.table is not None:
            _table(front, item.table, "before")
        elif item.line is not None and not item.line.is_empty:
            _line(front, item.line, dating)
    return front


def place_end(items: Sequence[Item], dating: Dating) -> Front:
    """Sections after the themes."""
    front = Front()
    for item in items:
        if item.table is not None:
            _table(front, item.table, "after")
        elif item.line is not None and not item.line.is_empty:
            _prose(front, item.line, "after", dating)
    return front


def _line(front: Front, line: Line, dating: Dating) -> None:
    fact = _fact(line)
    if not front.title and not front.sections and (is_title(line) or _can_be_title(front, line)):
        front.title, front.title_lines = clean_line(line.words), (line.id,)
    elif fact and not front.sections:
        front.facts.append(fact)
    elif (
        (is_heading(line) and not is_title(line))
        or front.sections
        or len(line.words) > _LONGEST_FACT
        or line.kind == "bullet"
    ):
        _prose(front, line, "before", dating)
    else:
        front.facts.append(Fact(lines=(line.id,), text=clean_line(line.words)))


def _can_be_title(front: Front, line: Line) -> bool:
    """The first line of a paper, where none is marked as its title."""
    return not front.facts and len(line.words) <= _LONGEST_FACT and not _fact(line)


def _fact(line: Line) -> Fact | None:
    found = _FACT.fullmatch(line.words)
    if not found or len(line.words) > _LONGEST_FACT or line.kind == "bullet":
        return None
    return Fact(
        lines=(line.id,), heading=clean_line(found["heading"]), text=clean_line(found["words"])
    )


def _prose(front: Front, line: Line, place: str, dating: Dating) -> None:
    if is_heading(line):
        front.sections.append(
            PlacedSection(lines=(line.id,), heading=clean_line(line.words), place=place)
        )
        return
    if not front.sections:
        front.sections.append(PlacedSection(place=place))
    section = front.sections[-1]
    section.lines = (*section.lines, line.id)
    section.body += dating.marked(blocks_of([line]))
    if section.body and section.body[-1]["kind"] in ("bullet", "number"):
        section.body[-1]["level"] = min(line.level, 8)


def _table(front: Front, table: Table, place: str) -> None:
    """A table of headings and words gives facts; any other is kept as it stands."""
    for row in table.rows:
        cells = [cell for cell in row.cells if cell.text.strip()]
        ids = tuple(line.id for cell in row.cells for line in cell.lines)
        if (
            len(cells) == 2
            and table.columns <= 4
            and len(cells[0].text) <= 80
            and place == "before"
        ):
            heading, text = (_flat(cell.text) for cell in cells)
            front.facts.append(Fact(lines=ids, heading=heading.rstrip(":"), text=text))
        elif cells and front.sections and _PAGE.fullmatch(cells[-1].text.strip()):
            # A row of a table of contents, with its page.
            section = front.sections[-1]
            section.lines = (*section.lines, *ids)
            words = " ".join(_flat(cell.text) for cell in cells)
            section.body.append({"kind": "paragraph", "level": 0, "text": clean_line(words)})
        elif cells:
            front.unplaced.append(
                Raw(
                    lines=ids,
                    text=" | ".join(cell.text for cell in cells),
                    why="A row of a table that holds no objectives.",
                )
            )


def _flat(text: str) -> str:
    return " ".join(text.split())
