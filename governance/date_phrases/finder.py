"""Finds the date phrases inside a sentence, each with its place and its reading."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from . import words
from .reader import read_in, stray_year
from .reading import Reading
from .settings_of_paper import setting_of
from .words import Token

_SHORT = 24  # letters of a cell that is a date and little else
_REACH = 80  # letters before a date in which the words that belong to it stand
Found = tuple[int, int, str, Reading]

_ALWAYS = {
    *("iso", "numeric", "quarter", "worded_quarter", "half", "ordinal_week", "academic"),
    *("fin_year", "year_ending", "day_month", "month_day", "month_year", "month_next"),
    *("month_numeric", "decade", "holiday", "year_end", "relative_unit", "each", "recurring"),
    "vague_span",
}
_OPENING = {"end", "part", "week_mark", "between", "from", "before", "by", "until", "after"}
_MEETS = {"month", "month_year", "day_month"}
_JOINING = {"to", "and", "slash", "dash"}
_LEADING = re.compile(
    r"(?:\b(?:in|on|during|over|throughout|for|within|into|as\s+at|as\s+of|around|circa|target\s+of)"
    r"\s+)(?:the\s+)?(?:course\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_EVENT_WORD = (
    r"(?:board|meeting|committee|cabinet|panel|council|forum|agm|group|conference|workshop)"
)
_EVENT_AFTER = re.compile(
    rf"\s+(?:(?-i:[A-Z])[\w&]*\s+){{0,3}}{_EVENT_WORD}\b(?:\s+meeting\b)?", re.IGNORECASE
)
_EVENT_BEFORE = re.compile(
    rf"(?:\b(?:for|from|by)\s+(?:the\s+)?)?(?:\b(?-i:[A-Z])[\w&]*\s+){{0,2}}\b{_EVENT_WORD}\s+"
    r"(?:(?:in|of)\s+)?$",
    re.IGNORECASE,
)
_EACH_YEAR = re.compile(r",?\s+(?:each|every)\s+year\b", re.IGNORECASE)
_COUNTED = {"span", "vague_span"}
# "Within the first quarter of joining" tells no day of the paper's own year.
_COUNTED_FROM = re.compile(
    r"\s+(?:of|after|following|from)\s+(?!now\b|today\b|this\b|the\s+(?:date\s+of\s+this|year)\b)"
    r"(?:the\s+|an?\s+|their\s+|its\s+|each\s+|every\s+)?(?=[a-z])[\w’'-]+"
)
_UNDATED = re.compile(
    r"\(?\b(?:asap|a\.s\.a\.p\.?|as\s+soon\s+as\s+possible|at\s+as\s+early\s+a\s+stage\s+as\s+\w+|"
    r"(?:already\s+)?(?:in\s+progress|on-?going|under\s?way)|actioned|tbc|tbd|immediately|"
    r"when\s+(?:ready|agreed|available)|once\s+(?:agreed|approved|complete[d]?|signed\s+off))\b\)?",
    re.IGNORECASE,
)
_SEASON_LEAD = re.compile(
    r"\b(?:in|over|during|by|from|until|before|after|this|next|last|early|late|mid|into|end)\W+"
    r"(?:of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_YEAR_LEAD = re.compile(
    r"\b(?:in|by|during|from|for|until|to|before|after|since|throughout|end|early|late|mid|"
    r"post|pre|onwards)\W+(?:of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)


def find(
    sentence: str,
    *,
    plan_year: str | None = None,
    as_at: date | None = None,
    hint: str = "",
    meetings: Sequence[tuple[str, date]] = (),
) -> list[Found]:
    """The date phrases of a sentence in their order: start, end, the words, their reading."""
    return list(_found(sentence, plan_year, as_at, hint, tuple(meetings)))


# A document is asked for the dates of a sentence, and then for what is odd about them.
@lru_cache(maxsize=2048)
def _found(
    sentence: str,
    plan_year: str | None,
    as_at: date | None,
    hint: str,
    meetings: tuple[tuple[str, date], ...],
) -> tuple[Found, ...]:
    setting = setting_of(hint=hint, plan_year=plan_year, as_at=as_at, meetings=meetings)
    # Same length as the sentence, so that every place found is a place in the printed words.
    text = re.sub(r"[‒–—−‐‑]", "–", re.sub(r"\s", " ", sentence))
    found = []
    for start, end in _places(text):
        reading = read_in(sentence[start:end], setting, sentence)
        if reading.year_inferred and (far := stray_year(reading, text[end:])):
            end += far.end("year")
            reading = read_in(sentence[start:end], setting, sentence)
        found.append((start, end, sentence[start:end], reading))
    return tuple(found)


def _places(text: str) -> list[tuple[int, int]]:
    pieces = list(words.tokens(text))
    spans: list[tuple[int, int]] = []
    place = 0
    while place < len(pieces):
        start, after = _run(text, pieces, place)
        if after > place:
            spans.append(_span(text, pieces, start, after))
        place = max(after, place + 1)
    taken = list(spans)
    for found in _UNDATED.finditer(text):
        if all(found.end() <= start or found.start() >= end for start, end in taken):
            taken.append(found.span())
    return _apart(sorted(taken))


def _span(text: str, pieces: list[Token], start: int, after: int) -> tuple[int, int]:
    """The place of one phrase, with the preposition and the meeting that belong to its date."""
    if pieces[start].name == "from" and _names_a_paper(text, pieces, start, after):
        start += 2
    first, last = pieces[start].start, pieces[after - 1]
    end = first + len(text[first : last.end].rstrip(" -,."))
    if pieces[start].name not in _OPENING:
        first = _widened(text, first, to_meeting=last.name in _MEETS)
    if last.name in _MEETS and (meeting := _EVENT_AFTER.match(text, end)):
        end = meeting.end()
    if last.name in _MEETS and (again := _EACH_YEAR.match(text, end)):
        end = again.end()
    if last.name in _COUNTED and (counted := _COUNTED_FROM.match(text, end)):
        end = counted.end()
    return first, end


def _names_a_paper(text: str, pieces: list[Token], start: int, after: int) -> bool:
    """Whether “from the March 2018 …” goes on with a report's name, so that nothing starts then."""
    is_month = pieces[after - 1].name in ("month", "month_year") and after == start + 3
    return is_month and not _EVENT_AFTER.match(text, pieces[after - 1].end)


