"""What changed on one row between two submissions, for the reviewer: plain data in, plain data out.

Reads the shape documented in ``plans.rounds.content``; knows no database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.text.dates_in_words import day_in_words
from governance.text.sentences import in_sentence, with_topic
from governance.text.word_changes import ChangedRun, changes

from ..status import UpdateSummary, is_unchanged
from .no_change import reason_in_words

Plain = dict[str, Any]
_BULLET = "• "
_KEPT_AT_LEAST = 0.25  # of the longer text


@dataclass(frozen=True)
class Moved:
    """One milestone or KPI of which the quarter says something new, as a line of a table."""

    name: str
    in_plan: str
    last: str
    now: str
    mark: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Due:
    """A milestone as the plan has it: what the table needs to know of it."""

    pk: int
    text: str
    due_text: str
    original_text: str
    is_overdue: bool
    latest: date | None
    # Whether it came into the plan after the quarter it is compared with.
    is_new: bool = False

    @property
    def in_plan(self) -> str:
        """When it is due: as the plan prints it, or the day that stands in the plan."""
        return self.due_text or (day_in_words(self.latest) if self.latest else "")


def text_of(content: Plain | None) -> str:
    """The words of an update as one text: each note a paragraph, a bullet with its mark."""
    if not content:
        return ""
    return "\n".join(
        f"{'  ' * note['level']}{_BULLET if note['is_bullet'] else ''}"
        f"{with_topic(note['topic'], note['text'])}"
        for note in content["notes"]
    )


def no_change_of(content: Plain | None) -> str:
    """Why there is no news, in words; nothing where there is."""
    told = content["no_change"] if content else None
    return (told["words"] or reason_in_words(told["key"])) if told else ""


def is_rewritten(old: Plain | None, new: Plain | None) -> bool:
    """Whether so little stayed that marks on every word would only make both hard to read."""
    was, is_ = text_of(old), text_of(new)
    if not was.strip() or not is_.strip():
        return False
    kept = sum(len(run.text) for run in changes(was, is_) if run.kind == "same")
    return kept < _KEPT_AT_LEAST * max(len(was), len(is_))


def before_runs(old: Plain | None, new: Plain | None) -> list[ChangedRun]:
    """The earlier words with what went marked."""
    if is_rewritten(old, new):
        return [ChangedRun("same", text_of(old))]
    return [run for run in _runs(old, new) if run.kind != "added"]


def after_runs(old: Plain | None, new: Plain | None) -> list[ChangedRun]:
    """The new words with what came marked; without an earlier text nothing is marked."""
    if old is None or is_rewritten(old, new):
        return [ChangedRun("same", text_of(new))]
    return [run for run in _runs(old, new) if run.kind != "removed"]


def both_runs(old: Plain, new: Plain) -> list[ChangedRun]:
    """One text with what went and what came, for words that were sent again."""
    return _runs(old, new)


def unchanged(now: Plain | None, last: Plain | None) -> bool:
    """Whether a row may be accepted together with others: on track and nothing said anew."""
    if now is None:
        return False
    before = _content(last) if last is not None else None
    return is_unchanged(_content(now, with_dates=True), before)


def changed_from(now: Plain | None, last: Plain | None) -> str:
    """The status word the row had last quarter, where it has another one now."""
    was, is_ = (last or {}).get("status"), (now or {}).get("status")
    if not was or not is_ or was["key"] == is_["key"] or was["standing"] == "not_stated":
        return ""
    return in_sentence(str(was["word"]))


def what_moved(
    now: Plain, last: Plain | None, milestones: Sequence[Due], targets: Mapping[int, str]
) -> list[Moved]:
    """Milestones ticked or asked to move, KPI readings, and what fell overdue unmentioned."""
    reports = {report["milestone"]: report for report in now["reports"]}
    moves = {move["milestone"]: move for move in now["moves"]}
    before = {report["milestone"]: report for report in (last or {}).get("reports", [])}
    found = []
    for due in milestones:
        report, move = reports.get(due.pk), moves.get(due.pk)
        if not (report or move or due.is_overdue):
            continue
        mark, words = _said_of(report, move, due)
        silent = not (report or move)
        was = _last_of(due, last, before.get(due.pk))
        found.append(Moved(due.text, due.in_plan, was, words, mark, silent))
    return found + _readings(now, last, targets)


def _last_of(due: Due, last: Plain | None, report: Plain | None) -> str:
    """What the earlier quarter said of a milestone; without either there is nothing to say of."""
    if last is None:
        return "Nothing was submitted"
    return "It was not in the plan" if due.is_new and not report else _report_in_words(report)


def _said_of(report: Plain | None, move: Plain | None, due: Due) -> tuple[str, str]:
    said, mark = [], "moved"
    if report:
        said.append(_report_in_words(report))
        mark = {"done": "done", "happened": "done", "in_progress": "doing"}.get(
            report["says"], "open"
        )
    if move:
        was = f", first promised “{due.original_text}”" if due.original_text else ""
        said.append(f"asks for {_new_date(move)}{was}: {move['reason']}")
    if not said:
        when = day_in_words(due.latest) if due.latest else ""
        return "late", f"Overdue since {when}, and not mentioned"
    first, *rest = said
    return mark, "; ".join([first[:1].upper() + first[1:], *rest])


def _new_date(move: Plain) -> str:
    """The date asked for as it was typed, and the day that it means where the words are others."""
    day = day_in_words(date.fromisoformat(move["to_latest"])) if move["to_latest"] else ""
    return f"“{move['to_text']}”" + (f" ({day})" if day and day not in move["to_text"] else "")


def _report_in_words(report: Plain | None) -> str:
    if report is None:
        return "Not yet"
    if report["says"] == "done":
        day = report["day"]["day"]
        return (
            f"Complete on {day_in_words(date.fromisoformat(day))}"
            if day
            else "Complete, day not stated"
        )
    return {
        "in_progress": "In progress",
        "happened": "Happened this quarter",
        "did_not_happen": "Did not happen this quarter",
    }.get(report["says"], str(report["says_words"]))


def _readings(now: Plain, last: Plain | None, targets: Mapping[int, str]) -> list[Moved]:
    before = {reading["kpi"]: reading for reading in (last or {}).get("readings", [])}
    return [
        Moved(
            reading["text"],
            targets.get(reading["kpi"], ""),
            _figure(before.get(reading["kpi"])),
            _figure(reading),
        )
        for reading in now["readings"]
    ]


def _figure(reading: Plain | None) -> str:
    if reading is None:
        return "No reading"
    return f"{reading['value']} {reading['unit']}".strip()


def _runs(old: Plain | None, new: Plain | None) -> list[ChangedRun]:
    return changes(text_of(old), text_of(new))


def _content(content: Plain, *, with_dates: bool = False) -> UpdateSummary:
    """What the rule of “unchanged” looks at. Any new date asked for now is a change of date."""
    status, words = content["status"], text_of(content)
    moves = {move["milestone"]: _day(move["to_latest"]) for move in content["moves"]}
    return UpdateSummary(
        standing=status["standing"] if status else "not_stated",
        words=words,
        reason=content["reason"],
        dates=moves if with_dates else {},
        readings={reading["kpi"]: reading["value"] for reading in content["readings"]},
        ticks=frozenset(report["milestone"] for report in content["reports"]),
        is_no_change=bool(content["no_change"]) and not words.strip(),
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
