"""Bullets and numbers that somebody typed: "• ", "- ", "1.", "(a)", "iv)"; not "1.5 million"."""

import re
from typing import Literal

MarkKind = Literal["paragraph", "bullet", "number"]

_GAP = "[\\s\u200b\ufeff]"
# Signs that no sentence begins with; Word's symbol fonts leave private-use signs behind.
_SURE = "·•∙●○◦▪▫■□►▶➢➤➔❖‣⁃✓✔\uf000-\uf0ff"
# Dashes and stars begin other things too; what symbol fonts show as letters does so seldom.
_BULLET = re.compile(
    rf"{_GAP}*(?:[{_SURE}]+|[-–—−‐‑*](?={_GAP}|$)|[-–—−‐‑](?=[A-Z][a-z])|[oØü§](?={_GAP}+[^\d\s]))"
    rf"{_GAP}*"
)
_ROMAN = "(?=[xvi])x{0,3}(?:ix|iv|v?i{0,3})"
_ROMANS = "(?=[XVI])X{0,3}(?:IX|IV|V?I{0,3})"
_NUMBER = re.compile(
    rf"{_GAP}*(?:"
    rf"\((?:\d{{1,3}}|[A-Za-z]|{_ROMAN}|{_ROMANS})\)(?={_GAP}|[A-Za-z]|$)"
    rf"|(?:\d{{1,3}}(?:\.\d{{1,3}})*|[A-Za-z]|{_ROMAN}|{_ROMANS})\)(?={_GAP}|[A-Za-z]|$)"
    rf"|\d{{1,3}}(?:\.\d{{1,3}})*\.(?={_GAP}|[A-Z][a-z]|$)"
    r"|\d{1,3}(?:\.\d{1,3})*(?=[ ]*\t\s*[^\W\d])"
    rf"|\d{{1,3}}(?:\.\d{{1,3}})+(?={_GAP}+[“\"‘'(]?[A-Z])"
    rf"|(?:[a-z]|{_ROMAN})\.(?={_GAP}+[^\W\d])"
    rf"|(?=[XVI]{{2}}){_ROMANS}\.(?={_GAP}+[^\W\d])"
    rf"){_GAP}*"
)
# "1.5 FTE", "2.4 GHz" and their like measure something.
_MEASURE = re.compile(
    r"\s*\d+\.\d+\s+(?:million|billion|percent|per|hours?|days?|weeks?|months?|years?|fte|wte|bn|"
    r"[mk]|km|miles?|[gmkt]b|[gmk]?hz|[mgk]bps|[gmk]wh?|[ap]m)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\s*(?:0\d|\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})\b)")


def mark_of(text: str) -> tuple[MarkKind, int]:
    """What a line begins with, and how many signs of it are the mark with its white space.

    ("paragraph", 0) where nothing is typed before the words: "A. Smith", "25 June", "2019 plan",
    "25.06.19 agreed" and "1.5 million" begin with words.
    """
    if found := _BULLET.match(text):
        return "bullet", found.end()
    found = _NUMBER.match(text)
    if found is None or not found.group().strip() or _MEASURE.match(text) or _DAY.match(text):
        return "paragraph", 0
    return "number", found.end()
