"""How deep a typed bullet stands: by its indentation and its sign, beside those before it."""

from dataclasses import dataclass, field

STEP = 360  # twentieths of a point from one level of a list to the next, as Word sets it
SAME = 100  # people do not drag a margin to the same place twice
_LIGHT = set("-–—−‐‑o○◦*>")  # signs that people type under "•" where they do not indent
_NUMBERS = "1ai"  # and below "1." they type "a)", below that "i)"


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
        kind = self._kind(sign)
        while self.open and indent < self.open[-1].indent - SAME:
            self.open.pop()
        if not self.open or indent > self.open[-1].indent + SAME:
            self.open.append(_Depth(indent, kind))
        elif kind != self.open[-1].sign:
            self._by_sign(indent, kind)
        return len(self.open) - 1

    def _kind(self, sign: str) -> str:
        """Which row of signs a typed one belongs to: "•", "1", "a" or "i"."""
        core = sign.strip("().")
        if sign in _LIGHT or (not core.isalnum() and "." not in core):
            return sign[:1]
        if not core.isalpha():
            return "1"
        is_roman = not set(core.lower()) - set("ivx")
        goes_on = any(one.sign == "i" for one in self.open)
        return "i" if is_roman and (goes_on or len(core) > 1 or core in "iI") else "a"

    def _by_sign(self, indent: int, kind: str) -> None:
        """Another sign at the same indentation: back to where it stood, or one step down."""
        for at, one in enumerate(self.open):
            if one.sign == kind and abs(one.indent - indent) <= SAME:
                del self.open[at + 1 :]
                return
        last = self.open[-1].sign
        if last in _NUMBERS:
            is_below = kind in _NUMBERS and _NUMBERS.index(kind) > _NUMBERS.index(last)
        else:
            is_below = kind in _LIGHT and last not in _LIGHT
        if is_below:
            self.open.append(_Depth(indent, kind))
        else:
            self.open[-1] = _Depth(indent, kind)
