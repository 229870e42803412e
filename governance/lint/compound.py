"""Several promises in one sentence, which can be half kept."""

import re

# Words that say what is done; a promise has one of its own.
_VERBS = """
achieve adopt agree align analyse appoint appraise approve assess attend attract award begin
build capture carry catalogue chase circulate clarify close commence commission communicate
complete conduct confirm consider consult continue convene co-ordinate coordinate create decide
define deliver design determine develop disseminate document draft embed employ enable engage
ensure establish evaluate expand explore extend feed finalise finish fund generate grow hire
hold host identify implement improve inform introduce invest invite issue join launch lead lobby
maintain make map meet monitor move negotiate open organise plan prepare present procure produce
promote propose provide publicise publish put raise recruit redesign reduce refer refresh
register report request research respond restructure review revise roll run scope seek send set
share sign simplify start strengthen submit support take test train undertake update use
validate work write
"""
_BASE = re.compile(rf"(?:then\s+|also\s+|to\s+)?(?:{'|'.join(_VERBS.split())})\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:(?!need|speed|indeed|exceed|proceed|succeed|shed|embed|based|related|required|proposed|"
    r"combined|united|limited|detailed|increased|associated|dedicated|targeted|integrated\s+\w+\s+"
    r"plan|shared|advanced|skilled|led\b)[a-z-]{3,}ed|begun|held|made|met|put|run|sent|set|taken|"
    r"written|built|paid|won|sold|spent|bought|brought|found|shown|kept|laid|drawn|chosen|given|in\s+place|complete|ready|live)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"(?:[;.:]\s+|\s[–—-]\s|,\s+(?:and\s+|with\s+|then\s+)?|\s+(?:and|with|then)\s+(?:then\s+|also\s+)?"
    r"|\n)"
)
_ASIDE = re.compile(r"\([^()]*\)")
# What follows belongs to the noun before it: "a panel who has met", "a campaign planned for May".
_RELATIVE = re.compile(
    r"\b(?:who|which|that|where|when|whose|designed|planned|based|required|needed|adopted)\b.*",
    re.IGNORECASE,
)
_HANGS = re.compile(
    rf"\b(?:{'|'.join(_VERBS.split())})(?:\s+(?:with|to|for|on|in))?\s*$", re.IGNORECASE
)
_WHEN = re.compile(
    r"\b(?:by|before|in|until|from|at|on|during|after)\s+(?:the\s+)?(?:(?:mid|early|late|end)[\s-]*"
    r"(?:of\s+)?)?(?:the\s+)?(?:\w+\s+)?(?:\d{4}|\d{1,2}|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|Spring|Summer|Autumn|Winter|quarter|year)\b.*",
    re.IGNORECASE,
)


def promises_in(text: str) -> list[str]:
    """The promises of a text, a clause each; one with a single promise gives a list of one.

    A clause counts when it has an action of its own and something that is done to: "agreed
    and put in place" is one promise, "strategy agreed and group set up" are two.
    """
    promises: list[str] = []
    has_action = hangs = False
    for clause in _BREAK.split(_ASIDE.sub(" ", text)):
        words = (clause or "").strip(" .;,")
        if not words:
            continue
        # "strategy agreed and put in place": the second action is done to the same thing.
        same = bool(promises and _DONE.match(words) and _DONE.search(promises[-1]))
        is_action = _has_action(words) and not same
        if promises and (not (is_action and has_action) or hangs):
            promises[-1] = f"{promises[-1]}, {words}"
        else:
            promises.append(words)
        has_action = has_action or is_action
        # "develop and run a course": the first verb waits for the second one's object.
        hangs = bool(_HANGS.search(words))
    return promises


def _has_action(clause: str) -> bool:
    bare = _RELATIVE.sub("", _WHEN.sub("", clause)).strip()
    if len(bare.split()) < 2:
        return False
    if _BASE.match(bare):
        return True
    done = _DONE.search(bare)
    # "Approved funding" is a thing, "funding approved" a promise.
    return bool(done and done.start() > 0)
