"""What the words over a column say it holds, and how plainly they say it.

Bodies head the same column in many words ("Owner", "By whom", "Responsible officer"), so each
role has its own vocabulary. A plain word weighs more than one that several roles share
("Outcome", "Comments"): what the column holds then decides (``column_contents``).
"""

import re
from functools import lru_cache
from typing import Literal

Role = Literal[
    "improvement",
    "number",
    "milestones",
    "monitoring",
    "progress",
    "lead",
    "due",
    "status",
    "kpi",
    "theme",
    "evidence",
    "raised",
    "completed",  # the day it was done
    "extra",
    "spacer",  # a column that holds nothing
]

PLAIN, LIKELY, VAGUE = 6, 4, 2  # what a word weighs

_NUMBERED = (
    r"(?:action|rec|recommendation|item|improvement|unique|row|log|s|objective|line|task|plan|"
    r"serial|sr|sl)"
)
_WHEN = r"(?:revised|original|new|current|agreed|target|planned|expected|proposed|forecast|due)"
_WHEN_TOO = r"(?:anticipated|implementation|delivery|completion|end|final|action|estimated)"
_LED = r"(?:lead|responsible|accountable|owning|action|nominated|named|link|reporting)"
_LEADER = (
    r"(?:officers?|persons?|people|members?|directors?|service|organisations?|bod(?:y|ies)|"
    r"agenc(?:y|ies)|partners?|departments?|teams?|heads?|part(?:y|ies)|managers?|owners?|"
    r"authorit(?:y|ies)|councillors?|individuals?)"
)
_RESULT = r"(?:outcomes?|outputs?|impacts?|results?|benefits?|targets?|measures?)"

