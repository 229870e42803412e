"""The words by which an OKR paper is known: labels, column heads, headings of a theme."""

import re
from typing import Literal

Role = Literal[
    "theme", "objective", "number", "label", "key_result", "outcome", "due", "target", "extra"
]

_JOIN = r"[\s.:#–—-]*"
_COUNT = r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?|[ivx]{1,4}|[A-Z])"
# "KR1", "KR 1.2", "KR-3", "O1 KR1", "O1/KR1.1", "Key result 2", "KR".
LABEL = re.compile(
    rf"(?:O(?:bj(?:ective)?)?{_JOIN}\d{{1,2}}\s*[/.,–-]?\s*)?"
    rf"(?:K\.?R\.?s?|Key\s+Results?)(?:{_JOIN}{_COUNT})?(?![A-Za-z])",
)
# "O1", "O 1", "Objective 1", "Obj. 2", "Goal 3", "OBJECTIVE ONE".
NUMBER = re.compile(
    r"(?:O[\s.#-]?(?=\d)|(?:Obj(?:ective)?|Goal|OBJECTIVE|GOAL)\b\.?\s*(?:No\.?\s*|#\s*)?)"
    r"(?:\d{1,2}(?:\.\d{1,2})?[a-z]?|[IVX]{1,4}|[A-H]|One|Two|Three|Four|Five|Six|Seven|Eight|"
    r"ONE|TWO|THREE|FOUR|FIVE|SIX)(?![A-Za-z\d])",
)
_OBJECTIVE_ALONE = re.compile(r"(?:Objective|OBJECTIVE|Goal|GOAL)(?=\s*[:–—-])")
_AFTER = re.compile(r"\s*(?:[:.)–—-]+(?=\s|$)|\s)\s*")

OKR_WORDS = re.compile(
    r"\bobjectives?\s*(?:and|&|/|,)\s*(?:the\s+)?key\s+results?\b(?:\s*\(OKRs?\))?|\bOKRs?\b", re.I
)
KEY_RESULTS = re.compile(r"\bkey\s+results?\b|\bKRs?\b", re.I)
# A line that only heads the key results beneath it.
HEADS_KEY_RESULTS = re.compile(
    r"(?:our\s+)?(?:key\s+results?|KRs|objectives?|objectives?\s*(?:and|&|/)\s*key\s+results?|OKRs?"
    r"|(?:as\s+)?measured\s+by|we\s+will\s+know\s+(?:this|we)\b.{0,40})\s*(?:\(.{0,40}\))?\s*[:–-]?",
    re.I,
)
_NOUNS = (
    r"visions?|missions?|aims?|ambitions?|purposes?|priorit(?:y|ies)|key\s+performance\s+indicators?"
    r"|kpis?|principles?|values|context|background|introduction|overview|summary|focus(?:\s+areas?)?"
    r"|rationale|scope|dependenc(?:y|ies)|risks?(?:\s+and\s+\w+)?|assumptions?|notes?|resources?"
    r"|next\s+steps?|key\s+messages?|commentary|outcomes?|goals?|themes?|topics?|strategic\s+\w+"
    r"|budgets?|team|partners?|stakeholders?|challenges?|opportunities|definitions?|glossary"
)
# "Vision (where we want to get to)", "SAP Priorities", "Overall outcome", "Other team work".
BLOCK = re.compile(
    rf"(?:(?:[\w&/’'-]+\s+){{0,3}}(?:{_NOUNS})|other\s+(?:[\w&/’'-]+\s+){{0,3}}(?:work|activity|activities)"
    r"|(?:what|why|where|how)\s+.{3,60})\s*(?:\([^)]{1,80}\))?\s*[:?–-]?",
    re.I,
)
_OUTCOME = re.compile(
    r"(?P<heading>(?:(?:overall|overarching|expected|intended|desired|key|our)\s+)?outcomes?)"
    r"\s*(?P<mark>[:–—-])\s+(?P<words>\S.*)",
    re.I | re.S,
)
_OUTCOME_ALONE = re.compile(
    r"(?:(?:overall|overarching|expected|intended|desired|key|our)\s+)?outcomes?\s*[:–—-]?", re.I
)
# A line beneath a key result that gives one fact of it: "Owner: …", "Confidence: 0.5".
_FACT = re.compile(
    r"(?P<heading>(?:(?:key\s+result|kr|lead|target|due|start|end|current|responsible|accountable|"
    r"success|progress|executive|senior|completion)\s+)?(?:owners?|leads?|sponsors?|due(?:\s+date)?|deadline|"
    r"by\s+when|when|who|timescales?|target(?:\s+date)?|baseline|start(?:ing)?\s+value|progress|"
    r"status|rag|scores?|confidence|measures?|metric|initiatives?|update|outcome|date|officer|"
    r"comments?|weight(?:ing)?))\s*[:–—]\s*(?P<words>.*)",
    re.I | re.S,
)

