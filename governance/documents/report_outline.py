"""A report by its headings: the front, then each numbered or styled part with its text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .rows import Block, Line, Source, Table

LONGEST_HEADING = 110
_LONG_PARAGRAPH = 120

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z])[.)]?\s+(?=\S)")
_KNOWN = re.compile(
    r"(?:executive )?summary|introduction|background|context|(?:the )?purpose(?: of .*)?"
    r"|aims?(?: .*)?|objectives|recommendations?|decisions? (?:required|sought|requested)"
    r"|time(?:line|table).*|calendar.*|next steps|conclusions?|membership|composition"
    r"|terms of reference|remit|scope|roles?(?: .*)?|responsibilities|functions|meetings"
    r"|quorum|frequency.*|reporting.*"
    r"|accountability|governance|secretariat|(?:sub-?groups?|working groups?)|review"
    r"|(?:financial|legal|equality|resource|risk|other|environmental|staffing) .*implications"
    r"|implications|resources|risks?|options.*|proposals?|consultation|background papers"
    r"|appendi(?:x|ces).*|annex.*|contact.*",
    re.IGNORECASE,
)


@dataclass
class Part:
    """A heading and what stands under it, down to the next heading."""

    heading: Line
    number: str  # "3.1", as printed
    title: str
    level: int
    blocks: list[Block] = field(default_factory=list)

    @property
    def printed(self) -> str:
        """The heading as a reader sees it, its own number before it."""
        return f"{self.heading.label} {self.heading.text}".strip()

    def lines(self) -> list[Line]:
        """The lines of its text, without those of tables."""
        return [block for block in self.blocks if isinstance(block, Line)]


@dataclass
class Outline:
    """``front`` is what stands before the first heading of a part."""

    front: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def children(self, at: int) -> list[Part]:
        """The parts one step below a part."""
        below: list[Part] = []
        for part in self.parts[at + 1 :]:
            if part.level <= self.parts[at].level:
                break
            below.append(part)
        step = min((part.level for part in below), default=0)
        return [part for part in below if part.level == step]

    def under(self, part: Part) -> list[Part]:
        """A part with everything below it."""
        at = next(at for at, one in enumerate(self.parts) if one is part)
        found = [part]
        for each in self.parts[at + 1 :]:
            if each.level <= part.level:
                break
            found.append(each)
        return found


def outline_of(source: Source) -> Outline:
    """The outline of a document's body. A document without headings is all front."""
    blocks = list(source.blocks)
    levels = [_level(source, blocks, at) for at in range(len(blocks))]
    outline = Outline()
    begun = False
    for at, block in enumerate(blocks):
        if isinstance(block, Line) and levels[at] and not begun:
            begun = _begins_parts(block, blocks, levels, at)
        if begun and isinstance(block, Line) and levels[at]:
            number, title = number_and_title(block)
            outline.parts.append(Part(block, number, title, levels[at]))
        elif begun:
            outline.parts[-1].blocks.append(block)
        else:
            outline.front.append(block)
    return outline


def number_and_title(line: Line) -> tuple[str, str]:
    """The printed number of a heading without its dot, and its words."""
    if line.label.strip():
        return line.label.strip().strip(".)("), line.words
    if line.kind == "number" and line.typed:
        return line.marker.strip(".)("), line.words
    found = _NUMBERED.match(line.text)
    if found is None or (found[1].isalpha() and not line.typed):
        return "", line.words
    return found[1], line.text[found.end() :].strip()


def is_known_heading(words: str) -> bool:
    """Whether words head a part of reports everywhere: "Background", "Recommendations"."""
    return bool(_KNOWN.fullmatch(words.strip(" .:\t")))


def _begins_parts(line: Line, blocks: Sequence[Block], levels: Sequence[int], at: int) -> bool:
    """Whether the front ends here: at a number, a known word, or a styled heading over text.

    What only looks like a heading may be a line of the title.
    """
    number, title = number_and_title(line)
    if number or is_known_heading(title):
        return True
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    over_text = isinstance(following, Table) or (
        isinstance(following, Line) and not levels[at + 1] and len(following.text) > 60
    )
    return over_text and at > 0


def _level(source: Source, blocks: Sequence[Block], at: int) -> int:
    """The level of a heading from 1, or 0 for what is none."""
    line = blocks[at]
    if not isinstance(line, Line) or line.is_empty or len(line.text) > LONGEST_HEADING:
        return 0
    number, title = number_and_title(line)
    depth = len([part for part in number.split(".") if part != "0"]) if number else 0
    if line.kind == "heading":
        return depth if depth > 1 else max(1, line.level)
    if title.rstrip().endswith((".", ";", ",")) or not title[:1].isupper() or line.kind == "bullet":
        return 0
    after = next(
        (one for one in blocks[at + 1 :] if isinstance(one, Table) or not one.is_empty), None
    )
    over_text = isinstance(after, Table) or (
        isinstance(after, Line) and not after.typed and len(after.text) > _LONG_PARAGRAPH
    )
    is_caps = title.upper() == title and len(title.split()) > 0 and sum(map(str.isalpha, title)) > 3
    if is_known_heading(title) and ":" not in title.strip(" :"):
        return depth or 1
    if number and (line.is_bold or is_caps or over_text):
        return depth
    if line.kind == "paragraph" and ":" not in title[:-1] and "\t" not in title:
        if is_caps:
            return 1
        if line.is_bold or (source.kind == "text" and len(title) < 60 and over_text):
            return 2
    return 0
