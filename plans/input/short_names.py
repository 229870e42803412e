"""Proposes a short name for a row from its statement: ours, for lists, never printed as theirs."""

import re

LONGEST = 60

_LEADING = re.compile(
    r"^(?:[Tt]he\s+)?(?:[A-Z][\w&’'-]*\s+(?:and\s+)?){0,4}"
    r"(?:[Ll]EP|[Bb]oard|[Pp]artnership|[Cc]ouncil|[Aa]uthority|[Ee]xecutive|[Tt]eam|[Bb]ody|"
    r"[Ss]ecretariat|[Cc]ommittee|[Ss]ponsors|[Ll]ead|[A-Z]{2,6}|[Ww]e|[Oo]fficers?|[Mm]anager)\s+"
    r"(?:(?:will|should|must|shall)\s+(?:also\s+|now\s+)?|"
    r"(?:is|are|needs?|has|have|aims?|agrees?|intends?|plans?|ought)\s+to\s+|to\s+)"
)
_OPENING = re.compile(
    r"^(?:in\s+order\s+to|to\s+ensure\s+that|to|that|and|also|please|it\s+is\s+recommended\s+that)\s+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:\(?\d{1,3}[.):]\)?|\(?[a-z]\)|(?:action|improvement)\s+\d+[.:]?)\s+", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_CLAUSE = re.compile(
    r"[.;:]\s|\s[–—-]\s|"
    r",\s(?=(?:to|so|and|or|which|that|including|in|with|by|where|as|from|above|among|taking|into)\s)|"
    r"\s(?=(?:so\s+that|in\s+order\s+to|including|such\s+as|which|that|by\s+means\s+of|"
    r"with\s+a\s+view|as\s+well\s+as|where|taking\s+into)\s)",
    re.IGNORECASE,
)
_WEAK_END = re.compile(
    r"[\s,;:–—-]+(?:and|or|of|the|a|an|to|in|on|for|with|by|its|their|at|as|from|that|is|are|be|"
    r"between|into|so|have|under|who|how|which|when|where|up|not|&)$",
    re.IGNORECASE,
)


def propose(statement: str) -> str:
    """A name of at most 60 letters: the action, without who does it and without the reasons.

    It is cut at a clause, else at a word, never inside one, and never ends on a small word.
    """
    text = " ".join(_BRACKETS.sub("", statement).split()).strip(" .;:,–—-•")
    text = _NUMBER.sub("", text)
    shorter = _LEADING.sub("", text, count=1)
    text = shorter if len(shorter.split()) > 1 else text
    text = _OPENING.sub("", text)
    if len(text) > LONGEST or ". " in text:
        text = _cut(text)
    return f"{text[:1].upper()}{text[1:]}"


def _cut(text: str) -> str:
    """Up to the last clause that fits and still says something, else up to the last word."""
    clauses = [found.start() for found in _CLAUSE.finditer(text) if found.start() <= LONGEST]
    fitting = [place for place in clauses if len(text[:place].split()) >= 3]
    if fitting:
        return _ended(text[: fitting[-1]])
    if len(text) <= LONGEST:
        return _ended(text)
    words = text[: LONGEST + 1].rsplit(" ", 1)
    return _ended(words[0] if len(words) > 1 else text[:LONGEST])


def _ended(text: str) -> str:
    text = text.rstrip(" .,;:–—-")
    while shorter := _WEAK_END.sub("", text):
        if shorter == text:
            break
        text = shorter
    return text
