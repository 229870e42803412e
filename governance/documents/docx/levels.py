"""How deep a typed bullet stands: by its indentation and its sign, beside those before it."""

from dataclasses import dataclass, field

STEP = 360  # twentieths of a point from one level of a list to the next, as Word sets it
SAME = 100  # people do not drag a margin to the same place twice
_LIGHT = set("-–—−‐‑o○◦*>")  # signs that people type under "•" where they do not indent


@dataclass(frozen=True)
class _Depth:
    indent: int
    sign: str


@dataclass
class Depths:
    """The open levels of a list, outermost first."""

    open: list[_Depth] = field(default_factory=list)

    def restart(self) -> None:
        """Words that are no list stand between; what follows is a list of its own."""
        self.open = []

    def listed(self, indent: int, sign: str, level: int) -> None:
        """Pass a line whose level is known."""
        self.open = [_Depth(indent - STEP * (level - one), sign) for one in range(level + 1)]

    def typed(self, indent: int, sign: str) -> int:
        """The level of a line that begins with a typed sign."""
        kind = "1" if sign[-1:].isalnum() and sign not in _LIGHT else sign[-1:] or sign
        kind = "1" if sign[:1].isdigit() or sign[:1] == "(" or sign[-1:] in ".)" else kind
        while self.open and indent < self.open[-1].indent - SAME:
            self.open.pop()
        if not self.open or indent > self.open[-1].indent + SAME:
            self.open.append(_Depth(indent, kind))
        elif kind != self.open[-1].sign:
            self._by_sign(indent, kind)
        return len(self.open) - 1

    def _by_sign(self, indent: int, kind: str) -> None:
        """Another sign at the same indentation: back to where it stood, or a lighter one below."""
        for at, one in enumerate(self.open):
            if one.sign == kind and abs(one.indent - indent) <= SAME:
                del self.open[at + 1 :]
                return
        if kind in _LIGHT and self.open[-1].sign not in _LIGHT | {"1"}:
            self.open.append(_Depth(indent, kind))
