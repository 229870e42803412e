"""The front of a plan: its title, its period, the day of its issue, what the paper is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from governance.date_phrases import find
from governance.documents.pieces import Fact
from governance.documents.rows import Line, Source
from governance.text.structured_text import clean_line

from . import sections
from .period import Period, in_text

_PLAN_WORD = re.compile(
    r"\b(?:plan|log|tracker|register|programme|strategy|framework|roadmap|review|schedule|actions)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"^(?:agenda\s+)?(?:item|appendix|annex|annexe|paper|enclosure|enc|report|attachment|schedule)\.?"
    r"\s+(?:no\.?\s*|number\s*)?[\w.()/-]{1,8}(?:[\s,:–-]+(?:item|appendix|annex|paper)\s+\w{1,5})*$",
    re.IGNORECASE,
)
# What may stand before the day of issue: “Version 3 – updated”, “Date:”, “As at”.
_ISSUE = re.compile(
    r"^(?:(?:last|document|plan|current|final|date|version|draft|issue|issued|updated|revised|"
    r"published|dated|position|status|as|at|of|on|correct|agreed|v)\b[\s\d.]*[:,(–—-]*\s*){0,5}\(?$",
    re.IGNORECASE,
)
_FACT = re.compile(r"^(?P<heading>[A-Z][A-Za-z ’'/()-]{1,30}?)\s*:\s+(?P<text>\S.{0,150})$")
_LONGEST_TITLE = 25  # words
_LONGEST_SHORT = 9
_LONGEST_DATED = 14  # a sentence may name other years than the plan's


@dataclass
class Front:
    """What the lines before the first table say of the whole plan."""

    title: str = ""
    period: Period = field(default_factory=Period)
    issue_text: str = ""
    issued_on: date | None = None
    paper_reference: str = ""
    facts: list[Fact] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # claimed by the plan itself
    rest: list[Line] = field(default_factory=list)  # left for sections

    @property
    def written_on(self) -> date | None:
        """The day of its issue, else one that its title or a short line near it names."""
        if self.issued_on:
            return self.issued_on
        near = [self.title, *(clean_line(line.text) for line in self.rest[:3])]
        days = [
            reading.latest
            for text in near
            if len(text.split()) <= _LONGEST_TITLE
            for *_, reading in find(text)
            if reading.precision == "day" and not reading.year_inferred and reading.kind == "point"
        ]
        return days[0] if days else None


def read(lines: Sequence[Line], source: Source) -> Front:
    """Read the front of a paper; what is no part of it is left for the sections."""
    front = Front()
    said = [line for line in lines if not line.is_empty]
    title = _title(said)
    front.title = _joined([clean_line(line.text) for line in title])
    front.lines += [line.id for line in title]
    after = max((said.index(line) for line in title), default=-1)
    headed = False
    for at, line in enumerate(said):
        if line in title:
            continue
        headed = headed or (at > after and line.kind == "heading")
        near = at <= after + 4 and line.kind != "bullet" and not headed
        if not (near and _taken(front, line)):
            front.rest.append(line)
    front.title = front.title or clean_line(source.title)
    short = [line for line in said[: after + 5] if len(line.text.split()) <= _LONGEST_DATED]
    names = [front.title, *(clean_line(line.text) for line in short)]
    periods = (in_text(text) for text in [*names, source.name])
    front.period = next((one for one in periods if one.printed), Period())
    for line in [one for one in front.rest if _is_period(one, front.period)]:
        front.rest.remove(line)
        front.lines.append(line.id)
    if not front.issue_text:
        _issue_of(front, front.title)
    return front


def _title(said: list[Line]) -> list[Line]:
    """The lines of the title: styled as one, else the first that names a plan, else the first.

    A body's name above the plan's belongs to the title, where both are set as titles.
    """
    styled = [line for line in said[:10] if line.style.lower() in ("title", "subtitle")]
    first = [line for line in styled if _could_be_title(line)][:3] or styled[:1]
    if first:
        last = next((at for at, one in enumerate(first) if _PLAN_WORD.search(one.text)), 0)
        apart = said.index(first[last]) - said.index(first[0]) > last
        return first[last : last + 1] if apart else first[: last + 1]
    plain = [line for line in said[:6] if _could_be_title(line)]
    named = [line for line in plain if _PLAN_WORD.search(line.text)]
    return (named or plain)[:1]


def _joined(titles: list[str]) -> str:
    """Two lines of a title in one; one that only goes on with a sentence needs no dash."""
    joined = titles[0] if titles else ""
    for title in titles[1:]:
        joined += (
            f" {title}" if title[:1].islower() or joined.endswith((":", "–")) else f" – {title}"
        )
    return joined


def _could_be_title(line: Line) -> bool:
    text = clean_line(line.text)
    words = len(text.split())
    if line.kind == "bullet" or not 1 < words <= _LONGEST_TITLE or text.endswith((".", ":", ";")):
        return False
    if sections.is_heading(line):
        return not _REFERENCE.match(text)
    is_fact = _FACT.match(text) and not _PLAN_WORD.search(text)
    return not _REFERENCE.match(text) and not is_fact and not _issue(text)


def name_of(source: Source) -> str:
    """The file's own name as a title, for a table that stands alone in it."""
    stem = source.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return clean_line(re.sub(r"[_-]+", " ", stem))[:200]


def _is_period(line: Line, period: Period) -> bool:
    """Whether a line says nothing but the period."""
    return bool(period.printed) and clean_line(line.text).strip(" ()") == period.printed


def _taken(front: Front, line: Line) -> bool:
    """Whether a short line near the title is the day of issue, a reference or a named fact."""
    text = clean_line(line.text)
    if len(text.split()) <= _LONGEST_SHORT and _REFERENCE.match(text) and not front.paper_reference:
        front.paper_reference = text
    elif len(text.split()) <= _LONGEST_SHORT and not front.issue_text and (day := _issue(text)):
        front.issue_text, front.issued_on = text, day
    elif not sections.is_heading(line) and (fact := _FACT.match(text)):
        front.facts.append(Fact(heading=fact["heading"], text=fact["text"], lines=(line.id,)))
        return True
    else:
        return False
    front.lines.append(line.id)
    return True


def _issue(text: str) -> date | None:
    """The first day of a line that is a date and little else: “Updated 4 June 2019”."""
    for start, end, _, reading in find(text):
        fits = reading.precision in ("day", "month") and reading.kind in ("point", "within")
        before, after = text[:start], text[end:]
        if fits and reading.earliest and _ISSUE.match(before) and not after.strip(" .)"):
            return None if reading.year_inferred else reading.earliest
    return None


def _issue_of(front: Front, title: str) -> None:
    """A month behind the title: “Action plan – October 2019”."""
    found = re.search(r"(?:[–—-]\s*|\(|,\s*|:\s*)([^–—(),:]*20\d\d)\)?$", title)
    if found and (day := _issue(found[1].strip())):
        front.issue_text, front.issued_on = found[1].strip(), day
