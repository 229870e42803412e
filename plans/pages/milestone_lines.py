"""A milestone as one line of the plan: a mark, its words, and beneath them how its date fares."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance import clock
from governance.text.dates_in_words import day_in_words, lateness_in_words, span_in_words

from ..models import Milestone
from ..text.reference_links import LinkedWords


@dataclass
class MilestoneLine:
    """What the plan page, the improvement page and the pack print of one milestone."""

    milestone: Milestone
    mark: str
    look: str
    phrase: str
    said: list[str]
    late: str = ""
    links: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    pieces: list[LinkedWords] = field(default_factory=list)
    children: list["MilestoneLine"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.milestone.text

    @property
    def in_words(self) -> str:
        """The date's fate in one sentence, for a table."""
        return ", ".join([part for part in [*self.said, self.late] if part])


def lines_of(milestones: Iterable[Milestone], at: date | None = None) -> list[MilestoneLine]:
    """The lines of one row in printed order, each with its children beneath it."""
    today = at or clock.today()
    lines = {milestone.pk: line_of(milestone, today) for milestone in milestones}
    top: list[MilestoneLine] = []
    for line in lines.values():
        parent = lines.get(line.milestone.parent_id or 0)
        (parent.children if parent else top).append(line)
    return top


def line_of(milestone: Milestone, today: date) -> MilestoneLine:
    """One milestone judged on a day; overdue is judged on its latest day alone."""
    first = milestone.original_latest or milestone.latest
    phrase = _phrase(milestone) or (day_in_words(first) if first else "")
    if milestone.is_done:
        return MilestoneLine(milestone, "done", "is-done", phrase, _done(milestone, first))
    said = [part for part in (milestone.state_text, *_moved(milestone)) if part]
    if milestone.is_recurring:
        often = milestone.recurrence_text or "repeats every quarter"
        said = said if phrase in ("", often) else [often, *said]
        return MilestoneLine(milestone, "again", "is-again", phrase or often, said)
    mark, look = _mark(milestone, today)
    if mark == "doing":
        said = said or ["in progress"]
    late = _lateness(milestone, today) if mark == "late" else ""
    return MilestoneLine(milestone, mark, look, phrase, said, late)


def _phrase(milestone: Milestone) -> str:
    """The date as it was first printed, or as it is printed now."""
    return (milestone.original_due_text if milestone.has_moved else "") or milestone.due_text


def _mark(milestone: Milestone, today: date) -> tuple[str, str]:
    """The mark of one that is neither done nor recurring, and the look of it."""
    if milestone.latest and milestone.is_overdue(today):
        return "late", "is-late"
    if milestone.has_moved or _asked(milestone):
        return "moved", "is-moved"
    if milestone.state == Milestone.State.IN_PROGRESS:
        return "doing", "is-doing"
    return "open", ""


def _lateness(milestone: Milestone, today: date) -> str:
    return f"overdue by {span_in_words(milestone.latest or today, today)}"


def _done(milestone: Milestone, promised: date | None) -> list[str]:
    reported = milestone.state == Milestone.State.REPORTED
    if milestone.done_on is None:
        said = ["reported as done, day not stated" if reported else "done, day not stated"]
    else:
        day = day_in_words(milestone.done_on)
        said = [f"reported as complete on {day}" if reported else f"completed on {day}"]
        late = lateness_in_words(promised, milestone.done_on) if promised else ""
        said += [late] if late else []
    if milestone.state_text:
        said.append(f"printed as “{milestone.state_text}”")
    return [*said, "not yet accepted"] if reported else said


def _moved(milestone: Milestone) -> list[str]:
    move = getattr(milestone, "move_row", None) or {}
    said = []
    if milestone.has_moved and milestone.latest:
        agreed = move.get("decided_by") if move.get("state") == "agreed" else ""
        by = f", agreed by {agreed}" if agreed else ""
        said.append(f"now {day_in_words(milestone.latest)}{by}")
    if _asked(milestone):
        asked = day_in_words(date.fromisoformat(move["to_latest"]))
        said.append(f"asked: {asked}, not yet agreed")
    return said


def _asked(milestone: Milestone) -> bool:
    return (getattr(milestone, "move_row", None) or {}).get("state") == "asked"