_ROLES: tuple[tuple[Role, str], ...] = (
    ("label", r"^(?:krs?|kr\s*(?:no|number|ref|id|#)\.?|no|nos|number|ref|reference|#|id)\.?$"),
    ("key_result", r"\bkey\s+results?\b|\bkrs?\b"),
    ("number", r"^objective\s+(?:no|number|ref|id|#)\.?$"),
    (
        "theme",
        r"^(?:strategic\s+|okr\s+)?(?:themes?|pillars?|directorates?|portfolios?|workstreams?|"
        r"departments?|service\s+areas?|priority\s+areas?|strategic\s+priorit(?:y|ies)|sets?)$",
    ),
    ("objective", r"\bobjectives?\b|\bgoals?\b|^aims?$"),
    ("outcome", r"\boutcomes?\b|\bimpacts?\b|\bbenefits?\b|\bdifference\b"),
    (
        "due",
        r"\bdue\b|\bdeadline\b|\bwhen\b|\btarget date\b|\btime ?(?:scale|frame|line)s?\b|\bdate\b",
    ),
    ("target", r"^(?:target|target value|goal value)$"),
)


def role_of(heading: str) -> Role:
    """What a column under a heading holds; a column of its own kind is ``extra``."""
    words = " ".join(heading.lower().split()).strip(" :*")
    return next((role for role, pattern in _ROLES if re.search(pattern, words)), "extra")


def cut_label(text: str) -> tuple[str, str]:
    """The label of a key result and the words after it; no label where none is printed."""
    return _cut(LABEL, text)


def cut_number(text: str) -> tuple[str, str]:
    """An objective's number and the words after it: ("Objective 1", "Grow the economy")."""
    number, words = _cut(NUMBER, text)
    if number:
        return number, words
    return _cut(_OBJECTIVE_ALONE, text)


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    bare = text.strip()
    found = pattern.match(bare)
    if not found:
        return "", bare
    rest = bare[found.end() :]
    if not rest:
        return found[0].strip(), ""
    after = _AFTER.match(rest)
    if not after:
        return "", bare
    words = rest[after.end() :]
    # "Key results are …" and "KRs for …" are prose, "KR1 …" is a label with its words.
    if not re.search(r"[:.)–—-]", after[0]) and not re.search(r"\d|\b[A-HIVX]+$", found[0]):
        return "", bare
    return found[0].strip(), words


def is_label(text: str) -> bool:
    """Whether a cell holds the label of a key result and nothing else."""
    label, words = cut_label(text.strip().rstrip(":."))
    return bool(label) and not words


def cut_outcome(text: str) -> tuple[str, str]:
    """("Overall outcome:", "More jobs") of one line; empty where the line is none."""
    found = _OUTCOME.fullmatch(text.strip())
    return (f"{found['heading']}{found['mark']}", found["words"]) if found else ("", "")


def is_outcome_heading(text: str) -> bool:
    return bool(_OUTCOME_ALONE.fullmatch(text.strip()))


def cut_fact(text: str) -> tuple[str, str]:
    """("Owner", "Head of Skills") of a line beneath a key result; empty where it is none."""
    found = _FACT.fullmatch(text.strip())
    return (found["heading"], found["words"]) if found else ("", "")


def is_block_heading(text: str) -> bool:
    """Whether a heading names a part of a theme rather than a theme or a section of it."""
    words = text.strip()
    return len(words) <= 120 and bool(BLOCK.fullmatch(words))


def heads_key_results(text: str) -> bool:
    return bool(HEADS_KEY_RESULTS.fullmatch(text.strip()))
