"""Acronyms that a paper uses and never spells out."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

# What a member of the public reads without help, and what these papers are about.
_KNOWN = """
UK EU US USA MP MPS GDP IT HR PR CEO KPI KPIS OKR OKRS KR KRS LEP LEPS AM PM PDF VAT NHS BBC
COVID ID TV AGM RAG TBC TBA TBD NA OK GOV PA CV FAQ FAQS QA SMART SWOT ICT BST GMT EG IE NB PS
AOB DIY GPS CCTV MOT PIN SMS URL USB WIFI LED HQ HMRC ASAP CIC PLC LTD LLP EXCEL WORD AI
"""
KNOWN = frozenset(_KNOWN.split())
_ACRONYM = re.compile(
    r"(?<![\w@./-])(?:[A-Z]&[A-Z]|[A-Z]{2,6}|[A-Z][a-z][A-Z]{1,3})(?:s|’s|'s)?(?![\w@])"
)
_ROMAN = re.compile(r"[IVXLC]+")
_SMALL = {"and", "of", "the", "for", "to", "in", "on", "a", "an", "with", "by", "&", "at"}
_WORD = re.compile(r"[A-Za-z][\w’'-]*|&")


@dataclass(frozen=True)
class Acronym:
    """An acronym with the place of the text it first stands in and the number of its uses."""

    acronym: str
    at: int
    uses: int


def undefined_acronyms(texts: Sequence[str], known: Collection[str] = KNOWN) -> list[Acronym]:
    """Acronyms that none of the texts spells out, in the order they first stand.

    One is taken as spelled out where words with its initials stand anywhere in the texts.
    """
    first: dict[str, int] = {}
    uses: dict[str, int] = {}
    for at, text in enumerate(texts):
        for acronym in acronyms_in(text):
            first.setdefault(acronym, at)
            uses[acronym] = uses.get(acronym, 0) + 1
    runs = {run for text in texts for run in _initials(text)}
    return [
        Acronym(acronym, at, uses[acronym])
        for acronym, at in first.items()
        if acronym.upper() not in known and not _is_spelled_out(acronym, runs, texts)
    ]


def acronyms_in(text: str) -> Iterator[str]:
    """The acronyms of a text without a plural s; a text that is all capitals has none."""
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) > 12 and all(map(str.isupper, letters)):
        return
    for found in _ACRONYM.finditer(text):
        acronym = re.sub(r"(?:’s|'s|s)$", "", found[0])
        if len(acronym) > 1 and not _ROMAN.fullmatch(acronym):
            yield acronym


def _is_spelled_out(acronym: str, runs: set[str], texts: Sequence[str]) -> bool:
    letters = acronym.replace("&", "").lower()
    if letters in runs:
        return True
    # "Tourism Board (VisitX)" and a glossary line "DMO: destination …" spell out as well.
    name = re.escape(acronym)
    pattern = re.compile(
        rf"(?:\b[A-Z][\w’'-]+\s+(?:[\w’'&-]+\s+){{1,8}}\(\s*(?:the\s+)?[“\"']?{name}s?[”\"']?\s*\)"
        rf"|^\s*{name}\s*(?:[:=–—]|\s-\s|\()\s*(?=[A-Za-z])[^)]{{8,}})"
    )
    return any(
        letters[0] in {word[0].lower() for word in found[0].split() if word[0].isalpha()}
        for text in texts
        if (found := pattern.search(text))
    )


def _initials(text: str) -> Iterator[str]:
    """The initials of every run of two to six capitalised words, small words between them left
    out and counted in."""
    words = _WORD.findall(text)
    for start, word in enumerate(words):
        if not word[0].isupper() or (word.isupper() and len(word) > 1):
            continue
        short = long = ""
        for other in words[start : start + 10]:
            if other.lower() in _SMALL:
                long += other[0].lower() if other != "&" else ""
                continue
            if not other[0].isupper() or (other.isupper() and len(other) > 1):
                break
            parts = [part for part in other.split("-") if part]
            short += "".join(part[0].lower() for part in parts)
            long += "".join(part[0].lower() for part in parts)
            if 2 <= len(short) <= 6:
                yield short
            if 2 <= len(long) <= 6:
                yield long
