"""From a date phrase to its reading."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from . import words
from .atoms import Atom
from .counted import read_beside_date, read_from_date
from .meetings import meeting_of
from .parts import Part, cut
from .reading import Kind, Period, Reading, Setting
from .settings_of_paper import setting_of
from .undated import EVENT, read_undated
from .warnings_of import warn
from .words import Token
from .year_rules import AHEAD, BACK, FORWARD, NEAR, infer, looks_back

_PREPOSITIONS: dict[str, Kind] = {
    "by": "deadline",
    "at_latest": "deadline",
    "before": "deadline",
    "from": "from",
    "onwards": "from",
    "after": "after",
    "until": "until",
    "to": "until",
}
_BEFORE_PHRASE = re.compile(
    r"\b(?:by(?:\s+(?:the\s+)?(?:end|start|beginning)(?:\s+of)?(?:\s+the)?)?|not\s+before|before|"
    r"prior\s+to|until|"
    r"no\s+later\s+than|deadline(?:\s+of|:)?|(?:by\s+)?(?:the\s+)?end(?:\s+of)?)[\s/|:–-]*(?:the\s+)?$",
    re.IGNORECASE,
)
# A date that was moved: what counts is where to; the paper keeps the words of both.
_MOVED = re.compile(
    r".*\b(?:revised|moved|re-?scheduled|slipped|deferred|postponed|changed|put\s+back|"
    r"brought\s+forward|delayed)\b[^,;]*?\b(?:to|until|till)\s+",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(\d{1,2})\.(\d{1,2})|(\d{1,2}) (\d{1,2}) (\d{4}|\d{2})")
# Between a meeting and a date these words say that the date is not the meeting's.
_APART = re.compile(
    r"\b(?:following|after|subject|pending|once|before|prior|by|until|from|with|end|due|complete|in\s+place|"
    r"set\s+up|operational|review|then|[a-z]{3,}ed)\b|[.;]",
    re.IGNORECASE,
)
# Figures behind a date that are no year, and count nothing: not “by 31 March 2500 homes”.
_STRAY_YEAR = re.compile(
    r"[\s,]*(?P<year>\d{3,5})(?![\d%]|,\d|\.\d)"
    r"(?!\s+(?!(?:at|and|or|for|if|when|by|in|to|the|an?|all|is|as|with|of|on|from)\b)[a-z])"
    r"(?!\s+[A-Z]{2,}s\b)"
)
_LONGEST = 600  # letters; a longer text is no phrase
# “Y2 Q3” counts from a beginning that the phrase does not tell.
_NUMBERED_YEAR = re.compile(
    r"\b(?:y|yr|year)\s?\d(?!\d)[\s,/:–-]*(?=q)|\bq(?:uarter)?\s?[1-4][\s,/:–-]*(?:of\s+)?(?:y|yr|year)\s?\d(?!\d)",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,5}\b")
_NO_EVENT = {"ASAP", "TBC", "TBD", "KPI", "LIS", "LGF", "FY", "AM", "PM", "WC", "WE", "BY", "TO"}
_NO_EVENT |= {"NB", "ACTION", "DUE", "EOY", "GPF", "ESIF", "ERDF", "ESF", "AND", "THE", "FOR", "OF"}


def read(
    phrase: str,
    *,
    context: str = "",
    plan_year: str | None = None,
    as_at: date | None = None,
    hint: str = "",
    meetings: Sequence[tuple[str, date]] = (),
) -> Reading:
    """Read one phrase; never raises for what people write, and never corrects it."""
    setting = setting_of(hint=hint, plan_year=plan_year, as_at=as_at, meetings=meetings)
    return read_in(phrase, setting, context)


def read_in(phrase: str, setting: Setting, context: str = "") -> Reading:
    """Read one phrase of a paper whose setting is known already."""
    text = _tidied(phrase)
    lead = _lead(phrase, context)
    shown = f"{lead} {text}" if lead else text
    pieces = list(words.tokens(shown))
    pieces = [piece for piece in pieces if piece.name != "time"]
    parts = cut(pieces, setting, context)
    if not parts:
        return read_undated(text, pieces, setting)
    if _NUMBERED_YEAR.search(text) and not any(part.atom.year for part in parts):
        return Reading(kind="relative")
    if _recurs(pieces, parts):
        return Reading(kind="recurring")
    leaning = BACK if setting.is_past else _leaning(parts, context)
    periods = _periods(parts, setting, leaning, context)
    if not periods:
        return _unresolved(parts, text)
    first = parts[0].token
    for piece in pieces if len(parts) == 1 else ():
        if piece.name == "span":
            counted = read_from_date(shown, piece, first.start, periods[0]) or read_beside_date(
                shown, piece, first.start, first.end, periods[0]
            )
            if counted:
                return warn(counted, setting)
    reading = _reading(shown, pieces, parts, periods, setting)
    if far := stray_year(reading, shown[parts[-1].token.end :]):
        return Reading(kind=reading.kind).warned(
            f"{far['year']} is not a likely year: check the year in the paper."
        )
    return warn(reading, setting)


def stray_year(reading: Reading, rest: str) -> re.Match[str] | None:
    """The year behind a date that cannot be meant, such as 2203.

    The date is not given another year, that of its plan: it has none until a person says which.
    """
    far = _STRAY_YEAR.match(rest) if reading.year_inferred else None
    if far is None or (reading.precision != "day" and len(far["year"]) < 4):
        return None
    return far


def _tidied(phrase: str) -> str:
    phrase = phrase[:_LONGEST]
    text = re.sub(r"[\u00a0\u2000-\u200b\u202f\s\u00ad]+", " ", phrase)
    text = re.sub(r"[‒–—−‐‑]", "–", text).strip(" .;:,*/|•")
    if moved := _MOVED.match(text):
        text = text[moved.end() :].strip(" ().") or text
    if figures := _FIGURES.fullmatch(text):
        text = "/".join(figure for figure in figures.groups() if figure)
    return words.mend_months(text)


def _lead(phrase: str, context: str) -> str:
    """The “by” that a table or a line break cut off from its date."""
    if re.match(r"\s*(?:by|before|until|from|end|to)\b", phrase, re.IGNORECASE):
        return ""
    first = next(words.tokens(phrase.strip(" (")), None)
    place = context.find(phrase.strip())
    if place <= 0 or first is None or not (first.is_atom or first.name == "part"):
        return ""
    found = _BEFORE_PHRASE.search(context[:place])
    return found[0].strip(" /|:–-") if found else ""


def _recurs(pieces: list[Token], parts: list[Part]) -> bool:
    names = {piece.name for piece in pieces}
    if not names & {"recurring", "each"}:
        return False
    printed = any(part.atom.year and part.atom.printed for part in parts)
    bounded = "each" not in names and any(part.prep in ("from", "until") for part in parts)
    return not (printed or bounded)


def _leaning(parts: list[Part], context: str) -> str:
    promised = parts[0].prep in ("by", "before", "at_latest", "until") or parts[0].is_end
    if looks_back(context, promised=promised):
        return BACK
    if parts[0].token.name in ("holiday", "season"):
        return AHEAD
    return FORWARD if promised else NEAR


def _periods(parts: list[Part], setting: Setting, leaning: str, context: str) -> list[Period]:
    """The days of every date of the phrase; one printed year serves its neighbours."""
    known = [part.atom.year for part in parts]
    periods: list[Period] = []
    for place, part in enumerate(parts):
        atom = _narrowed(part)
        period: Period | None = None
        if part.atom.year is not None:
            period = atom.make(part.atom.year)
            if period and not part.atom.printed:
                period = replace(period, inferred=True)
        elif later := next((year for year in known[place:] if year is not None), None):
            nearest = next(p for p in parts[place:] if p.atom.year is not None)
            ceiling = nearest.atom.make(later)
            period = atom.make(later)
            if period and ceiling and period.first > ceiling.last:
                earlier = atom.make(later - 1)
                # A whole year between two dates of one phrase is a slip of the pen: it warns.
                if earlier and (ceiling.last - earlier.first).days < 330:
                    period = earlier
        elif periods:
            before = periods[-1]
            years = range(before.first.year, before.first.year + 3)
            coming = [made for made in map(atom.make, years) if made and made.last >= before.first]
            period = coming[0] if coming else None
            if period:
                period = replace(period, inferred=before.inferred)
        else:
            period = infer(atom.make, setting, leaning, context)
            period = period and replace(period, inferred=True)
        if period:
            periods.append(_week(period, part))
    return periods


def _narrowed(part: Part) -> Atom:
    if part.part_from:
        return part.atom.part(part.part_from, part.part)
    if part.part:
        return part.atom.part(part.part)
    return part.atom


def _week(period: Period, part: Part) -> Period:
    if part.is_week and period.precision == "day":
        if part.is_week == "ending":
            return replace(period, first=period.last - timedelta(days=6))
        return replace(period, last=period.first + timedelta(days=6))
    return period


def _unresolved(parts: list[Part], text: str) -> Reading:
    """A date without any year to lean on keeps its kind and gives no days."""
    kind = _PREPOSITIONS.get(parts[0].prep, "deadline" if parts[0].is_end else "within")
    if EVENT.search(text):
        kind = "event"
    return Reading(kind=kind).warned("No year is printed and no plan year or date is known.")


def _reading(
    text: str, pieces: list[Token], parts: list[Part], periods: list[Period], setting: Setting
) -> Reading:
    first, last = parts[0], parts[-1]
    whole = periods[0]
    for period in periods[1:]:
        whole = whole.joined(period)
    joints = {part.joint for part in parts[1:]}
    prep = first.prep
    inferred = whole.inferred
    made = Reading(whole.first, whole.last, whole.precision, "within", inferred, whole.warnings)
    if len(periods) > 1 and (prep == "between" or "range" in joints):
        opening = prep in ("by", "before", "at_latest", "until")
        if opening and "slash" not in joints:
            return _bounded(made, prep, parts[0], periods[0], periods[-1])
        starts = _last_third(periods[0]) if first.is_end else periods[0].first
        return replace(made, earliest=starts, latest=periods[-1].last, kind="range")
    if len(periods) > 1 and "list" in joints:
        if prep in ("by", "before", "until"):
            return _bounded(made, prep, first, periods[0], periods[-1])
        return replace(made, kind="list")
    period = periods[0]
    if len(periods) > 1:
        period = _finest(periods)
        made = replace(made, earliest=period.first, latest=period.last, precision=period.precision)
    if (
        period.precision != "day"
        and not first.is_week
        and _is_event(text, pieces, first, period_is_long=period.precision in ("quarter", "year"))
    ):
        return meeting_of(text, made, prep, setting)
    if prep == "between":
        prep = ""
    if not prep and last.prep == "onwards":
        prep = "onwards"
    if prep:
        bounded = _bounded(made, prep, first, period, period)
        names = {piece.name for piece in pieces}
        return replace(bounded, kind="recurring") if "recurring" in names else bounded
    if first.is_end:
        return replace(made, earliest=None, kind="deadline")
    if first.part_from:
        return replace(made, kind="range")
    if first.atom.kind:
        kind = first.atom.kind
        bounded = replace(made, kind=kind)
        return replace(bounded, earliest=None) if kind == "deadline" else bounded
    is_point = period.precision == "day" and period.first == period.last
    return replace(made, kind="point" if is_point else "within")


def _bounded(made: Reading, prep: str, part: Part, first: Period, last: Period) -> Reading:
    """One open end, as the preposition leaves it."""
    kind = _PREPOSITIONS[prep]
    starts = part.part in ("beginning", "start")
    if prep in ("by", "at_latest", "until", "to"):
        latest = first.first if starts and prep == "by" else last.last
        return replace(made, earliest=None, latest=latest, kind=kind)
    if prep == "before":
        latest = last.last if part.is_end else first.first - timedelta(days=1)
        return replace(made, earliest=None, latest=latest, kind=kind)
    if prep == "after":
        return replace(made, earliest=last.last + timedelta(days=1), latest=None, kind=kind)
    earliest = last.last if part.is_end else first.first
    return replace(made, earliest=earliest, latest=None, kind=kind)


def _last_third(period: Period) -> date:
    return period.last.replace(day=21) if period.precision != "day" else period.first


def _finest(periods: list[Period]) -> Period:
    return min(periods, key=lambda period: (period.last - period.first).days)


def _is_event(text: str, pieces: list[Token], part: Part, *, period_is_long: bool) -> bool:
    """Whether the date is that of a meeting, and not of what a meeting agrees or follows."""
    if re.search(r"\bmeetings\b", text, re.IGNORECASE):
        return False
    for found in EVENT.finditer(text):
        if found.start() >= part.token.end:
            between = text[part.token.end : found.start()]
        else:
            between = text[found.end() : part.token.start]
        if not _APART.search(between):
            return True
    if text.isupper() or period_is_long:
        return False
    place = pieces.index(part.token)
    beside = pieces[max(place - 1, 0) : place] + pieces[place + 1 : place + 2]
    return any(
        piece.name == "word" and _ACRONYM.fullmatch(piece.text) and piece.text not in _NO_EVENT
        for piece in beside
    )
