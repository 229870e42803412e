"""Figures as people type and copy them: one reader for pages, administration and tables.

Taken as one figure and one only: "1,200", "1 200" with any of Word's spaces, "£1,200.50", "5%",
"−5" with Word's minus. Refused with what to write instead: what can be read in two ways ("12,5",
"1.250"), commas and spaces that do not stand before three figures ("1,2345"), what is short
for something ("3k", "1.2m", "1e5"), and a sign that is not what is counted ("5%" of what is counted
in seats). Nothing is rounded.
"""

import re
from decimal import Decimal

MOST_DIGITS = 12  # before the point; the columns that keep figures have no more
_MINUS = "-\N{MINUS SIGN}\N{EN DASH}\N{NON-BREAKING HYPHEN}\N{HYPHEN}\N{FIGURE DASH}"
_INVISIBLE = str.maketrans("", "", "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\ufeff\N{SOFT HYPHEN}")
_TYPED = re.compile(
    r"(?:(?P<sign>[+-]) ?)?£? ?(?P<late>[+-])?(?P<figure>[0-9][0-9 ,.]*|\.[0-9]+) ?"
    r"(?:%|per ?cent)?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+)?(?:\.[0-9]*)?")
_SHORT = re.compile(
    r"(?:(?P<figure>[0-9][0-9,]*(?:\.[0-9]+)?) ?(?P<word>k|m|mn|bn|b|thousand|million|billion))",
    re.IGNORECASE,
)
_ZEROS = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "b": 9, "billion": 9}
# Which words of a unit allow a sign before or behind its figures: "£m" is pounds, "seats" is not.
_SIGNS = {
    "%": (
        "a percentage",
        re.compile(r"%|per ?cent|percentage|proportion|share|rate", re.IGNORECASE),
    ),
    "£": ("an amount of money", re.compile(r"£|pound|gbp|sterling|money", re.IGNORECASE)),
}
_TWO_WAYS = re.compile(r"(?P<whole>[0-9]{1,3}),(?P<part>[0-9]{1,2})")


def read_figure(
    text: str, *, places: int = 2, digits: int = MOST_DIGITS, unit: str = ""
) -> Decimal | None:
    """Read a figure that a person typed or copied; None where nothing was typed.

    ``places`` and ``digits`` are how many figures are kept behind and before the point, ``unit``
    is what is counted, where that is known ("seats", "£m"). Raises ValueError with a sentence that
    says what to write instead.
    """
    typed = _with_plain_signs(text)
    if not typed:
        return None
    shown = f"“{_short(text.strip())}”"
    found = _TYPED.fullmatch(typed)
    figure = found["figure"].strip() if found else ""
    if not found or not _PLAIN.fullmatch(figure) or (found["sign"] and found["late"]):
        raise ValueError(_what_is_wrong(typed, figure, shown))
    bare = figure.replace(",", "").replace(" ", "").rstrip(".")
    whole, _, part = bare.partition(".")
    if len(part) > places:
        raise ValueError(_too_exact(figure, whole, part, places, shown))
    if len(whole.lstrip("0")) > digits:
        raise ValueError(f"{shown} has more than {digits} digits. Check the figure.")
    if wrong := _other_unit(typed, unit.strip()):
        raise ValueError(
            f"{shown} is {wrong}, and this is counted in “{unit.strip()}”. "
            f"Write the figure without a sign: {figure}."
        )
    number = Decimal(bare)
    return -number if "-" in (found["sign"], found["late"]) else number


def plain_figure(figure: Decimal) -> str:
    """A figure as a box shows it, without the noughts that a database adds: “3”, “2.5”."""
    text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _with_plain_signs(text: str) -> str:
    text = text.translate(_INVISIBLE)
    text = re.sub(r"\s", " ", text).strip()  # hard, thin and narrow spaces too
    return re.sub(f"[{_MINUS}]", "-", text)


def _what_is_wrong(typed: str, figure: str, shown: str) -> str:
    if two := _TWO_WAYS.fullmatch(figure):
        one, other = f"{two['whole']}.{two['part']}", f"{two['whole']}{two['part']}"
        return f"{shown} can be read in two ways. Write {one} or {other}."
    if figure and re.search("[, ]", figure):
        return (
            f"The commas or spaces in {shown} do not mark thousands. "
            "Write thousands like 12,345 and parts like 12.5."
        )
    if short := _SHORT.fullmatch(typed.replace("£", "").strip("- ")):
        full = Decimal(short["figure"].replace(",", "")).scaleb(_ZEROS[short["word"].lower()])
        return f"{shown} is short for a figure. Write it in full, for example {full:,f}."
    return f"{shown} is not a number. Write it in figures, for example 3."


def _other_unit(typed: str, unit: str) -> str:
    """What a typed sign says that the unit does not; empty where they agree or nothing is said."""
    if not unit:
        return ""
    plain = re.sub("per ?cent", "%", typed, flags=re.IGNORECASE)
    signs = [(said, allowed) for sign, (said, allowed) in _SIGNS.items() if sign in plain]
    return next((said for said, allowed in signs if not allowed.search(unit)), "")


def _too_exact(figure: str, whole: str, part: str, places: int, shown: str) -> str:
    if len(part) == 3 and 1 <= len(whole) <= 3 and "," not in figure and whole != "0":
        # Elsewhere a point marks thousands, and this may have been copied from there.
        return f"{shown} can be read in two ways. Write {whole}.{part[:places]} or {whole}{part}."
    many = "one figure" if places == 1 else f"{places} figures"
    return f"{shown} is too exact: at most {many} can stand after the point."


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
