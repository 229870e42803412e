"""Typefaces for signs that Lato does not have: coloured circles, Welsh ŵ, Devanagari, Gurmukhi.

Each file that is needed joins the pack under a name of its own, and only then; what no file can
draw is named to whoever builds the pack, since it would be printed as empty boxes.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from . import icon_font

# A sign stands in several of them: the first draw it best. That for mathematics has letters of
# other scripts too, which it does not join.
ORDER = (
    *("noto-sans-latin", "noto-sans-cyrillic", "noto-sans-greek", "noto-sans-vietnamese"),
    *("noto-sans-symbols-2", "noto-emoji", "noto-sans-symbols", "noto-sans-"),
)
LAST = "noto-sans-math"
# What shows nothing by itself: spaces, controls, and marks that say how another sign is drawn.
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}
_VARIATIONS = {chr(code) for code in range(0xFE00, 0xFE10)}
_TAG = re.compile(r"<[^>]*>")
# So many signs are named; a page of Chinese needs no list to be understood.
NAMED = 20


@dataclass(frozen=True)
class Fallback:
    """The files that a document needs beside its own typeface, and the signs none of them has."""

    files: tuple[Path, ...] = ()
    undrawn: str = ""

    @property
    def warning(self) -> str:
        """A sentence for whoever builds the pack; empty where every sign is drawn."""
        if not self.undrawn:
            return ""
        named = " ".join(self.undrawn[:NAMED]) + (" …" if len(self.undrawn) > NAMED else "")
        return (
            f"No typeface here has these signs, which are printed as empty boxes: {named}. "
            "Write them in other letters and build the pack again."
        )


def fallback_for(document: str, *, drawn_by: Iterable[Path], others: Sequence[Path]) -> Fallback:
    """Return what an HTML document needs beside the typeface it is set in.

    ``drawn_by`` are the files of that typeface, ``others`` those to choose among.
    """
    missing = signs_of(document) - set(icon_font.SHAPES)
    missing -= {sign for path in drawn_by for sign in _signs_in(path)} if missing else set()
    chosen = []
    for path in sorted(others, key=_place):
        if not missing:
            break
        if has := missing & _signs_in(path):
            chosen.append(path)
            missing -= has
    return Fallback(tuple(chosen), "".join(sorted(missing)))


def signs_of(document: str) -> set[str]:
    """Return every sign of the text that has to be drawn."""
    return {
        sign
        for sign in set(unescape(_TAG.sub(" ", document))) - _VARIATIONS
        if unicodedata.category(sign) not in UNSEEN
    }


def _signs_in(path: Path) -> set[str]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return {chr(code) for code in font.getBestCmap()}


def _place(path: Path) -> tuple[bool, int, str]:
    rank = next(at for at, start in enumerate(ORDER) if path.name.startswith(start))
    return path.name.startswith(LAST), rank, path.name
