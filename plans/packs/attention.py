"""What a committee reads first: what should worry it, what changed, and what it is asked.

Knows no database; everything is counted from the rows that the pack prints in full behind it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.text.sentences import in_sentence, with_topic
from governance.text.structured_text import plain
from governance.text.word_changes import ChangedRun, changes

from ..rounds.outcomes import DRAFT, RETURNED, SILENT
from .rows import PackRow
from .voices import day_of

Plain = dict[str, Any]

WORRIES = 6
FIRST_WORDS = 230
# The longest name within a list on the one page.
NAME = 48


@dataclass(frozen=True)
class Worry:
    """A row and one sentence why it should be looked at."""

    row: PackRow
    text: str


@dataclass(frozen=True)
class MovedDate:
    """A milestone whose date is no longer the first one, with the reason given."""

    row: PackRow
    text: str
    first: str
    now: str
    days: int
    reason: str
    approval: str
    first_day: date
    now_day: date
    is_new: bool


@dataclass(frozen=True)
class PassedDate:
    """A milestone whose last day is behind us and that nobody says is done."""

    row: PackRow
    text: str
    latest: str
    day: date
    said: str


def worries(rows: list[PackRow], reviewer: str) -> list[Worry]:
    """Return the rows to look at first: off track, two views, no words, then what moved down."""
    found: list[Worry] = []
    for row in rows:
        standing = row.status["standing"]
        if row.differs and row.reviewer_status:
            why = row.source["review"]["why_differ"] or row.source["review"]["words"]
            found.append(
                Worry(
                    row,
                    f"The partnership says {in_sentence(row.status['word'])}, the {reviewer} says "
                    f"{row.reviewer_status['word'].lower()}. {_first_words(why)}".strip(),
                )
            )
        elif standing == "off_track":
            found.append(Worry(row, _first_words(_why(row)) or f"{row.status['word']}."))
        elif row.is_awaited_in_vain:
            found.append(Worry(row, row.line))
        elif standing == "at_risk" and row.step < 0:
            found.append(
                Worry(row, _first_words(_why(row)) or f"Now {in_sentence(row.status['word'])}.")
            )
    return sorted(found, key=_urgency)


def _urgency(worry: Worry) -> int:
    row = worry.row
    if row.status["standing"] == "off_track":
        return 0
    if row.differs:
        return 1
    return 2 if row.missing else 3


def _why(row: PackRow) -> str:
    said = row.source["said"] or {}
    notes = [
        with_topic(note["topic"], note["text"]) for note in said.get("notes", []) if note["text"]
    ]
    return said.get("reason") or (notes[-1] if notes else "")


def _first_words(text: str) -> str:
    """The first sentences of a text, as many as a summary has room for."""
    if len(text) <= FIRST_WORDS:
        return text
    cut = text[:FIRST_WORDS]
    stop = max(cut.rfind(". "), cut.rfind("; "))
    return cut[: stop + 1] if stop > FIRST_WORDS // 3 else f"{cut[: cut.rfind(' ')]} …"


def passed_in_words(dates: int, rows: list[PackRow], *, letters: int) -> str:
    """“13 dates have passed with nobody saying the milestone is done, in 3, 6 and 14.”

    ``rows`` are those with such a date, in the order of the plan; their list takes about as many
    ``letters``.
    """
    if not dates:
        return ""
    many = "One date has" if dates == 1 else f"{dates} dates have"
    named = listed(rows, letters)
    return f"{many} passed with nobody saying the milestone is done, in {named}."


@dataclass(frozen=True)
class Question:
    """What the body is asked, with ``{rows}`` where the rows it is about are listed."""

    text: str
    rows: list[PackRow]

    def said(self, letters: int | None = None) -> str:
        """The question; with ``letters``, its list takes about as many and counts the rest."""
        return self.text.format(rows=listed(self.rows, letters) if self.rows else "")


def questions(rows: list[PackRow], moved: list[MovedDate], *, advisory: bool) -> list[Question]:
    """Return what the body is asked, each as a question it can answer with yes or no."""
    close = "recommend closing" if advisory else "agree to close"
    new = [move.row for move in moved if move.is_new]
    off = _standing_at(rows, "off_track")
    dates = "one date that moved" if len(new) == 1 else f"{len(new)} dates that moved"
    plans = "a recovery plan" if len(off) == 1 else "recovery plans"
    asked: list[tuple[str, list[PackRow]]] = [
        (
            f"Do you {close} {{rows}}, reported as complete this quarter?",
            [row for row in _standing_at(rows, "complete") if row.was],
        ),
        (f"Do you accept {dates}, in {{rows}}?", new),
        (f"Do you ask for {plans} for {{rows}}?", off),
        (
            "What do you ask of those who sent no update on {rows}?",
            _with_outcome(rows, SILENT),
        ),
        # One that was withdrawn had been sent, so nobody can be said to have sent nothing. What is
        # begun while a quarter collects is the partnership's business.
        (
            "What do you ask about {rows}, written but not submitted?",
            [row for row in _with_outcome(rows, DRAFT) if row.is_over],
        ),
        (
            "What do you ask about {rows}, returned and not sent again?",
            _with_outcome(rows, RETURNED),
        ),
    ]
    found = [Question(text, about) for text, about in asked if about]
    return found or [Question("Do you note the quarter?", [])]


def _standing_at(rows: list[PackRow], standing: str) -> list[PackRow]:
    return [row for row in rows if row.status["standing"] == standing]


def _with_outcome(rows: list[PackRow], key: str) -> list[PackRow]:
    return [row for row in rows if row.source["outcome"] == key]


def listed(rows: list[PackRow], letters: int | None = None) -> str:
    """“4, 11 and 18”; rows without numbers by their names.

    With ``letters``, the list stops when it would be longer and counts the rest: “4, 11 and 23
    more”.
    """
    return _joined([row.number or f"“{row.name}”" for row in rows], letters)


def listed_with_names(rows: list[PackRow], letters: int) -> str:
    """“4 Growth hub; 11 Skills; 23 more” in about as many letters."""
    return _joined([row.called for row in rows], letters, stop=";")


def _joined(called: list[str], letters: int | None, *, stop: str = ",") -> str:
    names = list(dict.fromkeys(called))
    if letters is not None:
        names = _first_names([clipped(name, NAME) for name in names], letters)
    if len(names) == 1:
        return names[0]
    if stop != ",":
        return f"{stop} ".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _first_names(names: list[str], letters: int) -> list[str]:
    """The names that have room, at least one, and “23 more” behind them."""
    taken = 0
    for number, name in enumerate(names):
        taken += len(name) + 2
        if number and taken > letters:
            return [*names[:number], f"{len(names) - number} more"]
    return names


def clipped(text: str, letters: int) -> str:
    """A name of at most as many letters, with “…” where it was longer."""
    if len(text) <= letters:
        return text
    closing = "”" if text.endswith("”") else ""
    return f"{text[: letters - 1 - len(closing)].rstrip()}…{closing}"


def moved_dates(rows: list[PackRow], earlier: Plain | None) -> list[MovedDate]:
    """Return every date that is not the first one any more, those moved this quarter first."""
    known = {
        each["id"]: each["latest"]
        for row in (earlier or {}).get("rows", [])
        for each in row["milestones"]
    }
    found = [
        _moved(row, each, _moves_of(row).get(each["id"]), known.get(each["id"], each["latest"]))
        for row in rows
        for each in row.source["milestones"]
        if _has_moved(each)
    ]
    return sorted(found, key=lambda move: not move.is_new)


def _moves_of(row: PackRow) -> dict[int, Plain]:
    return {move["milestone"]: move for move in (row.source["said"] or {"moves": []})["moves"]}


def _has_moved(milestone: Plain) -> bool:
    first, now = milestone["original_latest"], milestone["latest"]
    return bool(first and now and first != now)


def _moved(row: PackRow, milestone: Plain, move: Plain | None, before: str | None) -> MovedDate:
    """``before`` is the date of the earlier quarter, where it knew the milestone."""
    first, now = milestone["original_latest"], milestone["latest"]
    first_day, now_day = date.fromisoformat(first), date.fromisoformat(now)
    agreed = move if move and move["state"] == "agreed" else None
    return MovedDate(
        row=row,
        text=milestone["text"],
        first=day_of(first),
        now=day_of(now),
        days=(now_day - first_day).days,
        reason=agreed["reason"] if agreed else "Given in an earlier quarter.",
        approval="Agreed" if agreed else "Agreed earlier",
        first_day=first_day,
        now_day=now_day,
        is_new=agreed is not None or before != now,
    )


def asked_moves(rows: list[PackRow]) -> list[tuple[PackRow, Plain]]:
    """Return the new dates asked for that nobody has agreed yet; the old ones stand."""
    return [
        (
            row,
            {
                **move,
                "from": day_of(move["from_latest"]) or move["from_text"],
                "to": day_of(move["to_latest"]) or move["to_text"],
                "days": _days(move["from_latest"], move["to_latest"]),
            },
        )
        for row in rows
        for move in (row.source["said"] or {"moves": []})["moves"]
        if move["state"] == "asked"
    ]


def _days(first: str | None, last: str | None) -> int | str:
    if not first or not last:
        return "–"
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def passed_dates(rows: list[PackRow]) -> list[PassedDate]:
    """Return the overdue milestones, the longest overdue first."""
    found = [
        PassedDate(
            row=row,
            text=each["text"],
            latest=day_of(each["latest"]),
            day=date.fromisoformat(each["latest"]),
            said=row.status["word"].lower(),
        )
        for row in rows
        for each in row.source["milestones"]
        if each["is_overdue"]
    ]
    return sorted(found, key=lambda passed: passed.day)


def late_rows(rows: list[PackRow], passed: list[PassedDate]) -> list[PackRow]:
    """The rows with a date that has passed, in the order of the plan."""
    late = {each.row.anchor for each in passed}
    return [row for row in rows if row.anchor in late]


def differing(rows: list[PackRow]) -> list[PackRow]:
    """The rows on which the partnership and its reviewer say different things."""
    return [row for row in rows if row.differs]


def steps(rows: list[PackRow]) -> list[tuple[Plain, Plain, list[PackRow]]]:
    """Return the changes of status, those that went the same way together."""
    groups: dict[tuple[str, str], tuple[Plain, Plain, list[PackRow]]] = {}
    for row in rows:
        if row.before is not None and row.was:
            key = (row.before["key"], row.status["key"])
            groups.setdefault(key, (row.before, row.status, []))[2].append(row)
    order = {"complete": 0, "on_track": 1, "at_risk": 2, "off_track": 3}
    return sorted(groups.values(), key=lambda group: order.get(group[1]["standing"], 4))


def changed_words(
    rows: list[PackRow], earlier: Plain | None
) -> list[tuple[PackRow, list[ChangedRun]]]:
    """Return the statements of the plan itself that read differently now, word by word."""
    before = {row["ref"]: plain(row["statement"]) for row in (earlier or {}).get("rows", [])}
    found = []
    for row in rows:
        was, now = before.get(row.source["ref"]), plain(row.statement)
        if was is not None and was.split() != now.split():
            found.append((row, changes(was, now)))
    return found
