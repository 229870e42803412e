"""The parts of a paper in prose: headings of any look, and what stands beneath each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from governance.documents.rows import Block, Line, Table
from governance.text.structured_text import clean_line

from .action_words import action_label, is_generic, is_imperative

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
    beside: bool = False  # another part of its rank holds actions

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
    numbered = set() if styled else _numbered_headings(blocks)
    for at, block in enumerate(blocks):
        if not isinstance(block, Line):
            parts[-1].blocks.append(block)
            continue
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        level = heading_level(block, following)
        if block.id in numbered:
            level = _NUMBERED + _number_of(block).count(".")
        if not level:
            parts[-1].blocks.append(block)
            continue
        above = next((part for part in reversed(parts) if part.level < level), parts[0])
        parts.append(Part(block, level, parent=above))
    return parts


def _is_short(line: Line) -> bool:
    text = clean_line(line.text)
    return 0 < len(text.split()) <= _LONGEST and not text.endswith((".", ";", ","))


def _numbered_headings(blocks: Sequence[Block]) -> set[str]:
    """Typed numbers before short lines are headings where other lines stand beneath them.

    Where each of them tells somebody to do something, they are actions, and what stands beneath
    them are their steps.
    """
    found: list[tuple[Line, Block | None]] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Line) and block.kind != "bullet" and _is_short(block):
            text = clean_line(block.text)
            if _NUMBERED_HEADING.fullmatch(text) and not text.endswith(":"):
                found.append((block, blocks[at + 1] if at + 1 < len(blocks) else None))
    if not found or all(is_imperative(_behind_number(line)) for line, _ in found):
        return set()
    headed = sum(_stands_above(line, following) for line, following in found)
    return {line.id for line, _ in found} if headed * 3 >= len(found) * 2 else set()


def _number_of(line: Line) -> str:
    return clean_line(line.text).split()[0].rstrip(".)")


def _behind_number(line: Line) -> str:
    return re.sub(r"^\d[\d.]*[.)]?\s+", "", clean_line(line.text))


def _stands_above(line: Line, following: Block | None) -> bool:
    if isinstance(following, Table):
        return True
    if following is None:
        return False
    text = clean_line(following.text)
    return not _NUMBERED_HEADING.fullmatch(text) or text.startswith(f"{_number_of(line)}.")


def heading_level(line: Line, following: Block | None) -> int:
    """How deep a line heads what follows; 0 where it is no heading."""
    if line.kind == "heading":
        return max(1, line.level)
    text = clean_line(line.text)
    if line.kind == "bullet" or not _is_short(line):
        return 0
    if found := action_label(text):
        return 0 if found[1] or not line.is_bold else _BOLD
    if line.is_bold and line.kind == "paragraph":
        return _BOLD
    if _THEME.fullmatch(text):
        return _NAMED
    if text.isupper() and len(text) > 5 and not text.endswith(":"):
        return _CAPITALS
    opened = isinstance(following, Line) and line.kind == "paragraph" and _opens(following)
    return _NAMED if opened and not text.endswith(":") and not _opens(line) else 0


def _opens(line: Line) -> bool:
    """Whether a line only says that actions follow: “We will:”, “Key actions”."""
    return line.kind == "paragraph" and is_generic(line.text)