# The first that matches a whole heading counts; each line is one way of saying it.
_VOCABULARY: tuple[tuple[Role, int, tuple[str, ...]], ...] = (
    # The number of a minute or a report is no number of the row.
    (
        "extra",
        PLAIN,
        (
            r"(?:minute|agenda|report|risk|audit|budget|cost) (?:item )?"
            r"(?:ref\w*|nos?|numbers?|code)|minutes?",
            r"(?:next |last )?(?:review|reviewed|updated)(?: date| on)|date of (?:next )?review",
        ),
    ),
    (
        "number",
        PLAIN,
        (
            rf"(?:{_NUMBERED}[ /]?)?(?:nos?|numbers?|num|refs?|reference|ids?|#)",
            rf"(?:{_NUMBERED}[ /]?)?(?:ref|reference)(?: nos?| numbers?)",
        ),
    ),
    (
        "status",
        PLAIN,
        (
            r"b?rag",
            r"status ?(?:/|and|or) ?(?:updates?|progress)",
            r"b?rag (?:status|rating)",
            r".{0,24}\bstatus",
            r"state|colour|traffic lights?",
        ),
    ),
    (
        "status",
        LIKELY,
        (
            r"ratings?|(?:delivery )?confidence|on track|open(?: / | or |/)closed",
            r"completed?|.*\by ?/ ?n\b.*|.*\brag\b.*|direction of travel",
            r"(?:implemented|achieved|actioned|closed|delivered|met)",
            r"(?:%|per ?cent(?:age)?) ?complete[d]?",
        ),
    ),
    (
        "completed",
        PLAIN,
        (
            r"(?:actual )?(?:date|day) (?:of )?"
            r"(?:completed?|completion|closed|done|achieved|actioned|implemented)",
            r"(?:completed|closed|done|actioned|implemented|achieved)(?: on| date)",
            r"actual (?:completion )?date",
        ),
    ),
    (
        "raised",
        PLAIN,
        (
            r"(?:date|meeting|when) (?:action )?(?:raised|logged|opened|agreed|added|identified)",
            r"(?:date|meeting|when) (?:action )?(?:recorded|set|requested|of (?:action|request))",
            r"raised(?: on| at)?|meeting(?: date)?|action date|origin(?:al)? meeting",
            r"date of (?:the )?(?:meeting|action|board|committee)",
            r"(?:board|committee) (?:meeting )?date",
        ),
    ),
    (
        "due",
        PLAIN,
        (
            rf"(?:(?:{_WHEN}|{_WHEN_TOO}) )+(?:dates?|deadlines?|time ?scales?|quarter)",
            r"due(?: by| date| on)?|deadlines?|(?:by )?when|by|timings?|due for completion",
            r"time ?scales?|time ?frames?|time ?lines?|(?:estimated )?completion|finish|ends?",
            r"(?:to be )?(?:completed?|done|delivered?) by|when (?:by|will .*)",
            r"(?:dates?|deadline) (?:due|for (?:completion|delivery|implementation))",
            r"target (?:month|quarter|time\w*|for completion)",
        ),
    ),
    ("due", LIKELY, (r"dates?|delivery period|quarter due|quarter|year|duration",)),
    (
        "lead",
        PLAIN,
        (
            r"(?:action |project |task |risk |improvement |overall |key |recommendation |\w+ )?"
            r"(?:owners?|leads?|sponsors?|sro)(?: (?:and|/) .*| ?/ ?.*)?",
            r"(?:by )?who(?: by)?|by whom|who (?:is |will |leads|owns).*|who'?s .*|whom",
            rf"{_LED} {_LEADER}.*",
            rf"{_LEADER}(?:\(s\))? (?:responsible|accountable|assigned|leading)",
            r"responsib\w+(?: of| for .*)?|accountab\w+",
            r"(?:assigned|allocated)(?: to)?|action(?:ed)? by|delivered by whom",
        ),
    ),
    (
        "lead",
        LIKELY,
        (
            r"officers?|director|portfolio holders?|cabinet members?|manager|service",
            r"(?:lead )?(?:member|councillor)s?|sro.*|initials?|name",
            r".*\b(?:owner|lead officer|responsible officer)\b.*",
        ),
    ),
    (
        "progress",
        PLAIN,
        (
            r"(?:.{0,40}\b)?(?:progress|updates?|commentary)(?:\b.{0,60})?",
            r"(?:current|latest|present|year[- ]end|end of year) "
            r"(?:position|situation|stage|performance)(?: .*)?",
            r"how (?:are|is|have|did) (?:we|it|things) .*|where are we.*",
            r"actions? (?:taken|to date|completed)|achievements?(?: .*)?|what(?:'s| has) happen.*",
            r"(?:work|what (?:has been|have we|we(?:'ve| have)|was)) "
            r"(?:done|completed|achieved|undertaken)(?: .*)?",
            r"(?:management |officer |council )?responses?",
        ),
    ),
    (
        "progress",
        VAGUE,
        (
            r"(?:.{0,24}\b)?(?:comments?|notes?|remarks?|narrative|feedback|evaluation)(?:\b.{0,24})?",
            r"outcome (?:of action|/ ?update)|position(?: .*)?",
        ),
    ),
    (
        "monitoring",
        PLAIN,
        (
            r"(?:.{0,24}\b)?monitor\w*(?:\b.{0,30})?|reviewed by|assured by|report(?:s|ed|ing) to",
            r"(?:review|reporting|governance|assurance|oversight|tracking|scrutiny)"
            r"(?: (?:process|mechanism|route|arrangements?|method|body|group|by|to))?",
            r"how (?:will )?(?:we |this |it )?(?:will )?(?:be )?(?:review|check|track)\w*.*",
        ),
    ),
    (
        "kpi",
        PLAIN,
        (
            r"(?:.{0,24}\b)?(?:kpis?|key performance indicators?|measures? of success|indicators?"
            r"|performance (?:indicators?|measures?)|metrics?)(?:\b.{0,30})?",
            r"(?:.{0,24}\b)?success (?:measures?|criteria|factors?|indicators?)(?:\b.{0,30})?",
            r"what (?:difference|impact) .*|(?:the )?difference (?:we|it|this) .*",
            r"measures?|(?:how )?(?:will )?(?:we |you )?(?:will )?(?:know|measure)\b.*",
            r"what (?:will |does )?(?:success|good) (?:will )?looks? like.*",
            r"evidence of (?:success|impact|improvement).*|success (?:will )?looks? like.*",
        ),
    ),
    (
        "kpi",
        LIKELY,
        (
            r"(?:(?:key|desired|expected|intended|planned|target|anticipated|success|required) )?"
            rf"{_RESULT}(?: ?(?:/|and) ?{_RESULT})*",
            r"outcomes? (?:required|sought|expected|we want.*)|deliverables?",
        ),
    ),
    (
        "milestones",
        PLAIN,
        (
            r"(?:.{0,24}\b)?milestones?(?:\b.{0,40})?|how(?: (?:we|will|it|this|to).*)?",
            r"(?:(?:key|next|detailed|specific|implementation|delivery) )*"
            r"(?:steps?|stages?|tasks?|activit(?:y|ies))",
            r"sub[- ]?(?:actions?|tasks?|steps?)",
        ),
    ),
    (
        "evidence",
        PLAIN,
        (
            r"sources?(?: .*)?|citations?|origin|arising from|links? to .*|reference documents?",
            r"(?:source|recommended|recommendation) (?:document|report|from|by)",
        ),
    ),
    (
        "extra",
        PLAIN,
        (
            r"evidence.*|documents?(?: .*)?|priority(?: (?:rating|level|\(.*\)))?|(?:high|h) ?/.*",
            r"urgency|resources?(?: .*)?|.*\b(?:costs?|budget|funding|finance|resources?)\b.*",
            r"risks?(?: .*)?|dependenc(?:y|ies).*|partners?(?: .*)?|support(?:ed)?(?: .*)?",
            r"start(?: date)?|commence\w*|directorates?|type|category|ward|location",
            r"impact assessment|consult\w*|accept(?:ed)?.*|agreed\??|barriers?.*",
        ),
    ),
    (
        "theme",
        LIKELY,
        (
            r"(?:(?:key|strategic|priority|improvement|corporate|delivery) )*"
            r"(?:themes?|areas?|priorit(?:y|ies)|program(?:me)?s?|work ?streams?|pillars?|sections?"
            r"|strands?|categories|aims?|goals?|topics?|subjects?|headings?|focus|domains?"
            r"|projects?)(?: (?:area|theme|heading|of focus).*)?",
            r"service area",
        ),
    ),
    (
        "improvement",
        PLAIN,
        (
            r"(?:(?:agreed|proposed|required|key|planned|improvement|management|corrective|next"
            r"|outstanding|further|additional|remaining|recommended|summary of|description of"
            r"|specific|high level) )*"
            r"(?:actions?|improvements?)(?:\(s\))?"
            r"(?: (?:required|needed|agreed|points?|items?|description|details?|summary"
            r"|plan|title|proposed|requested|arising|we will take|to (?:be|address) .*|and .*)"
            r"| ?/.*)*",
            r"what(?: (?:we|will|needs?|are|is|do|action).*)?|we will.*|commitments?|activity .*",
            r"areas? (?:for|of) (?:improvement|development).*|improvement (?:area|required).*",
            r"descriptions?(?: of .*)?|details?(?: of .*)?|matter|request(?:ed)?",
        ),
    ),
    (
        "improvement",
        LIKELY,
        (
            r"(?:(?:key|peer|team|audit|original|summary of|lga|cpc|review|inspection|panel) )*"
            r"(?:recommendations?|objectives?|findings?|issues?|weakness(?:es)?|requirements?"
            r"|initiatives?|proposals?|interventions?|suggestions?)(?: .*)?",
            r"(?:agenda )?items?(?: .*)?|title|scrutiny recommendations?",
        ),
    ),
)
# How a longer heading begins, where none of the ways above is the whole of it.
_BEGINNINGS: tuple[tuple[Role, str], ...] = (
    ("due", r"time ?(?:scales?|frames?|lines?)|deadline|due|target dates?|completion date|by when"),
    ("lead", r"lead|owner|responsib\w+|accountab\w+|named officer|by whom"),
    ("status", r"b?rag|(?:current )?status"),
    ("progress", r"progress|updates?|current position|what (?:has|have)"),
    ("kpi", r"success|measures?|outcomes?|outputs?|impact|kpis?|targets?"),
    ("milestones", r"milestones?|implementation|method|approach|delivery|steps|tasks|how"),
    ("improvement", r"actions?|improvements?|recommendations?|objectives?|what|activit(?:y|ies)"),
    ("extra", r"resources?|costs?|budget|funding|evidence|risks?|priority(?! ?\d)"),
)
_BEGUN = tuple((role, re.compile(rf"(?:{words})\b.{{1,50}}\Z")) for role, words in _BEGINNINGS)
_BARE = re.compile(r"(?:implementation|method|approach)\Z")
_PATTERNS = tuple(
    (role, weight, re.compile(rf"(?:{'|'.join(ways)})\Z")) for role, weight, ways in _VOCABULARY
)


@lru_cache(maxsize=4096)
def meaning(heading: str) -> tuple[Role | None, int]:
    """The role that a heading names and its weight; ``(None, 0)`` where it names none.

    Words in brackets and behind a colon count only where those before them say nothing.
    """
    words = tidy(heading)
    for candidate in dict.fromkeys((words, tidy(re.sub(r"\(.*?\)", " ", words)))):
        for role, weight, pattern in _PATTERNS:
            if candidate and len(candidate) <= 90 and pattern.match(candidate):
                return role, weight
    head, colon, _ = words.partition(":")
    if colon and head.strip():
        return meaning(head)
    if _BARE.match(words):
        return "milestones", LIKELY
    begun = (role for role, pattern in _BEGUN if len(words) <= 60 and pattern.match(words))
    return next(((role, LIKELY) for role in begun), (None, 0))


def tidy(heading: str) -> str:
    """A heading in small letters and on one line, without the signs round it."""
    words = re.sub(r"[’‘`]", "'", " ".join(heading.lower().split()))
    words = re.sub(r"[–—]", "-", words).replace("&", "and").replace("?", "")
    return re.sub(r"(?<=\w)\.(?=\s|$)", "", words).strip(" :*-.•")
