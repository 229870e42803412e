"""Who a cell names: people, posts and bodies, one or several, as printed."""

import re

from .action_words import is_imperative
from .status_words import state_of

_POST = re.compile(
    r"\b(?:head|director|manager|officers?|lead|chairs?|chair(?:man|woman|person)|vice[- ]chair|"
    r"chief|exec(?:utive)?|leader|secretary|secretariat|treasurer|clerk|coordinator|co-ordinator|"
    r"councillors?|members?|directors|managers|heads|solicitor|auditor|accountant|adviser|advisor|"
    r"assistant|deputy|senior|principal|commissioner|mayor|portfolio|holder|cfo|ceo|coo|s151|s73|"
    r"section 151|section 73|monitoring officer|pa|analyst|administrator|consultants?|leads|"
    r"president|governor|minister|sro|sponsor|owner|specialist|engineer|planner|partner)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:board|committee|council|group|team|panel|partnership|lep|authority|authorities|service|"
    r"services|department|directorate|cabinet|executive team|forum|agency|college|university|"
    r"office|unit|department|partners|all|hr|it|ict|finance|legal|comms|communications|procurement|"
    r"slt|smt|clt|cmt|elt|trust|network|federation|chamber|company|ltd|plc|cic|nhs|police|bodies)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-Z]{2,4}")
_TITLE = r"(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev)\.? )"
_CAPITAL = r"(?:[A-ZÀ-Þ][^\W\d_’'-]*(?:[’'-][^\W\d_]+)*|[A-Z]\.?)"
_PERSON = re.compile(
    rf"{_TITLE}?{_CAPITAL}(?: (?:{_CAPITAL}|de|van|von|der|la|le|du|al|bin|ap)){{0,3}}"
)
_SMALL = re.compile(r"^(?:and|of|for|the|to|in|on|at|with|by|or|&|/|-|–|de|van)$", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:\n|;|\s/\s|\s\|\s|\s\+\s)\s*")
_BETWEEN_PEOPLE = re.compile(r"\s*(?:,|/|\band\b|&|\+)\s*")
_VERB = re.compile(
    r"^(?:to|the|an|this|that|we|it|is|are|has|have|will|report|agree|develop|review|ensure|"
    r"complete|produce|prepare|publish|consider|update|provide|continue|undertake|carry|meet)\b"
    r"(?! (?:of|chair|chief))|^a (?=[a-z])|.*(?:ed|ing)$",
    re.IGNORECASE,
)


def kind_of(name: str) -> str:
    """``person``, ``post`` or ``body``: ``Lead.Kind``. A post is the site's own guess."""
    words = name.strip()
    if _POST.search(words) and not _named_first(words):
        return "post"
    if _named_first(words) or (
        _PERSON.fullmatch(words) and " " in words and not _BODY.search(words)
    ):
        return "person"
    if _BODY.search(words) or _INITIALS.fullmatch(words):
        return "person" if _INITIALS.fullmatch(words) and not _BODY.fullmatch(words) else "body"
    return "post"


def _named_first(words: str) -> bool:
    """A person with a post behind the name: “J Smith, Head of Skills”, “J Smith (Chair)”."""
    first, *rest = re.split(r"\s*[,(–]\s*|\s-\s", words, maxsplit=1)
    return bool(rest) and _is_person(first)


def _is_person(words: str) -> bool:
    return bool(
        _PERSON.fullmatch(words.strip())
        and (" " in words.strip() or _INITIALS.fullmatch(words.strip()))
        and not _POST.search(words)
        and not _BODY.search(words)
    )


def is_name(text: str) -> bool:
    """Whether a cell names who leads, and says nothing more."""
    words = " ".join(text.split())
    if not words or len(words) > 120 or re.search(r"\b\d{2,}|[.!?]\s+\w", words):
        return False
    return all(_is_name(one) for one in names_in(text))


def is_plainly_name(text: str) -> bool:
    """The same, where a single word such as “Skills” is not enough."""
    plain = (" " in one or _INITIALS.fullmatch(one) or _POST.search(one) for one in names_in(text))
    return is_name(text) and all(plain)


def _is_name(text: str) -> bool:
    if _VERB.match(text) or len(text) > 80 or _tells(text):
        return False
    if _INITIALS.fullmatch(text) or _PERSON.fullmatch(text):
        return len(text) > 1 and not state_of(text)
    words = re.findall(r"[\w’'&/-]+", text)
    if not words or len(words) > 10:
        return False
    if not (_POST.search(text) or _BODY.search(text)):
        return False
    small = sum(word[0].islower() and not _SMALL.match(word) for word in words)
    return small * 2 <= len(words)


def _tells(text: str) -> bool:
    """A verb in command with small words behind it is a sentence: “Ask the college for figures”."""
    second = text.split()[1:2]
    return bool(second and second[0].islower() and is_imperative(text)) and not _POST.match(
        " ".join(text.split()[:2])
    )


def names_in(text: str) -> list[str]:
    """Each of the names in a cell, as printed: one a line, or parted by signs.

    A comma or “and” parts people only: “Head of Policy and Skills” stays one post.
    """
    names: list[str] = []
    for piece in _SPLIT.split(text.strip()):
        people = [one for one in _BETWEEN_PEOPLE.split(piece) if one.strip()]
        parted = len(people) > 1 and all(_is_person(one) or _alone(one) for one in people)
        names += [one.strip() for one in people] if parted else [piece.strip()]
    return [name for name in names if name.strip(" .,;:-–•")]


def _alone(words: str) -> bool:
    """Initials of a person, or one of the short names of a body: “JS”, “LEP”, “All”."""
    return bool(_INITIALS.fullmatch(words.strip()) or _BODY.fullmatch(words.strip()))
