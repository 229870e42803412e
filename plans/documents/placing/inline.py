"""What a sentence of a prose plan says of its own lead, its own date and its own state."""

import re
from dataclasses import dataclass, field
from typing import Any

from governance.text.structured_text import clean_line

from ..placed import PlacedLead
from . import leads, names
from .column_contents import is_due
from .heading_words import LIKELY, Role, meaning
from .name_cells import is_name
from .paper import Paper
from .status_words import state_of

_FIELD = re.compile(
    r"(?P<label>[A-Z][A-Za-z’'/ ()&-]{1,40}?)\s*(?::\s*[-–]?|\s[–—-]\s)(?P<words>.*)"
)
_BRACKET = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,90})[)\]]")
_LABELLED = re.compile(
    r"(?P<label>\b(?:lead(?:s|\s+officers?|\s+partner|\s+body)?|owner|responsible(?:\s+officer)?|"
    r"by\s+whom|who|action\s+by|led\s+by|owned\s+by|responsibility))"
    r"\s*(?::\s*|\s[–—-]\s|(?<=led\sby)\s+|(?<=owned\sby)\s+)(?P<names>[A-Z][^;.()\[\]|]{1,80})",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:\s[–—-]\s|\s\|\s|\t|\.\s+)(?P<tail>[^–—|\t.]{2,60})\.?$")
_PROMISES = ("deadline", "point", "within", "range", "event", "list", "until")


@dataclass
class Said:
    """Leads and dates found in a sentence. Its words stay where they are."""

    leads: list[PlacedLead] = field(default_factory=list)
    due: list[str] = field(default_factory=list)
    status: str = ""


def field_of(text: str) -> tuple[Role, str, str] | None:
    """A line that begins with the name of a field: its role, the name as printed, the words.

    “Timescale: June 2019” is a due date; “Governance: agree the register” names no field.
    """
    found = _FIELD.fullmatch(clean_line(text))
    if found is None:
        return None
    role, weight = meaning(found["label"])
    dashed = ":" not in text[found.start("label") : found.start("words")]
    if role is None or weight < LIKELY or (role in ("improvement", "theme") and dashed):
        return None
    if dashed and role not in ("lead", "due", "status"):
        return None
    return role, found["label"].strip(), found["words"].strip()


def read(text: str, paper: Paper, *, line: str) -> Said:
    """“… (Finance, June)”, “… Lead: Head of Skills”, “… by March 2020”, “… – Chair, July”."""
    said = Said()
    for found in _LABELLED.finditer(text):
        _name(said, _undated(found["names"], paper), line)
    pieces = [found["inside"] for found in _BRACKET.finditer(text)]
    pieces += [found["tail"] for found in _TAIL.finditer(text)]
    for inside in pieces:
        _read_piece(said, inside, paper, line)
    promised = [
        found["phrase"]
        for found in paper.dated(text)["dates"]
        if found["kind"] in _PROMISES and found["latest"] and _binds(text, found)
    ]
    said.due += [phrase.strip("()") for phrase in promised if not _known(phrase, said.due)]
    return said


def _known(phrase: str, due: list[str]) -> bool:
    return any(phrase.strip("()") in one or one in phrase for one in due)


def _binds(text: str, found: dict[str, Any]) -> bool:
    """Whether a date promises something: “by March”, “(June 2019)”, “in July” at the end."""
    if found["kind"] == "deadline":
        return True
    after = text[found["end"] :].strip(" .;)")
    before = text[: found["start"]].rstrip()
    return not after and (before.endswith(("(", "–", "-", ":", ",")) or found["kind"] != "range")


def _read_piece(said: Said, inside: str, paper: Paper, line: str) -> None:
    """The pieces of a bracket or of a tail: names, times and a state, and nothing else."""
    pieces = [one.strip() for one in re.split(r"\s*[,;/]\s*|\s[–—-]\s", inside) if one.strip()]
    labelled = bool(_LABELLED.search(inside))
    times = [one for one in pieces if is_due(one) and paper.dated(one)["dates"]]
    states = [one for one in pieces if one not in times and state_of(one) and len(one) > 2]
    people = [one for one in pieces if one not in times and one not in states and is_name(one)]
    if labelled or len(times) + len(states) + len(people) < len(pieces):
        return
    if not times and not _plainly_leads(people):
        people = []
    for one in people:
        _name(said, one, line)
    said.due += [one for one in times if not _known(one, said.due)]
    said.status = said.status or (states[0] if states else "")


def _plainly_leads(people: list[str]) -> bool:
    """Names in a bracket without a date are leads only where they are posts or persons."""
    kinds = [names.kind_of(one) for one in people]
    return (
        bool(people)
        and all(
            kind == "person" or (kind == "post" and re.search(r"\b[A-Z]\w+\b", one))
            for kind, one in zip(kinds, people, strict=True)
        )
        and all(" " in one or kind == "person" for kind, one in zip(kinds, people, strict=True))
    )


def _undated(text: str, paper: Paper) -> str:
    dates = [one for one in paper.dated(text)["dates"] if one["earliest"] or one["latest"]]
    kept = text[: dates[0]["start"]] if dates else text
    return kept.strip(" ,;:–—-(")


def _name(said: Said, text: str, line: str) -> None:
    known = {lead.name.casefold() for lead in said.leads}
    said.leads += [
        lead for lead in leads.read(text, line=line) if lead.name.casefold() not in known
    ]
