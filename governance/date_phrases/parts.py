"""From the tokens of a phrase to its dates, each with the words that belong to it."""

from dataclasses import dataclass, replace

from ..text.dates_in_words import MONTHS
from . import words
from .atoms import Atom
from .reading import Setting
from .words import Token
from .years import build


@dataclass
class Part:
    """One date of a phrase with the words that stand before it."""

    token: Token
    atom: Atom
    part: str = ""
    part_from: str = ""
    is_end: bool = False
    prep: str = ""
    joint: str = ""  # how it hangs on the date before it: "range", "list" or nothing
    is_week: str = ""


def cut(pieces: list[Token], setting: Setting, context: str) -> list[Part]:
    """The dates of a phrase in their order, each with what stands before it."""
    parts: list[Part] = []
    waiting = Part(pieces[0], Atom(lambda _: None)) if pieces else None
    aside = False  # in brackets behind a date, where it is said once more in other words
    for place, piece in enumerate(pieces):
        if waiting is None:
            break
        aside = piece.text not in ")]" and (aside or (bool(parts) and piece.text in "(["))
        if aside and not waiting.joint:
            if piece.is_atom and parts[-1].atom.year is None:
                parts[-1].atom = _dated_aside(parts[-1].atom, build(piece, setting))
            continue
        match piece.name:
            case "end":
                waiting.is_end = True
            case "part":
                waiting.part = piece.parts["part_w"].lower()
                waiting.part_from = piece.parts.get("part_from", "").lower()
            case "week_mark":
                waiting.is_week = "ending" if "week_end" in piece.parts else "starting"
            case "between":
                waiting.prep = "between"
            case "to" | "dash" | "slash":
                if parts:
                    waiting.joint = "range"
                elif piece.name == "to" and not waiting.prep:
                    waiting.prep = "to"
            case "word" if waiting.prep == "to" and piece.text.lower() not in (
                "the",
                "at",
                "least",
            ):
                waiting.prep = ""  # “to the board in June” leads to a board, not to a day
            case "and":
                if parts:
                    waiting.joint = waiting.joint or "list"
            case "until" if parts:
                waiting.joint = "range"
            case "at_latest" if not parts:
                waiting.prep = "by"
            case "at_latest" | "onwards" if parts and not parts[-1].prep:
                parts[0].prep = piece.name
            case "by" | "before" | "from" | "after" | "until":
                if not (waiting.prep == "by" and piece.name == "from"):
                    waiting.prep = piece.name
            case "number" if atom := _second_day(piece, pieces[place - 1], parts, setting):
                parts.append(replace(waiting, token=piece, atom=atom))
                waiting = Part(piece, atom)
            case "number" | "day_only":
                if atom := _bare_day(piece, pieces[place + 1 :], parts, setting, context):
                    parts.append(replace(waiting, token=piece, atom=atom))
                    waiting = Part(piece, atom)
            case _ if piece.is_atom:
                waiting.is_end = waiting.is_end or piece.name == "year_end"
                if atom := build(piece, setting):
                    parts.append(replace(waiting, token=piece, atom=atom))
                    waiting = Part(piece, atom)
    return parts


def _dated_aside(atom: Atom, aside: Atom | None) -> Atom:
    """The date with the year its brackets print: “end of Q2 (Sept 2021)”."""
    if aside is None or aside.year is None or not aside.printed:
        return atom
    said = aside.make(aside.year)
    for year in (aside.year, aside.year - 1):
        period = atom.make(year)
        if said and period and period.first <= said.last and said.first <= period.last:
            return replace(atom, year=year)
    return atom


def _second_day(piece: Token, before: Token, parts: list[Part], setting: Setting) -> Atom | None:
    """The 5 of “July 1-5”: a number joined by a dash to a day whose month stands first."""
    if not parts or before.name not in ("dash", "to") or before.start < parts[-1].token.end:
        return None
    first = parts[-1].token
    month = first.parts.get("md_m") or first.parts.get("my_m")
    sample = parts[-1].atom.make(2020)
    number = int(piece.parts["nn"])
    if not month or sample is None or sample.precision != "day":
        return None
    if not sample.first.day < number <= 31:
        return None
    return build(_as_day(piece, number, month, None), setting)


def _bare_day(
    piece: Token, rest: list[Token], parts: list[Part], setting: Setting, context: str
) -> Atom | None:
    """A day without its month borrows the month of its neighbour, or of the row it stands in."""
    day = int(piece.parts.get("do") or piece.parts["nn"])
    if not 1 <= day <= 31:
        return None
    if piece.name == "number":
        # Only “14 and 15 May”, “14–16 May”: a bare number is a day when it is joined to one.
        if not (rest and rest[0].name in ("dash", "to", "and", "slash")):
            return None
        named = [token for token in rest if token.name in ("day_month", "number", "day_only")]
        if not named or not any(token.name == "day_month" for token in rest):
            return None
    for token in rest:
        if token.name == "day_month":
            month, year = token.parts["dm_m"], token.parts.get("dm_y")
            return build(_as_day(piece, day, month, year), setting)
    for part in reversed(parts):
        if borrowed := part.token.parts.get("dm_m") or part.token.parts.get("md_m"):
            return build(_as_day(piece, day, borrowed, part.token.parts.get("dm_y")), setting)
    if piece.name == "number":
        return None
    return _from_row(piece, day, setting, context)


def _from_row(piece: Token, day: int, setting: Setting, context: str) -> Atom | None:
    place = context.find(piece.text.strip())
    around = words.mend_months(context[:place] if place > 0 else context)
    found = [
        token
        for token in words.tokens(around)
        if token.name in ("month", "month_year", "month_next", "month_numeric")
    ]
    if found:
        token = found[-1]
        name = token.parts.get("mo_m") or token.parts.get("my_m") or token.parts.get("mn_m")
        named = build(token, setting)
        if name and named:
            year = str(named.year) if named.year and "my_m" in token.parts else None
            return _borrowed(build(_as_day(piece, day, name, year), setting))
    written = setting.written
    if written and written.precision in ("day", "month"):
        month = MONTHS[written.first.month - 1]
        return _borrowed(build(_as_day(piece, day, month, str(written.first.year)), setting))
    return None


def _borrowed(atom: Atom | None) -> Atom | None:
    """A year that stands elsewhere on the page is not the phrase's own."""
    return replace(atom, printed=False) if atom else None


def _as_day(piece: Token, day: int, month: str, year: str | None) -> Token:
    parts = {"dm_d": str(day), "dm_m": month} | ({"dm_y": year} if year else {})
    return Token("day_month", piece.text, parts, piece.start, piece.end)
