"""Headings of an OKR paper: how deep they are, and which of them head a theme."""

import re
from dataclasses import dataclass

from governance.documents.rows import Line
from governance.text.structured_text import clean_line

from .periods import periods_in
from .wording import OKR_WORDS, cut_label, cut_outcome, is_block_heading, is_outcome_heading

TITLE = 1  # levels of headings run from 2, so that a title stands above them all
_PSEUDO = 12
_BLOCK = 13
_LONGEST = 160

_APPENDIX = re.compile(
    r"(?P<appendix>(?:Appendix|Annex|Annexe|Schedule|APPENDIX|ANNEX)\s+(?:[A-Z]|\d{1,2}|[IVX]{1,4}))\b"
)
_THEME_WORD = re.compile(
    r"(?:theme|pillar|directorate|portfolio|workstream|department|team|service\s+area)\b", re.I
)
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
_TRIM = " \t\u00a0-–—:|,()."
_TOC = re.compile(r"(?:\.{4,}|\t|\s{3,}|…)\s*\d{1,3}\s*$")


@dataclass(frozen=True)
class ThemeHeading:
    """A heading taken apart; ``is_own`` when its words alone say that it heads a theme."""

    title: str
    appendix: str = ""
    printed_label: str = ""
    is_own: bool = False


def is_title(line: Line) -> bool:
    return line.style.lower() in {"title", "document title"}


def is_heading(line: Line) -> bool:
    return level_of(line) > 0


def level_of(line: Line) -> int:
    """How deep a heading stands, from 1 for the title; 0 for a line that is none.

    Many papers set headings as bold lines, and pasted text as bare ones.
    """
    words = line.words
    if line.is_empty or len(words) > _LONGEST:
        return 0
    if is_title(line):
        return TITLE
    if is_in_contents(line):
        return 0
    if line.kind == "heading":
        return line.level + 1 if not cut_outcome(words)[0] else 0
    if line.kind == "bullet" or cut_outcome(words)[0] or cut_label(words)[0]:
        return 0
    if _heads_theme(words) and not words.rstrip().endswith((".", ";", ":")):
        return TITLE + 1
    if line.is_bold and not words.rstrip().endswith((".", ";", ",")):
        return _PSEUDO
    if line.kind == "paragraph" and is_block_heading(words) and len(words.split()) <= 9:
        return _BLOCK if words[:1].isupper() and not words.rstrip().endswith(".") else 0
    return 0


def is_in_contents(line: Line) -> bool:
    """A line of a table of contents, with its page number."""
    return line.style.lower().startswith("toc") or bool(_TOC.search(line.text))


def heads_block(line: Line) -> bool:
    """A heading of aims, priorities or a vision, which belong to the theme they stand in."""
    bare = _NUMBER.sub("", line.words)
    return is_block_heading(bare) or is_outcome_heading(bare)


def theme_heading(line: Line) -> ThemeHeading:
    """ "1 Appendix A: Skills Objectives and Key Results – Q3 (Oct to Dec) 2020" taken apart."""
    rest = clean_line(line.words)
    rest = _NUMBER.sub("", rest)
    appendix = ""
    if found := _APPENDIX.search(rest):
        appendix = found["appendix"]
        rest = rest[: found.start()] + " " + rest[found.end() :]
    has_words = bool(OKR_WORDS.search(rest))
    label = next(iter(periods_in(rest)), None)
    if label:
        rest = rest.replace(label.printed, " ", 1)
    rest = re.sub(r"\(\s*\)", " ", OKR_WORDS.sub(" ", rest))
    rest = re.sub(r"^\s*for\s+|\s+for\s*$", " ", rest)
    title = " ".join(rest.split()).strip(_TRIM)
    is_own = bool(title) and (bool(appendix) or has_words or bool(_THEME_WORD.match(title)))
    return ThemeHeading(title, appendix, label.printed if label else "", is_own)


def _heads_theme(words: str) -> bool:
    bare = _NUMBER.sub("", words.strip())
    if len(words) > 130:
        return False
    opens = bool(_APPENDIX.match(bare)) and bool(re.match(r".{0,14}\S\s*[:–—-]|\S+\s\S+$", bare))
    speaks = bool(re.search(r"objectives\s+(?:and|&)\s+key\s+results?\b", bare, re.I))
    return opens or (speaks and not re.match(r"[^:–—]{2,40}:\s", bare))
