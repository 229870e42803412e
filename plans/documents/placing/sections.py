"""The words round a plan's tables: headings with their text."""

from collections.abc import Iterable

from governance.documents.pieces import PlacedSection, block_of
from governance.documents.rows import Line, Link
from governance.text.structured_text import Block, Mark, clean_line

_LONGEST_HEADING = 14  # words


def is_heading(line: Line) -> bool:
    """A line styled as a heading, or a short bold one that ends no sentence."""
    if line.kind == "heading":
        return True
    text = line.words
    short = 0 < len(text.split()) <= _LONGEST_HEADING
    return (
        line.is_bold and line.kind == "paragraph" and short and not text.endswith((".", ";", ","))
    )


def block(line: Line) -> Block:
    """A line as a block of clean structured text."""
    made = block_of(line)
    made["text"] = clean_line(made["text"])
    if marks := [mark for link in line.links if (mark := _mark(made["text"], line, link))]:
        made["marks"] = marks
    return made


def _mark(text: str, line: Line, link: Link) -> Mark | None:
    """A web address behind words of a block, at their place in its clean text."""
    words = clean_line(line.text[link.start : link.end])
    start = text.find(words) if words else -1
    if start < 0:
        return None
    end = start + len(words)
    return {"start": start, "end": end, "kind": "link", "address": link.address}


def read(lines: Iterable[Line], place: str) -> list[PlacedSection]:
    """Sections of a run of lines; words before any heading stand in a section without one."""
    sections: list[PlacedSection] = []
    for line in lines:
        if line.is_empty:
            continue
        if is_heading(line):
            heading = clean_line(line.text)
            sections.append(PlacedSection(heading=heading, place=place, lines=(line.id,)))
            continue
        if not sections:
            sections.append(PlacedSection(place=place))
        sections[-1].body.append(block(line))
        sections[-1].lines += (line.id,)
    return sections
