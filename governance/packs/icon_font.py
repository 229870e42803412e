"""The marks of a pack as one small typeface, drawn here so that every machine prints the same.

A mark set as a letter costs a third of one drawn as a picture, and copies out of the PDF as the
sign it is. The shapes are those of the pages: each has its own outline, so that grey print keeps
apart what colour does.
"""

import math
from io import BytesIO

FAMILY = "Pack marks"
_UNITS = 1000
_GRID = 20

_DISC = "M10 1A9 9 0 1 1 10 19A9 9 0 1 1 10 1Z"
_RING = "M10 1.4A8.6 8.6 0 1 1 10 18.6A8.6 8.6 0 1 1 10 1.4Z"
_RING_HOLE = "M10 3.6A6.4 6.4 0 1 0 10 16.4A6.4 6.4 0 1 0 10 3.6Z"
_TICK = "M13.2 6.2 8.9 10.9 6.8 8.8 5.2 10.4 9 14.1 14.8 7.7Z"
_CROSS = (
    "M6.1 7.5 8.6 10 6.1 12.5 7.5 13.9 10 11.4 12.5 13.9 13.9 12.5 11.4 10 13.9 7.5 12.5 6.1 "
    "10 8.6 7.5 6.1Z"
)


def _dashes(count: int = 9, share: float = 0.62) -> str:
    """Return a ring of dashes: nothing was said, so nothing is closed."""
    parts = []
    for place in range(count):
        start = 2 * math.pi * place / count
        end = start + 2 * math.pi / count * share
        points = [(start, 8.7), ((start + end) / 2, 8.75), (end, 8.7)]
        points += [(end, 6.1), ((start + end) / 2, 6.15), (start, 6.1)]
        xy = [f"{10 + r * math.sin(a):.2f} {10 - r * math.cos(a):.2f}" for a, r in points]
        parts.append("M" + " ".join(xy) + "Z")
    return "".join(parts)


# Sign → outline on a grid of 20; holes run the other way round.
SHAPES: dict[str, str] = {
    "✓": _DISC + _TICK,
    "●": "M10 2.2A7.8 7.8 0 1 1 10 17.8A7.8 7.8 0 1 1 10 2.2Z",
    "▲": "M10 1.4 19.6 18.4 .4 18.4ZM8.9 7.4 8.9 13 11.1 13 11.1 7.4Z"
    "M8.9 14.4 8.9 16.6 11.1 16.6 11.1 14.4Z",
    "■": "M1.8 1.8 18.2 1.8 18.2 18.2 1.8 18.2Z" + _CROSS,
    "◌": _dashes(),
    "○": _RING + _RING_HOLE,
    "◐": _RING + _RING_HOLE + "M10 4.6A5.4 5.4 0 0 1 10 15.4Z",
    "◇": "M10 .8 19.2 10 10 19.2 .8 10ZM10 4 4 10 10 16 16 10Z",
    "➔": "M8.6 8.9 13.6 8.9 13.6 5.2 19.6 10 13.6 14.8 13.6 11.1 8.6 11.1Z"
    "M4.4 5.8A4.2 4.2 0 1 1 4.4 14.2A4.2 4.2 0 1 1 4.4 5.8Z"
    "M4.4 7.8A2.2 2.2 0 1 0 4.4 12.2A2.2 2.2 0 1 0 4.4 7.8Z",
    "↻": "M16.6 11.5A6.8 6.8 0 1 1 14.9 5L13.1 6.8A4.4 4.4 0 1 0 14.2 11.5Z"
    "M17.6 1.6 17.6 7.8 11.4 7.8Z",
}


def mark_font() -> bytes:
    """Return the typeface as a font file, the same bytes every time."""
    from fontTools.fontBuilder import FontBuilder

    names = {sign: f"uni{ord(sign):04X}" for sign in SHAPES}
    order = [".notdef", "space", *names.values()]
    builder = FontBuilder(_UNITS, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({0x20: "space"} | {ord(s): name for s, name in names.items()})
    outlines = {".notdef": _outline(""), "space": _outline("")}
    outlines |= {name: _outline(SHAPES[sign]) for sign, name in names.items()}
    builder.setupCFF("PackMarks", {}, outlines, {})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (_UNITS, 0)))
    builder.setupHorizontalHeader(ascent=850, descent=-150)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=850, sTypoDescender=-150, usWinAscent=850, usWinDescent=150)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _outline(path: str):
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.svgLib.path import parse_path

    pen = T2CharStringPen(_UNITS, None)
    scale = _UNITS / _GRID
    if path:
        parse_path(path, TransformPen(pen, (scale, 0, 0, -scale, 0, 850)))
    return pen.getCharString()
