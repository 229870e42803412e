"""The names of the elements of a Word document that the reader knows."""

from typing import Any

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# "Strict" files say the same things under other addresses.
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
STRICT_NAMES = {
    STRICT: MAIN,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": RELATIONS,
    "http://purl.oclc.org/ooxml/officeDocument/math": MATHS,
}

W = f"{{{MAIN}}}"
R = f"{{{RELATIONS}}}"
M = f"{{{MATHS}}}"
MC = f"{{{COMPATIBILITY}}}"

VAL = W + "val"
OFF = {"0", "false", "off"}


def value(parent: Any, child: str) -> str | None:
    """The ``w:val`` of a child element: None without the child, "" without a value."""
    found = parent.find(W + child) if parent is not None else None
    return None if found is None else found.get(VAL, "")


def switch(parent: Any, child: str) -> bool | None:
    """An on/off setting: None where nothing is said."""
    found = value(parent, child)
    return None if found is None else found.lower() not in OFF


def number(text: str | None, default: int = 0, most: int = 1_000_000) -> int:
    """A whole number out of an attribute; a damaged one counts as the default."""
    try:
        found = int(text) if text and len(text) < 12 else default
    except ValueError:
        return default
    return max(-most, min(most, found))
