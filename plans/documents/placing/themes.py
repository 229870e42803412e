"""Themes: what the rows of a table stand under, by a heading, a plain line or a row across it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from governance.documents.rows import Line
from governance.text.structured_text import clean_line

from ..placed import PlacedLead, PlacedTheme
from . import inline, leads, names, sections
from .column_contents import is_number
from .name_cells import is_plainly_name

_WORD = re.compile(
    r"^(?P<word>theme|programme|priority|work\s?stream|strand|pillar|objective|aim|area|section|goal|"
    r"strategic\s+(?:objective|priority|aim)|key\s+(?:area|theme)|domain)\b\s*[\dA-Z]?\s*[:.–—-]?",
    re.IGNORECASE,
)
_OF_THE_PAPER = re.compile(
    r"^(?:\d+[.)]?\s*|appendix\s+\w+\s*[:–-]?\s*)?(?:the\s+)?(?:[\w&’' -]+\s)?"
    r"(?:plan|actions?|improvements?|table|tracker|register|log|summary|progress|updates?|template|"
    r"action\s+plan|schedule|recommendations|key|contents)"
    r"(?:\s+(?:update|report|table|summary|log|tracker))?\s*(?:20\d\d.*)?[:.]?$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\b(?:the|our|a|of|and|for|detailed|full|continued|cont|plan|actions?|improvements?|table|"
    r"tracker|register|log|summary|progress|updates?|template|schedule|recommendations|key|"
    r"contents|appendix|annex|report|delivery|implementation|overall|other|further|outstanding|"
    r"completed|list|[a-z]|\d[\d/-]*)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:strategic\s+|key\s+)?(?:recommendation|finding|objective|priority|theme|aim|goal|outcome|"
    r"programme|work\s?stream|strand|pillar|area)\s*(?:no\.?\s*)?[A-Z]?\d{0,2}(?:\.\d+)?\s*[:.)–—-]",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"[\s,:–—-]*\(?\bcont(?:inued|['’]?d|\.)?\)?\.?\s*$", re.IGNORECASE)
_LONGEST = 12  # words
_LONGEST_TITLE = 190  # signs; a finding that heads several actions can be a paragraph


@dataclass
class Group:
    """What a heading over rows says: the theme, and leads that hold for all of it."""

    theme: PlacedTheme
    leads: list[PlacedLead] = field(default_factory=list)


def heads(line: Line, *, plainly: bool, one_of_many: bool = False) -> bool:
    """Whether a line just above a table names its theme. ``plainly``: it may look like any other.

    A heading such as “Action plan” names the paper and no theme of it; “Skills action plan”
    names one where the paper has several tables.
    """
    text = clean_line(line.words)
    if not text or len(text.split()) > _LONGEST or text.endswith((".", ";", ",")):
        return False
    headed = sections.is_heading(line)
    if _OF_THE_PAPER.match(text):
        return one_of_many and headed and bool(_GENERIC.sub("", text).strip(" .:–—-"))
    return headed or plainly


def is_topic(name: str) -> bool:
    """Whether a sheet's name says what it is about: “Skills”, but not “Sheet1” or “Action log”."""
    if re.fullmatch(r"(?:sheet|table|tabelle|tab|page)\s*\d*", name, re.IGNORECASE):
        return False
    return bool(_GENERIC.sub("", name).strip(" .:–—-"))


def goes_on(known: str, title: str) -> bool:
    """Whether a heading is that of a known theme again: “Skills (cont’d)” after “Skills”."""
    bare = [_CONTINUED.sub("", one).strip().casefold() for one in (known, title)]
    return known == title or (bool(bare[0]) and bare[0] == bare[1])


def is_named(line: Line) -> bool:
    """Whether a line says by its first words that it heads others: “Recommendation 3: …”."""
    return bool(_NAMED.match(clean_line(line.text)))


def read(lines: Sequence[Line]) -> Group:
    """The theme of a heading and the lines beneath it: its purpose, and who leads all of it."""
    first, *rest = [line for line in lines if not line.is_empty] or list(lines)
    title = clean_line(first.text)
    group = Group(PlacedTheme(title=title, word=word_of(title), lines=(first.id,)))
    if rest and is_number(title):  # its number stands in a cell of its own
        title = f"{title} {clean_line(rest[0].text)}"
        group.theme.title, group.theme.lines = title, (first.id, rest[0].id)
        first, rest = rest[0], rest[1:]
    if len(title) > _LONGEST_TITLE:
        group.theme.title = f"{title[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
        group.theme.purpose.append({"kind": "paragraph", "level": 0, "text": title})
    for line in rest:
        text = clean_line(line.text)
        group.theme.purpose.append(sections.block(line))
        group.theme.lines += (line.id,)
        if heading := leads.heading_of(text):
            group.leads += leads.read(heading[1], line=line.id)
    inside = re.search(r"\((?P<lead>[^()]+)\)\s*$|\s[–—-]\s(?P<behind>[^–—]+)$", title)
    if inside and (heading := leads.heading_of(inside["lead"] or inside["behind"])):
        group.leads += leads.read(heading[1], line=first.id)
    if not group.leads:
        group.leads += _owners(title, first.id)
    return group


def _owners(title: str, line: str) -> list[PlacedLead]:
    """Who a group of rows belongs to, where its heading names a person or a post."""
    if (found := inline.field_of(title)) and found[0] == "lead":
        return leads.read(found[2], line=line)
    if ":" in title.strip(" :") or word_of(title):
        return []
    bare = re.sub(r"^(?:actions?\s+)?for\s+(?:the\s+)?|[\s:]+$", "", title, flags=re.IGNORECASE)
    person = names.kind_of(re.sub(r"\s*[(–-].*", "", bare)) == "person" and " " in bare
    post = names.kind_of(bare) == "post" and is_plainly_name(bare) and len(bare.split()) <= 6
    return leads.read(bare, line=line) if is_plainly_name(bare) and (person or post) else []


def word_of(title: str) -> str:
    """What a theme's heading calls it: “Priority 2: Skills” is a priority."""
    found = _WORD.match(title)
    if found and len(title.split()) > 1:
        return found["word"].capitalize()
    return "Programme" if re.search(r"\bprogramme$", title, re.IGNORECASE) else ""
