"""What a paragraph's style says of it: its name, heading level, list, boldness, indentation."""

import re
from dataclasses import dataclass
from typing import Any

from . import names
from .names import W

DEEPEST = 20  # styles based on styles based on …; Word's own go five deep
_BUILT_IN = re.compile(r"(?i)(heading|list bullet|list number|toc|title|subtitle|caption)\b")
_HEADING = re.compile(r"(?i)heading ([1-9])")
_LIST = re.compile(r"(?i)list (bullet|number)(?: ([2-5]))?")
BODY_TEXT = 9  # the outline level that means "no heading"


@dataclass(frozen=True)
class Style:
    """A style with everything that it takes over from those it is based on."""

    id: str = ""
    name: str = ""
    heading: int = 0  # from 1; 0 is no heading
    list_kind: str = ""  # "bullet" or "number", by the built-in name alone
    list_level: int = 0
    numbering: str = ""  # the list it numbers by
    numbering_level: int = 0
    numbering_from: str = ""  # the style that says so, itself or one it is based on
    left: int | None = None  # indentation in twentieths of a point
    is_bold: bool = False


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: Any | None) -> None:
        self._elements: dict[str, Any] = {}
        self._known: dict[str, Style] = {}
        self._bold: dict[str, bool | None] = {}
        self._normal = ""
        for each in root.iterfind(W + "style") if root is not None else ():
            key = each.get(W + "styleId", "")
            self._elements.setdefault(key, each)
            is_default = each.get(W + "default", "").lower() not in {"", *names.OFF}
            if is_default and each.get(W + "type") == "paragraph":
                self._normal = key

    def of(self, key: str | None) -> Style:
        """The style of a paragraph; the normal one where none or an unknown one is named."""
        key = key if key in self._elements else self._normal
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def boldness(self, key: str | None) -> bool | None:
        """Whether a style of signs makes bold; None where it says nothing."""
        if not key:
            return None
        if key not in self._bold:
            says = (names.switch(one.find(W + "rPr"), "b") for one in self._chain(key))
            self._bold[key] = next((one for one in says if one is not None), None)
        return self._bold[key]

    def numbered_by(self, key: str) -> str:
        """The list that a style of lists stands for, or empty."""
        element = self._elements.get(key)
        pointed = element.find(f"{W}pPr/{W}numPr") if element is not None else None
        return names.value(pointed, "numId") or ""

    def _chain(self, key: str) -> list[Any]:
        """A style's element and those it is based on; a circle ends where it closes."""
        chain: list[Any] = []
        seen: set[str] = set()
        while key in self._elements and key not in seen and len(chain) < DEEPEST:
            seen.add(key)
            chain.append(self._elements[key])
            key = names.value(chain[-1], "basedOn") or ""
        return chain

    def _read(self, key: str) -> Style:
        chain = self._chain(key)
        name = (names.value(chain[0], "name") or key) if chain else key
        if _BUILT_IN.match(name):
            name = name.title()
        said = [each.find(W + "pPr") for each in chain]
        outline = next((one for pr in said if (one := names.value(pr, "outlineLvl"))), "")
        ancestors = [names.value(each, "name") or "" for each in chain]
        numbered = [
            (each.get(W + "styleId", ""), numbering)
            for each, pr in zip(chain, said, strict=True)
            if pr is not None and (numbering := pr.find(W + "numPr")) is not None
        ]
        by = next((one for one in numbered if names.value(one[1], "numId") is not None), None)
        levels = [names.value(one, "ilvl") for _, one in numbered]
        listed = _LIST.fullmatch(name)
        return Style(
            id=key,
            name=name,
            heading=_heading(ancestors, outline),
            list_kind=listed[1].lower() if listed else "",
            list_level=int(listed[2] or 1) - 1 if listed else 0,
            numbering=(names.value(by[1], "numId") or "") if by else "",
            numbering_level=names.number(next(filter(None, levels), None), most=8),
            numbering_from=by[0] if by else "",
            left=next((left for pr in said if (left := left_of(pr)) is not None), None),
            is_bold=bool(self.boldness(key)),
        )


def _heading(ancestors: list[str], outline: str) -> int:
    """The level of a heading: by the outline where a style says one, else by a built-in name."""
    for name in ancestors:
        if found := _HEADING.fullmatch(name):
            return int(found[1])
        if name.lower() == "title":
            return 1
    if outline and (level := names.number(outline, BODY_TEXT)) < BODY_TEXT:
        return max(0, level) + 1
    return 0


def left_of(properties: Any | None) -> int | None:
    """The left indentation that paragraph properties say, or None."""
    found = properties.find(W + "ind") if properties is not None else None
    if found is None:
        return None
    said = found.get(W + "left", found.get(W + "start"))
    return None if said is None else names.number(said)
