"""Fields: what Word works out and prints, such as a link or a page number.

Between its beginning and its separator stands what is to be worked out, which nobody sees;
between separator and end stands what was printed last, which is part of the text.
"""

import re
from dataclasses import dataclass

_LINK = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]*)"', re.IGNORECASE)
_SAFE = re.compile(r"(?i)(?:https?|ftp|mailto):")


def address(found: str) -> str:
    """A web or mail address as it may be shown; empty for every other kind of target."""
    found = found.strip()
    return found if _SAFE.match(found) and len(found) <= 2000 else ""


def linked_to(instruction: str) -> str:
    """The address of a HYPERLINK instruction, or empty."""
    found = _LINK.search(instruction)
    return address(found[1]) if found else ""


class Fields:
    """The fields that are open at a place of a story (the body, a note, a text box)."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._unreached = 0

    @property
    def is_hidden(self) -> bool:
        """Whether what stands here is instruction and not text."""
        return self._unreached > 0

    @property
    def link(self) -> str:
        """The address behind the words here."""
        return self._open[-1].link if self._open else ""

    def mark(self, kind: str) -> None:
        """Pass a ``w:fldChar``. A lost beginning or end is no reason to lose words."""
        if kind == "begin":
            self._open.append(_Field(link=self.link))
            self._unreached += 1
        elif self._open and kind == "separate":
            self._reach(self._open[-1])
        elif self._open and kind == "end":
            self._unreached -= not self._open.pop().is_reached

    def instruct(self, text: str) -> None:
        if self._open and not self._open[-1].is_reached:
            self._open[-1].instruction = (self._open[-1].instruction + text)[:4000]

    def end_paragraph(self) -> None:
        """An instruction ends with its paragraph at the latest, so that none swallows a paper."""
        if self._unreached:
            for one in self._open:
                self._reach(one)

    def _reach(self, one: "_Field") -> None:
        if not one.is_reached:
            one.is_reached = True
            one.link = linked_to(one.instruction) or one.link
            self._unreached -= 1


@dataclass
class _Field:
    link: str = ""
    instruction: str = ""
    is_reached: bool = False
