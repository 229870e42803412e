"""Lines of typed lists: how deep an item stands, by its indentation and by its sign.

Word drops the indentation when a list is pasted as text and keeps the signs, so "•" then "o" is
one step down; mail and spreadsheets keep the indentation.
"""

from collections.abc import Iterable, Sequence

from .rows import Line
from .typed_marks import MarkKind, mark_of

DEEPEST = 8
_TAB = 4


class Depths:
    """The open items of a typed list, outermost first; fed line by line."""

    def __init__(self) -> None:
        self._open: list[tuple[int, MarkKind, str]] = []

    def of(self, text: str, kind: MarkKind, typed: int) -> int:
        """The level of a line; a line without a mark that is not indented ends the list."""
        indent = indent_of(text)
        if kind == "paragraph":
            if not indent:
                self._open.clear()
            return 0
        item = (indent, kind, self._row_of_signs(text[:typed].strip()))
        while self._open and self._open[-1][0] > indent:
            self._open.pop()
        if item in self._open:
            del self._open[self._open.index(item) + 1 :]
        else:
            # A number stands below a bullet only where it is moved in.
            while kind == "number" and self._open and self._open[-1][:2] == (indent, "bullet"):
                self._open.pop()
            self._open.append(item)
        if kind == "number" and (parts := text[:typed].strip(" \t.").count(".")):
            return min(parts, DEEPEST)  # "5.1.2" says itself how deep it stands
        return min(len(self._open) - 1, DEEPEST)

    def _row_of_signs(self, marker: str) -> str:
        """Which row of signs a mark belongs to: "•", "1.", "a)", "(i)"."""
        core = marker.strip("().")
        if core.isdigit() or "." in core:
            return marker.replace(core, "1")
        if not (core.isascii() and core.isalpha()) or core == "o":
            return core[:1]
        small = "i" if core.islower() else "I"
        roman = marker.replace(core, small)
        goes_on = any(sign == roman for _, _, sign in self._open)
        if len(core) > 1 or core.lower() == "i" or (core.lower() in "vx" and goes_on):
            return roman
        return marker.replace(core, "a" if core.islower() else "A")


def indent_of(text: str) -> int:
    """How far a line is moved in, in signs; a tab counts as four."""
    moved = text[: len(text) - len(text.lstrip(" \t\u00a0\u2003"))]
    return sum(_TAB if sign == "\t" else 1 for sign in moved)


def lines_of(
    texts: Iterable[str], first: int, place: str, *, bold: Sequence[bool] = ()
) -> list[Line]:
    """The lines of a cell, numbered from ``first``; white space alone makes no line.

    ``bold`` says it of each text, as far as it goes.
    """
    depths = Depths()
    found: list[Line] = []
    for at, text in enumerate(texts):
        if not text.strip():
            continue
        kind, typed = mark_of(text)
        level = depths.of(text, kind, typed)
        trimmed = text.rstrip()
        moved = len(trimmed) - len(trimmed.lstrip())
        found.append(
            Line(
                id=str(first + len(found)),
                text=trimmed.strip(),
                place=place,
                kind=kind,
                level=level,
                typed=min(max(0, typed - moved), len(trimmed.strip())),
                is_bold=at < len(bold) and bold[at],
            )
        )
    return found
