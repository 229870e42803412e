"""Phrases with no date in them: how often, how long, how things stand, what they wait for."""

import re

from . import counted
from .reading import Reading, Setting
from .words import Token

STATUS = re.compile(
    r"\b(?:already\s+)?(?:on-?going|in\s+progress|under\s?way|in\s+hand|complete[d]?|done|closed|"
    r"open|overdue|actioned|achieved|delivered|not\s+(?:yet\s+)?(?:started|begun|due|complete[d]?)|on\s+hold|"
    r"on\s+(?:track|target|schedule)|delayed|deferred|paused|suspended|cancelled|superseded|"
    r"outstanding|continu(?:ing|ous|ously|es|ed)|live|in\s+place|started|implemented|discharged|"
    r"carried\s+forward|c/f|behind\s+schedule|ahead\s+of\s+schedule|slipped|no\s+longer\s+required|"
    r"withdrawn|established|commenced|work\s+continues|ended|resolved|abandoned|pending$|postponed|"
    r"item\s+closed|red|amber|green)\b",
    re.IGNORECASE,
)
NONE = re.compile(
    r"\b(?:asap|a\.s\.a\.p|as\s+soon\s+as|as\s+early|at\s+the\s+earliest|immediate(?:ly)?|urgent(?:ly)?|"
    r"tb[cdsa]|t\.b\.c|to\s+be\s+(?:confirmed|agreed|determined|decided|advised|set|arranged|"
    r"scheduled|announced)|n/?a|not\s+applicable|in\s+due\s+course|shortly|soon|when(?:ever)?|"
    r"(?:short|medium|long(?:er)?)[\s-]+term|in\s+line\s+with|subject\s+to|no\s+date|not\s+(?:known|set|"
    r"stated|specified)|unknown|if\s+(?:required|needed)|as\s+(?:required|needed|necessary|appropriate)|"
    r"where\s+(?:possible|appropriate)|dependent|depending|ad\s+hoc|straight\s?away|forthwith|"
    r"without\s+delay|in\s+the\s+future|going\s+forward|in\s+time)\b",
    re.IGNORECASE,
)
EVENT = re.compile(
    r"\b(?:board|meeting|mtg|committee|cabinet|panel|council|agm|a\.g\.m|smt|smb|conference|summit|"
    r"workshop|away\s?day|forum|exec(?:utive)?|session|leaders|assembly|steering\s+group|"
    r"working\s+group|sub-?group|task\s+(?:and|&)\s+finish\s+group|group|partnership|event|"
    r"seminar|hearing|trustees|governing\s+body|directors|scrutiny|f&r|pag|sap|lep\s+board|"
    r"task\s?force|consortium|annual\s+(?:conversation|general\s+meeting|performance\s+review)|"
    r"committee\s+cycle|stakeholder\s+day|recess|elections?|budget|spending\s+review|"
    r"autumn\s+statement|spring\s+statement|purdah|planning\s+day)\b(?:['’]s)?",
    re.IGNORECASE,
)
_HAPPENING = re.compile(
    r"\b(?:once|following|upon|on\s+(?:completion|receipt|approval|publication|appointment)|after|"
    r"until|pending|before|prior\s+to|post|ahead\s+of|at\s+the\s+time\s+of|in\s+time\s+for)\b",
    re.IGNORECASE,
)


def read_undated(phrase: str, pieces: list[Token], setting: Setting) -> Reading:
    """The reading of a phrase in which no token names a date."""
    names = {piece.name for piece in pieces}
    if names & {"recurring", "each"}:
        return Reading(kind="recurring")
    spans = [piece for piece in pieces if piece.name == "span"]
    if spans:
        return counted.read_span(phrase, spans[0], setting)
    if "vague_span" in names:
        return Reading(kind="relative")
    if re.match(r"(?:year|month|week|day|y|m)\s?\d", phrase, re.IGNORECASE):
        return Reading(kind="relative")
    if re.search(r"\bfirst\s+quarter\b|\bfirst\s+(?:month|year|week)\b", phrase, re.IGNORECASE):
        return Reading(kind="relative")
    if event := _next_event(phrase, setting):
        return event
    if NONE.search(phrase):
        return Reading()
    if STATUS.search(phrase):
        return Reading(kind="status")
    if re.search(r"\b(?:forthcoming|upcoming)\b", phrase, re.IGNORECASE):
        return Reading(precision="event", kind="event")
    if _HAPPENING.search(phrase) or EVENT.search(phrase):
        return Reading(precision="event", kind="event")
    return Reading(kind="none")


def _next_event(phrase: str, setting: Setting) -> Reading | None:
    if not (
        EVENT.search(phrase)
        and re.search(r"\b(?:next|forthcoming|upcoming)\b", phrase, re.IGNORECASE)
    ):
        return None
    written = setting.written
    for name, day in sorted(setting.meetings, key=lambda meeting: meeting[1]):
        if written and day > written.last and shares_words(name, phrase):
            return Reading(day, day, "day", "event", year_inferred=True)
    return Reading(precision="event", kind="event")


def shares_words(name: str, phrase: str) -> bool:
    """Whether a phrase can mean a meeting: it names no body that the meeting is not of."""
    called = _body_words(name)
    meant = _body_words(" ".join(EVENT.findall(phrase)))
    return meant <= called or (bool(called) and called <= meant)


def _body_words(text: str) -> set[str]:
    found = {word.lower() for word in re.findall(r"[a-z&]+", text, re.IGNORECASE)}
    if "exec" in found:
        found.add("executive")
    return found - {"meeting", "the", "of", "for", "next", "at", "by", "a", "in", "exec"}
