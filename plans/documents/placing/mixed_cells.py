"""Cells that hold two things at once: a lead with a date, a state with a day and a comment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from governance.documents.rows import Line

from .column_contents import DITTO
from .name_cells import is_name
from .paper import Paper, words_of
from .status_words import is_status, status_in

_BULLETS = ("•", "·", "∙", "-", "–", "*")
_SIGNS = " ,;:–—-()/\n"
_TOLD = ("point", "within", "deadline", "range", "status", "event", "list", "until", "relative")


@dataclass(frozen=True)
class Standing:
    """What a status cell says: the word, a day in it, whether more is told."""

    status: str = ""
    state: str = ""  # open, in_progress or done; empty where the word says none
    day: str = ""  # the phrase that dates it
    tells_more: bool = False  # words beside the state and the day
    repeats: bool = False  # “as above”


def standing_of(lines: Sequence[Line], paper: Paper) -> Standing:
    """A status cell taken apart: “31/01/12 – Complete”, “Complete: sent on 6 June”, “Amber”."""
    text = "\n".join(words_or_sign(line) for line in lines)
    if DITTO.fullmatch(text):
        return Standing(repeats=True)
    dated = [one for one in paper.dated(text)["dates"] if one["latest"] and one["kind"] in _TOLD]
    day = dated[0]["phrase"].strip("()") if dated else ""
    status, state = status_in(text)
    if not status and not day:
        return Standing(status=text if len(text) <= 60 else "", tells_more=len(text) > 60)
    if not status:
        return Standing(day=day, tells_more=not _only_dates(text, dated))
    return Standing(status, state, day, tells_more=not is_status(text))


def words_or_sign(line: Line) -> str:
    """The words of a line; a tick or a disc that stands alone is what is printed, and no bullet."""
    sign = line.text.strip()
    return words_of(line) or ("" if sign in _BULLETS else sign)


def _only_dates(text: str, dated: Sequence[dict[str, object]]) -> bool:
    left = text
    for found in dated:
        left = left.replace(str(found["phrase"]), " ", 1)
    return not re.sub(r"[\W_]+|\b(?:by|on|due|at|for|the|of|to)\b", "", left, flags=re.IGNORECASE)


def who_and_when(text: str, paper: Paper) -> tuple[str, str]:
    """The names and the date of a cell that holds both: “JG, 12 June”, “Chair (by July)”.

    Two empty texts where it does not hold exactly these.
    """
    if "\n" in text:
        return "", ""
    dates = [one for one in paper.dated(text)["dates"] if one["latest"]]
    if not dates:
        return "", ""
    first, last = dates[0], dates[-1]
    before, after = text[: first["start"]].strip(_SIGNS), text[last["end"] :].strip(_SIGNS)
    before = re.sub(r"\s+(?:by|due|on|before)$", "", before, flags=re.IGNORECASE).strip(_SIGNS)
    who = before or after
    if (before and after) or not who or not is_name(who):
        return "", ""
    return who, text[first["start"] : last["end"]].strip("()")