def _run(text: str, pieces: list[Token], place: int) -> tuple[int, int]:
    """The tokens of one phrase that begins at a place: its first and the one after its last."""
    start = place
    while place < len(pieces) and _opens(pieces[place], opened=place > start):
        place += 1
    if place >= len(pieces) or not _dates(text, pieces, place):
        return start, start
    after = place + 1
    while after < len(pieces):
        step = after
        if pieces[step].name == "onwards":
            after = step + 1
            continue
        joined = 0
        while step < len(pieces) and pieces[step].name in _JOINING | {"until"} and joined < 2:
            step, joined = step + 1, joined + 1
        while step < len(pieces) and pieces[step].name in {"end", "part", "by"}:
            step += 1
        if not joined or step >= len(pieces) or not _dates(text, pieces, step, joined=True):
            break
        after = step + 1
    return start, after


def _opens(piece: Token, *, opened: bool) -> bool:
    return piece.name in _OPENING or (opened and piece.text.lower() == "the")


def _dates(text: str, pieces: list[Token], place: int, *, joined: bool = False) -> bool:
    """Whether a token is a date here; many words and figures only look like one."""
    piece, start = pieces[place], pieces[place].start
    before = text[max(start - _REACH, 0) : start]
    behind = pieces[place - 1] if place else piece
    if behind.text.lower() == "the" and place > 1:
        behind = pieces[place - 2]
    opened = joined or (place > 0 and behind.name in _OPENING)
    match piece.name:
        case "month":
            name = piece.parts["mo_m"]
            return name[0].isupper() or (opened and name.lower() not in ("may", "march", "mar"))
        case "season":
            dated = bool({"se_y", "se_yy", "se_fy", "se_r", "se_n", "se_t"} & set(piece.parts))
            return dated or opened or bool(_SEASON_LEAD.search(before))
        case "calendar_year":
            return opened or bool(_YEAR_LEAD.search(before))
        case "span":
            if "-" in piece.text and not piece.parts["sp_u"].endswith("s"):
                return False
            led = re.search(
                r"\b(?:over|within|in|for|next)\W*(?:the\s+)?$|–\s*$", before, re.IGNORECASE
            )
            return "sp_next" in piece.parts or "sp_ago" in piece.parts or bool(led)
        case "month_yy":
            alone = not text[: pieces[0].start].strip() and len(text.strip()) <= _SHORT
            return alone or opened or bool(_YEAR_LEAD.search(before))
        case "own_unit" | "day_numeric":
            return place > 0 and pieces[place - 1].name in ("end", "part", "by")
        case "day_only" | "number":
            rest = pieces[place + 1 : place + 3]
            follows = len(rest) == 2 and rest[0].name in _JOINING
            leads = follows and rest[1].name in ("day_month", "day_only", "number")
            alone = piece.name == "day_only" and (not before.strip() or before.rstrip()[-1] in ":;")
            return (leads and _ends_in_day(pieces, place)) or alone
    return piece.name in _ALWAYS


def _ends_in_day(pieces: list[Token], place: int) -> bool:
    for piece in pieces[place : place + 9]:
        if piece.name == "day_month":
            return True
        if piece.name not in _JOINING | {"number", "day_only"}:
            return False
    return False


def _widened(text: str, start: int, *, to_meeting: bool) -> int:
    """Where the words begin that belong to a date: its meeting, else its preposition."""
    edge = max(start - _REACH, 0)
    near = text[edge:start]
    before = _EVENT_BEFORE.search(near) if to_meeting else None
    lead = before or _LEADING.search(near)
    return edge + lead.start() if lead else start


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Phrases never overlap: a later one begins where an earlier one ends."""
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        start = max(start, apart[-1][1]) if apart else start
        if start < end:
            apart.append((start, end))
    return apart
