"""Lines that begin in mid-sentence: the rest of the line before, or the tail of a damaged text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from governance.documents.rows import Line

from .paper import words_of

_UNFINISHED = re.compile(
    r"(?:[,/–—-]|\b(?:and|or|of|the|a|an|to|in|on|for|with|by|its|their|at|as|from|that|is|are|be|"
    r"between|into|who|which|when|where|will|should|must|&))$",
    re.IGNORECASE,
)
# A single letter that is no word stands at the start of a text that was torn.
_TORN = re.compile(r"(?:[b-hj-z]|[^\W\d_aAIO])\s+[a-z]")


@dataclass
class Said:
    """What one thing in a cell says, of one line or of several that were torn apart."""

    line: Line
    text: str
    lines: tuple[str, ...] = ()


@dataclass
class Cell:
    """The things a cell says, and the damaged words that belong to none of them."""

    said: list[Said] = field(default_factory=list)
    torn: list[Line] = field(default_factory=list)


def read(
    lines: Sequence[Line], *, keep_empty_bullets: bool = False, in_prose: bool = False
) -> Cell:
    """Each line as a thing said; a line broken in mid-sentence is joined to its beginning.

    Words that begin in mid-sentence, and go on from nothing, are damaged: they are kept apart.
    Where several lines do, the text was wrapped line by line and is joined again; ``in_prose``
    says that the cell tells in sentences, which may well begin with a small letter.
    """
    cell = Cell()
    loose = 0 if in_prose else sum(map(_begins_small, lines))
    for line in lines:
        if line.is_empty:
            if keep_empty_bullets and line.kind == "bullet":
                cell.said.append(Said(line, "", (line.id,)))
            continue
        text = words_of(line)
        before = cell.said[-1] if cell.said and cell.said[-1].text else None
        wrapped = loose > 1 and _begins_small(line) and not _TORN.match(text)
        if before and (wrapped or _is_rest(line, text, before)):
            before.text = f"{before.text} {text}"
            before.lines += (line.id,)
        elif _is_torn(line, text, before, in_prose=in_prose):
            cell.torn.append(line)
        else:
            cell.said.append(Said(line, text, (line.id,)))
    return cell


def _begins_small(line: Line) -> bool:
    return line.kind == "paragraph" and line.words[:1].islower()


def _is_rest(line: Line, text: str, before: Said) -> bool:
    plain = line.kind == "paragraph"
    return plain and not line.is_bold and bool(_UNFINISHED.search(before.text)) and len(text) > 1


def _is_torn(line: Line, text: str, before: Said | None, *, in_prose: bool) -> bool:
    if not _begins_small(line):
        return False
    after_bullet = before is not None and before.line.kind == "bullet"
    return bool(_TORN.match(text)) or (after_bullet and not in_prose)
