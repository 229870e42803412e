"""Names of people, posts and bodies: where one ends and the next begins, and which each is."""

import re

_POST = re.compile(
    r"\b(?:chair\w*|vice-?chair|director|manager|officer|head|lead|leader|chief|executive|"
    r"secretary|advis[eo]r|co-?ordinator|president|member|treasurer|sponsor|clerk|accountant|"
    r"solicitor|planner|economist|analyst|assistant|deputy|principal|auditor|champion|CEO|COO|CFO|CTO|CIO|FD|"
    r"CX|MD|SRO|worker|teacher|inspector|commander|commissioner|specialist|consultant|"
    r"business\s+partner|holder|surveyor|architect|lawyer|nurse|doctor|governor|trustee|convenor|"
    r"s\.?\s?151|section\s+151|mayor|minister|researcher|engineer|administrator)\b",
    re.IGNORECASE,
)
_POST_OF = re.compile(
    r"(?:[\w-]+\s+){0,2}(?:head|director|chair\w*|leader|manager|officer|lead|member|secretary|"
    r"executive|clerk|advis[eo]r|assistant|deputy|treasurer|solicitor|auditor)s?\s+(?:of|for|to)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:board|committee|group|sub-?group|panel|team|council|authorit(?:y|ies)|partnerships?|LEPs?|"
    r"unit|department|dept|directorate|forum|agency|trust|services?|university|college|cabinet|"
    r"members|officers|leaders|partners|districts|boroughs|hub|network|alliance|executive|"
    r"secretariat|office|bod(?:y|ies)|association|chamber|federation|company|ltd|limited|police|"
    r"constabulary|NHS|government|commission|ministry|foundation|school|club|society|district|HR|ICT|IT|"
    r"(?<=\w\s)(?:care|health|housing|finance|education|transport|regeneration|procurement|economy))\s*\.?$",
    re.IGNORECASE,
)
_BODY_FIRST = re.compile(
    r"(?:the\s+)?(?:department|ministry|university|college|office|institute|chamber|federation|"
    r"association|council|borough|homes|highways|environment)\s+(?:of|for|england|agency)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:tb[acd]|vacan\w+|to\s+be\s+\w+|all|n/?a|various)\b", re.IGNORECASE)
_TITLE = re.compile(
    r"^(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev)\.?\s+", re.IGNORECASE
)
_NAME = r"(?:[A-Z][\w’'-]+|[A-Z]\.?)"
_PERSON = re.compile(rf"{_NAME}(?:\s+(?:{_NAME}|de|van|von|der|den|la|le|al|bin)){{1,3}}$")
_INITIALS = re.compile(r"[A-Z]{2,3}$")
_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z]{1,5}(?:/[A-Z][A-Za-z]{1,5})*")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|be|been|will|shall|should|must|has|have|need\w*|ensur\w+|that|which|by|"
    r"attend\w*|develop\w*|meets?|agreed|reviewed|establish\w*)\b",
)


def kind_of(name: str) -> str:
    """Whether a name is a person's, a post or a body; a post where it cannot be told."""
    bare = _ASIDE.sub("", name).strip(" .")
    first = re.split(r"\s[–—-]\s", bare, maxsplit=1)[0]
    if _TITLE.match(bare) or (first != bare and kind_of(first) == "person"):
        return "person"
    if _OPEN.search(bare):
        return "post"
    if _BODY_FIRST.match(bare):
        return "body"
    if _POST_OF.match(bare):
        return "post"
    if _BODY.search(bare) and not re.search(r"\bchief executive$", bare, re.IGNORECASE):
        return "body"
    if _POST.search(bare):
        return "post"
    if _ACRONYM.fullmatch(bare) and len(bare) > 2:
        return "body"
    return "person" if _PERSON.match(bare) or re.fullmatch(r"[A-Z]{2}", bare) else "post"


def is_known(name: str) -> bool:
    """Whether the words themselves say that this is a post or a body: “Area Lead”, “PAG”, “DfT”."""
    bare = _ASIDE.sub("", name).strip(" .")
    searched = _POST.search(bare) or _BODY.search(bare) or _BODY_FIRST.match(bare)
    return bool(searched or _ACRONYM.fullmatch(bare))


def split(text: str) -> list[str]:
    """The names of a line. “PAG/SPMG Chair” stays one post, “Head of Skills and Work” one too."""
    names: list[str] = []
    for part in _outside_brackets(text):
        names += _by_joining_word(part.strip())
    return [name for name in (_tidy(name) for name in names) if name]


def are_names(text: str) -> bool:
    """Whether a line could be a list of names and posts rather than a sentence."""
    bare = _ASIDE.sub("", text)
    if len(bare.split()) > 40 or _SENTENCE.search(re.sub(r"\bto be \w+", "", bare)):
        return bool(re.fullmatch(r"\W*to be \w+\W*", bare, re.IGNORECASE))
    items = split(bare)
    return bool(items) and all(len(item.split()) <= 8 and _could_name(item) for item in items)


def _could_name(item: str) -> bool:
    if _OPEN.match(item) or is_known(item):
        return True
    return bool(_PERSON.match(item) or _TITLE.match(item) or re.fullmatch(_NAME, item))


def _tidy(name: str) -> str:
    name = name.strip(" ,;")
    last = name.rsplit(" ", 1)[-1]
    return name[:-1] if name.endswith(".") and len(last) > 3 else name


def _outside_brackets(text: str) -> list[str]:
    """A text cut at commas and semicolons that stand in no bracket."""
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(sign, 0)
        if sign in ",;" and depth <= 0:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def _by_joining_word(part: str) -> list[str]:
    """A part cut at “and”, “&” and “/” where both sides stand for somebody."""
    part = re.sub(r"^(?:and|&)\s+", "", part)
    for joining in re.finditer(r"\s+(?:and|&|with|\+)\s+|\s+/\s+|(?<=\w)/(?=\w)", part):
        left, right = part[: joining.start()].strip(), part[joining.end() :].strip()
        if _both_stand(
            left, right, spaced=joining[0].strip() != joining[0] or "/" not in joining[0]
        ):
            return [*_by_joining_word(left), *_by_joining_word(right)]
    return [part]


def _both_stand(left: str, right: str, *, spaced: bool) -> bool:
    if not left or not right:
        return False
    bare = [_ASIDE.sub("", side).strip() for side in (left, right)]
    people = [bool(_PERSON.match(side) or _TITLE.match(side)) for side in bare]
    titled = [bool(_POST.search(side) or _BODY.search(side)) for side in bare]
    named = [person and not title for person, title in zip(people, titled, strict=True)]
    if all(_INITIALS.match(side) for side in bare):
        return True
    if not spaced:
        return all(named)
    if all(named) or all(titled):
        return True
    # One person beside a post or a body; a lone word beside a post is the first half of it.
    return (named[0] and titled[1]) or (titled[0] and named[1])
