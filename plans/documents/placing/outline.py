"""The parts of a paper in prose: headings of any look, and what stands beneath each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from governance.documents.rows import Block, Line, Table
from governance.structured_text import clean_line

from .action_words import action_label, is_imperative

_BOLD, _NAMED, _CAPITALS, _NUMBERED = 12, 11, 10, 9  # levels below those of styled headings
_LONGEST = 14  # words of a heading
_THEME = re.compile(
    r"(?:theme|programme|priority|workstream|work stream|strand|pillar|objective|aim|goal|section|"
    r"part|strategic (?:objective|priority|aim)|key (?:area|theme)|domain|chapter)\s+"
    r"(?:\d{1,2}|[A-Z]|one|two|three|four|five|six|seven|eight|nine|ten)\b\s*[:.–—-].{2,}",
    re.IGNORECASE,
)
_NUMBERED_HEADING = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+[A-Z].*")


@dataclass
class Part:
    """A heading and what follows it up to the next one; the first part has no heading."""

    heading: Line | None = None
    level: int = 0
    blocks: list[Block] = field(default_factory=list)
    parent: "Part | None" = None

    @property
    def title(self) -> str:
        return clean_line(self.heading.text) if self.heading else ""

    def above(self) -> Iterator["Part"]:
        """The parts this one stands in, the nearest first."""
        part = self.parent
        while part is not None:
            yield part
            part = part.parent

    def told_before(self) -> str:
        """The plain words that open the part, before its first list or table."""
        words = []
        for block in self.blocks:
            if isinstance(block, Table) or block.kind in ("bullet", "number"):
                break
            words.append(block.text)
        return " ".join(words)


def parts_of(blocks: Sequence[Block]) -> list[Part]:
    """The parts of a paper in their order, each knowing the one it stands in."""
    parts = [Part()]
    styled = any(isinstance(one, Line) and one.kind == "heading" for one in blocks)
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        level = heading_level(block, following, styled=styled) if isinstance(block, Line) else 0
        if not level or not isinstance(block, Line):
            parts[-1].blocks.append(block)
            continue
        above = next((part for part in reversed(parts) if part.level < level), parts[0])
        parts.append(Part(block, level, parent=above))
    return parts


def heading_level(line: Line, following: Block | None, *, styled: bool) -> int:
    """How deep a line heads what follows; 0 where it is no heading.

    Where a paper styles its headings, plain numbered lines are points of a list.
    """
    if line.kind == "heading":
        return max(1, line.level)
    text = clean_line(line.text)
    short = 0 < len(text.split()) <= _LONGEST and not text.endswith((".", ";", ","))
    if line.kind == "bullet" or not short or action_label(text):
        return 0
    if line.is_bold and line.kind == "paragraph":
        return _BOLD
    if _THEME.fullmatch(text):
        return _NAMED
    if text.isupper() and len(text) > 5 and not text.endswith(":"):
        return _CAPITALS
    found = _NUMBERED_HEADING.fullmatch(text)
    if styled or found is None or is_imperative(line.words or text) or text.endswith(":"):
        return 0
    goes_on = isinstance(following, Line) and not _NUMBERED_HEADING.fullmatch(
        clean_line(following.text)
    )
    deeper = (
        isinstance(following, Line)
        and not goes_on
        and (clean_line(following.text).startswith(found["number"] + "."))
    )
    return _NUMBERED if goes_on or deeper or isinstance(following, Table) else 0
