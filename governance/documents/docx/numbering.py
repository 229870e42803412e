"""The numbers that Word prints by itself: "3.", "a)", "2.1"; they are in no text."""

from dataclasses import dataclass, replace
from typing import Any

from . import names
from .names import MC, W
from .styles import Style, Styles, left_of

LEVELS = 9
MOST_LINKS = 10
# fmt: off
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]
_TENS = [
    "zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
]
# fmt: on
_ROMAN = list(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    )
)


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""  # "%1.%2"
    style: str = ""  # the paragraph style that stands for this level
    restart: int | None = None  # the level (from 1) that begins it anew; 0 is none
    is_legal: bool = False  # every level in plain figures
    left: int | None = None  # its indentation in twentieths of a point


@dataclass(frozen=True)
class Number:
    """What is printed before a paragraph."""

    kind: str = ""  # "bullet", "number" or nothing
    level: int = 0
    label: str = ""
    left: int | None = None


class Numbering:
    """The lists of a document, counting as its paragraphs are read in their order."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Any] = {}
        self._lists: dict[str, Any] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._shared: dict[str, str] = {}  # which counters a list uses
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        for each in root if root is not None else ():
            if each.tag == W + "abstractNum":
                self._abstract.setdefault(each.get(W + "abstractNumId", ""), each)
            elif each.tag == W + "num":
                self._lists.setdefault(each.get(W + "numId", ""), each)

    def next(self, properties: Any | None, style: Style) -> Number:
        """The number of the next paragraph, from its own properties or from its style."""
        own = properties.find(W + "numPr") if properties is not None else None
        number_id = names.value(own, "numId")
        said_level = names.value(own, "ilvl")
        from_style = number_id is None
        if from_style:
            number_id = style.numbering
        if not number_id or number_id == "0" or number_id not in self._lists:
            return Number()
        levels = self._levels_of(number_id)
        if said_level is not None:
            at = names.number(said_level)
        else:
            at = style.numbering_level if from_style else 0
            if from_style:
                by_style = (k for k, one in levels.items() if one.style == style.numbering_from)
                at = next((k for k in by_style if style.numbering_from), at)
        at = max(0, min(LEVELS - 1, at))
        level = levels.get(at)
        if level is None:
            return Number()
        counted = self._count(number_id, at, levels)
        if level.form == "bullet":
            return Number("bullet", at, left=level.left) if level.text.strip() else Number()
        label = _label(level, counted, levels)
        return Number("number", at, label, level.left) if label else Number()

    def _count(self, number_id: str, at: int, levels: dict[int, Level]) -> list[int]:
        counters = self._counters.setdefault(self._shared[number_id], [None] * LEVELS)
        if number_id not in self._begun:
            self._begun.add(number_id)
            for override in self._lists[number_id].iterfind(W + "lvlOverride"):
                if names.value(override, "startOverride") is not None:
                    counters[names.number(override.get(W + "ilvl"), most=LEVELS - 1)] = None
        before = counters[at]
        counters[at] = levels[at].start if before is None else before + 1
        for deeper in range(at + 1, LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or restart > at:
                counters[deeper] = None
        starts = [levels[one].start if one in levels else 1 for one in range(LEVELS)]
        return [
            start if found is None else found for found, start in zip(counters, starts, strict=True)
        ]

    def _levels_of(self, number_id: str) -> dict[int, Level]:
        if number_id not in self._levels:
            element = self._lists[number_id]
            abstract_id = self._abstract_of(number_id)
            self._shared[number_id] = abstract_id
            levels = _levels(self._abstract.get(abstract_id))
            for override in element.iterfind(W + "lvlOverride"):
                at = names.number(override.get(W + "ilvl"), most=LEVELS - 1)
                own = override.find(W + "lvl")
                if own is not None:
                    levels[at] = _level(own)
                start = names.value(override, "startOverride")
                if start is not None:
                    levels[at] = replace(
                        levels.get(at, Level()), start=names.number(start, 1, 30_000)
                    )
            self._levels[number_id] = levels
        return self._levels[number_id]

    def _abstract_of(self, number_id: str) -> str:
        """The definition a list uses; one that points at a style of lists is followed there."""
        found = ""
        for _ in range(MOST_LINKS):
            found = names.value(self._lists.get(number_id), "abstractNumId") or ""
            link = names.value(self._abstract.get(found), "numStyleLink")
            following = self._styles.numbered_by(link) if link else ""
            if not following or following == number_id:
                break
            number_id = following
        return found


def _levels(element: Any | None) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for each in element.iterfind(W + "lvl") if element is not None else ():
        at = names.number(each.get(W + "ilvl"), -1)
        if 0 <= at < LEVELS:
            found.setdefault(at, _level(each))
    return found


def _level(element: Any) -> Level:
    restart = names.value(element, "lvlRestart")
    text = names.value(element, "lvlText") or ""
    if not text.strip() and names.value(element, "lvlPicBulletId") is not None:
        text = "•"  # a little picture
    # Forms of newer kinds ("001") are said in two ways; the older one is near enough.
    older = element.find(f"{MC}AlternateContent/{MC}Fallback")
    form = names.value(element, "numFmt") or names.value(older, "numFmt") or "decimal"
    return Level(
        start=names.number(names.value(element, "start"), 1, 30_000),
        form=form,
        text=text[:80],
        style=names.value(element, "pStyle") or "",
        restart=None if restart is None else names.number(restart),
        is_legal=bool(names.switch(element, "isLgl")),
        left=left_of(element.find(W + "pPr")),
    )


def _label(level: Level, counted: list[int], levels: dict[int, Level]) -> str:
    label = level.text
    for at in range(LEVELS):
        if f"%{at + 1}" in label:
            form = levels[at].form if at in levels else "decimal"
            if level.is_legal and form != "none":
                form = "decimal"
            label = label.replace(f"%{at + 1}", printed(counted[at], form))
    return label.strip()


def printed(count: int, form: str) -> str:
    """A number in one of Word's forms; an unknown form gives plain figures."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{count:02d}"
    if form in ("lowerLetter", "upperLetter") and count > 0:
        times, at = divmod(count - 1, 26)
        letters = chr(ord("a") + at) * min(times + 1, 30)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = _roman(count)
        return roman.lower() if form == "lowerRoman" else roman
    if form == "ordinal":
        return f"{count}{_ending(count)}"
    if form in ("cardinalText", "ordinalText") and 0 < count < 100:
        return _in_words(count, is_ordinal=form == "ordinalText")
    return str(count)


def _roman(count: int) -> str:
    roman = ""
    for amount, sign in _ROMAN:
        times, count = divmod(count, amount)
        roman += sign * times
    return roman


def _ending(count: int) -> str:
    if count % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")


def _in_words(count: int, *, is_ordinal: bool) -> str:
    tens, ones = divmod(count, 10)
    words = [_ONES[count]] if count < 20 else [_TENS[tens], *([_ONES[ones]] if ones else [])]
    if is_ordinal:
        last = words[-1]
        words[-1] = _ORDINALS.get(last) or (
            f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
        )
    return "-".join(words).capitalize()


_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
