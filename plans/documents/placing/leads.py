"""Who leads a row, as its heading and the lines beneath it print them."""

import re
from collections import Counter
from collections.abc import Sequence

from ..placed import PlacedLead
from . import names
from .heading_words import meaning

_HEADING = re.compile(
    r"^(?P<heading>(?:the\s+)?(?:(?:LEP|project|action|programme|joint|overall|delivery|strategic|"
    r"accountable|board|council|senior|responsible|main|key|task)\s+){0,2}"
    r"(?:leads?(?:\s+(?:officers?|partners?|person|body|bodies|organisations?|members?|agency|"
    r"departments?|names?))?|owners?|responsib(?:le|ility)(?:\s+(?:officers?|person|lead|body))?|"
    r"officers?(?:\s+responsible)?|accountab(?:le|ility)|SRO|sponsors?|led\s+by|owned\s+by|"
    r"assigned\s+to|who|by\s+whom))"
    r"(?P<joint>\s*(?:\([^)]*\)\s*)?(?::\s*[-–—]?|\s[–—-]\s?|[–—]|\s(?:is|are)(?=\s+[A-Z])|(?=$)))"
    r"(?P<names>.*)$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"^(?P<heading>(?P<label>[A-Z][\w/&()’' -]{1,40}?)\s*:)\s*(?P<names>.*)$")
_TOPIC = re.compile(r"^(?P<topic>[^:,;()]{1,60}?)\s*:\s*(?P<names>.*)$")


def heading_of(text: str) -> tuple[str, str] | None:
    """A leads' heading as printed and what follows on its line; nothing where there is none."""
    found = _HEADING.match(text)
    if found is None:
        named = _NAMED.match(text)
        is_lead = named is not None and meaning(named["label"])[0] == "lead"
        return (named["heading"], named["names"]) if named and is_lead else None
    heading, rest = (found["heading"] + found["joint"]).strip(), found["names"].strip()
    joint = found["joint"].strip()
    if joint.lower() in ("is", "are"):
        return (heading, rest) if names.are_names(rest) and names.kind_of(rest) else None
    if not joint and len(text.split()) > 3:
        return None
    if joint in "–—-" and joint and not names.are_names(rest):
        return None
    return heading, rest


def read(text: str, *, line: str, level: int = 0) -> list[PlacedLead]:
    """The leads on a line: “LIS: A, B” gives two with the topic LIS."""
    topic = ""
    if (found := _TOPIC.match(text)) and (not found["names"] or names.are_names(found["names"])):
        topic, text = found["topic"].strip(), found["names"]
    return [
        PlacedLead(name=name, topic=topic, kind=names.kind_of(name), level=level, lines=(line,))
        for name in names.split(text)
    ]


def could_be(text: str) -> bool:
    """Whether a line beneath a leads' heading still names leads."""
    found = _TOPIC.match(text)
    if found and len(found["topic"].split()) <= 6 and names.are_names(found["names"] or "A"):
        return True
    return names.are_names(text)


def spare(text: str, placed: Sequence[PlacedLead], heading: str = "") -> str:
    """The words of a line that only join its names: “and”."""
    held = Counter(re.findall(r"\w+", " ".join([heading, *(one.name for one in placed)])))
    for topic in {one.topic for one in placed}:
        held.update(re.findall(r"\w+", topic))
    left = Counter(re.findall(r"\w+", text)) - held
    return " ".join(left.elements())
