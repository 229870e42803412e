"""Tables that papers print beside plans, or that only look like one: told by their headings."""

import re
from collections.abc import Sequence

from .column_contents import Contents
from .heading_words import tidy

# What it is called; headings that tell it, and how many of them must stand there.
_KINDS: tuple[tuple[str, int, str], ...] = (
    (
        "a risk register",
        2,
        r"(?:risk\b.*|.*\blikelihood\b.*|.*\bprobability\b.*|impact|.*\bmitigat\w+.*|severity|"
        r"(?:inherent|residual|gross|net|current|target) (?:risk|score).*|risk owner|"
        r"consequences?|controls?(?: in place)?|l ?x ?i)",
    ),
    (
        "a contact list",
        2,
        r"(?:tel(?:ephone)?.*|phone.*|mobile.*|e-?mail.*|address|postcode|contact(?: (?:details|"
        r"number|name))?|organisation|job title|name|role)",
    ),
    (
        "a list of those present",
        2,
        r"(?:present|apologies|attend(?:ed|ance|ee|ees|ing)?|in attendance|absent|representing|"
        r"organisation|name|initials|member|substitute|position|role)",
    ),
    (
        "a glossary",
        2,
        r"(?:terms?|acronyms?|abbreviations?|definitions?|meanings?|explanation|stands for|"
        r"full (?:name|title|term)|words?|descriptions?)",
    ),
    (
        "a record of versions",
        2,
        r"(?:version(?: (?:no|number|control))?|author|amend(?:ed|ments?).*|changes?(?: made)?|"
        r"revision|(?:document )?history|approved by|issue(?:d)?(?: date)?|date)",
    ),
    (
        "an agenda",
        2,
        r"(?:time|agenda item|presenter|presented by|purpose|paper(?:s)?|enclosure|page(?: no)?|"
        r"for (?:decision|information)|allotted|speaker|item)",
    ),
)
_TELLING = {
    "a risk register": r"likelihood|probability|mitigat|severity|residual|inherent|risk score",
    "a contact list": r"tel(?:ephone)?|phone|mobile|e-?mail|postcode|contact",
    "a list of those present": r"present|apologies|attend|absent|representing|substitute",
    "a glossary": r"terms?$|acronym|abbreviation|meaning|definition|stands for",
    "a record of versions": r"version|author|revision",
    "an agenda": r"^time$|presenter|presented by|speaker|enclosure|page",
}
_ACTION = re.compile(r"\b(?:actions?|improvements?|recommendations?|milestones?)\b")
_MINUTED = re.compile(r"(?:minutes?|discussions?|notes? of (?:the )?meeting|decisions?)\b.*")
_FOLLOWED = re.compile(r"(?:status|progress|rag|due|target|by when|when|deadline|update)")
_SHORTEST_TOLD = 18  # signs of what was said, on average
_MONEY = re.compile(
    r"(?:.*\b(?:budget|cost|spend|expenditure|income|variance|forecast|actual|funding|total|"
    r"amount|grant|allocation|profile)\b.*|.*£.*|(?:20)?\d\d ?[/-] ?(?:20)?\d\d)"
)


def heads_other_table(heading: str) -> bool:
    """Whether words plainly head a table that is no plan: "Telephone", "Likelihood", "Meaning"."""
    said = tidy(heading)
    fitting = (name for name, _, pattern in _KINDS if re.fullmatch(pattern, said))
    return any(re.search(_TELLING[name], said) for name in fitting)


def other_table(headings: Sequence[str], contents: Sequence[Contents]) -> str:
    """What a table is instead of a plan ("a budget", "a contact list"), or nothing."""
    said = [tidy(heading) for heading in headings if heading.strip()]
    if not said:
        return ""
    acts = any(_ACTION.search(heading) for heading in said)
    for name, least, pattern in _KINDS:
        fitting = [heading for heading in said if re.fullmatch(pattern, heading)]
        telling = [heading for heading in fitting if re.search(_TELLING[name], heading)]
        enough = len(fitting) >= least and len(fitting) * 2 >= len(said)
        if telling and enough and (not acts or len(telling) > 1 or name == "a record of versions"):
            return name
    told = any(
        _MINUTED.fullmatch(tidy(heading)) and held.length >= _SHORTEST_TOLD
        for heading, held in zip(headings, contents, strict=True)
    )
    if told and not any(_FOLLOWED.match(heading) for heading in said):
        return "minutes"
    money = sum(bool(_MONEY.fullmatch(heading)) for heading in said)
    figures = sum(held.figures >= 0.6 and held.filled > 0 for held in contents)
    if money * 2 >= len(said) - 1 and money > 0 and figures > 0 and not acts:
        return "a budget"
    if figures * 2 > len(contents) and not acts:
        return "a table of figures"
    return ""
