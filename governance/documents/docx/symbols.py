"""Signs of symbol fonts, which files name by font and code, as the signs that everybody has."""

from typing import Any

from . import names

PRIVATE = 0xF000  # where symbol fonts keep their 256 signs
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…",
    0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xE5: "∑", 0x2D: "−", 0x61: "α", 0x62: "β",
    0x6D: "µ", 0x70: "π",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x78: "☒", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
    0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0xAB: "★",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x97: "●", 0xA3: "□"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def sign(font: str, code: str) -> str:
    """The sign; one that we do not know stays the private one it is, a damaged code gives none."""
    try:
        at = int(code, 16)
    except ValueError:
        return ""
    if 0 < at < 0x100 or PRIVATE <= at < PRIVATE + 0x100:
        low = at & 0xFF
        if low in (0, 0x20):
            return " "
        known = _FONTS.get(font.lower())
        if known is None and at < PRIVATE and chr(at).isprintable():
            return chr(at)
        return (known or {}).get(low) or chr(PRIVATE + low)
    if not 0 < at <= 0x10FFFF or 0xD800 <= at < 0xE000:
        return ""
    return chr(at)


def of(element: Any) -> str:
    """The sign of a ``w:sym`` element."""
    return sign(element.get(names.W + "font", ""), element.get(names.W + "char", ""))
