"""The rows of a plan as a board pack prints them, read from one frozen quarter and the one before.

Knows no database: a snapshot goes in (shaped as in ``plans.rounds.snapshots``), rows come out.
What did not change takes one line, so that a committee reads what did.
"""

from dataclasses import dataclass, field
from typing import Any

from governance.text.sentences import in_sentence, with_topic
from governance.text.structured_text import plain

from ..rounds.frozen import is_over, outcome_in, sentence_in
from ..rounds.outcomes import AWAITED, DRAFT, EXCUSED, OUTCOMES, SILENT, SUBMITTED
from .voices import PackVoice, day_of, lep_voice, returned_voice, reviewer_voice, texts_of

Plain = dict[str, Any]

NO_UPDATE = OUTCOMES[SILENT].status
CALM = ("on_track", "complete")
WORSE = ("complete", "on_track", "at_risk", "off_track")


@dataclass(frozen=True)
class PackMilestone:
    """A milestone with its mark, its words and the date that counts."""

    text: str
    mark: str
    when: str
    was: str = ""
    note: str = ""
    level: int = 0
    citations: str = ""

    @property
    def stop(self) -> str:
        """What parts the printed words from the date after them, where they end without a stop."""
        follows = self.when or self.was or self.note
        return " ·" if follows and self.text and self.text[-1] not in ".;:!?" else ""


@dataclass(frozen=True)
class PackRow:
    """One improvement in one quarter, ready to print."""

    number: str
    name: str
    anchor: str
    theme: str
    statement: list[Plain]
    leads: list[str]
    kpis: list[str]
    milestones: list[PackMilestone]
    monitoring: list[str]
    citations: str
    status: Plain
    before: Plain | None
    lep: PackVoice | None
    reviewer: PackVoice | None
    reviewer_status: Plain | None
    differs: bool
    # Why no words of the quarter stand, in a sentence; empty where they do.
    missing: str
    is_over: bool
    is_changed: bool
    line: str
    on_paper: bool = False
    source: Plain = field(repr=False, compare=False, default_factory=dict)

    @property
    def was(self) -> str:
        """“was on track”, or nothing where no earlier quarter says."""
        if self.before is None or self.before["key"] == self.status["key"]:
            return ""
        return f"was {in_sentence(self.before['word'])}"

    @property
    def is_awaited_in_vain(self) -> bool:
        """Whether somebody was asked, the quarter is over, and no words stand."""
        return outcome_in(self.source).is_missing and self.is_over

    @property
    def step(self) -> int:
        """1 where it moved up, -1 where it moved down, 0 where it stands or nobody can tell."""
        places = [
            WORSE.index(each["standing"]) if each and each["standing"] in WORSE else None
            for each in (self.before, self.status)
        ]
        if places[0] is None or places[1] is None:
            return 0
        return (places[1] < places[0]) - (places[1] > places[0])

    @property
    def next_date(self) -> str:
        """The soonest date still ahead."""
        ahead = [
            each["latest"]
            for each in self.source["milestones"]
            if each["latest"]
            and not each["is_overdue"]
            and each["state"] not in ("done", "reported")
        ]
        return day_of(min(ahead)) if ahead else ""

    @property
    def guide(self) -> str:
        """What the head of the page calls the row: its number, or its name."""
        return self.number or self.name

    @property
    def called(self) -> str:
        return f"{self.number} {self.name}".strip()


def rows_of(snapshot: Plain, earlier: Plain | None = None) -> list[PackRow]:
    """Return the rows of a quarter, each beside what the earlier quarter said of it."""
    before = {row["ref"]: row for row in (earlier or {}).get("rows", [])}
    return [_row(row, before.get(row["ref"]), snapshot) for row in snapshot["rows"]]


def status_in(row: Plain, *, is_settled: bool = True) -> Plain:
    """Return how the partnership says the row stands; without its words, what became of it."""
    outcome = outcome_in(row)
    if outcome.stands:
        return row["said"]["status"] or NO_UPDATE
    # While a quarter collects, what is begun is not told apart from what is not.
    shown = OUTCOMES[AWAITED] if outcome.key == DRAFT and not is_settled else outcome
    return shown.status


def _row(row: Plain, before: Plain | None, snapshot: Plain) -> PackRow:
    status = status_in(row, is_settled=is_over(snapshot))
    review = row["review"] or {}
    reviewer = snapshot["partnership"]["reviewer_title"]
    missing = "" if outcome_in(row).stands else sentence_in(row, snapshot)
    milestones = [_milestone(each, row) for each in row["milestones"]]
    # What was returned is printed whole: what was submitted, and why it went back.
    went_back = row["returned"] is not None or review.get("decision") == "returned"
    is_whole = went_back if missing else _is_changed(row, before, status)
    return PackRow(
        number=row["number"],
        name=row["short_name"],
        anchor=f"row-{row['ref']}",
        theme=row["theme"],
        statement=row["statement"],
        leads=_leads(row["leads"]),
        kpis=[each["text"] for each in row["kpis"] if each["text"]],
        milestones=milestones,
        monitoring=[each["text"] for each in row["monitoring"] if each["text"]],
        citations=_citations(row, None),
        status=status,
        before=status_in(before) if before else None,
        lep=returned_voice(row)
        or lep_voice(row, before, not_reviewed=_not_reviewed(row, snapshot)),
        reviewer=reviewer_voice(review, reviewer or "Reviewer"),
        reviewer_status=review.get("status"),
        differs=row["views_differ"],
        missing=missing,
        is_over=is_over(snapshot),
        is_changed=is_whole,
        line=_line(row, before, missing) if missing or not is_whole else "",
        on_paper=snapshot["round"]["from_paper"],
        source=row,
    )


def _is_changed(row: Plain, before: Plain | None, status: Plain) -> bool:
    """Unchanged is calm and has no changed word, date, reading or tick; all else is printed whole.

    What the reviewer wrote is never folded away.
    """
    if before is None or status["standing"] not in CALM or row["views_differ"]:
        return True
    said, review = row["said"], row["review"] or {}
    if status_in(before)["key"] != status["key"] or review.get("words"):
        return True
    if said["moves"] or said["reports"] or said["readings"] or said["reason"]:
        return True
    if plain(row["statement"]) != plain(before["statement"]):
        return True
    if [each["text"] for each in row["milestones"]] != [e["text"] for e in before["milestones"]]:
        return True
    return not said["no_change"] and texts_of(row) != texts_of(before)


def _not_reviewed(row: Plain, snapshot: Plain) -> str:
    """What stands beside words that went in and have no answer, where somebody reviews."""
    reviewed = snapshot["partnership"]["reviewer_title"] and row["outcome"] == SUBMITTED
    sentence = sentence_in(row, snapshot)
    return sentence[:1].lower() + sentence[1:].rstrip(".") if reviewed else ""


def _line(row: Plain, before: Plain | None, missing: str) -> str:
    """The one line of a row that is not printed whole."""
    if row["outcome"] == EXCUSED:
        return missing
    if missing:
        passed = sorted(each["latest"] for each in row["milestones"] if each["is_overdue"])
        gone = f" {day_of(passed[0])} has passed." if passed else ""
        return f"{missing}{gone}"
    said = row["said"] or {}
    why = said["no_change"]["words"] if said.get("no_change") else ""
    reason = f"Unchanged: {why[:1].lower()}{why[1:].rstrip('.')}." if why else "Unchanged."
    last = (before or {}).get("at")
    return f"{reason} Last words {day_of(last)}." if last else reason


def _leads(leads: list[Plain]) -> list[str]:
    topics: dict[str, list[str]] = {}
    for lead in leads:
        topics.setdefault(lead["topic"], []).append(lead["name"])
    return [with_topic(topic, ", ".join(names)) for topic, names in topics.items()]


def _milestone(each: Plain, row: Plain) -> PackMilestone:
    said = row["said"] or {"moves": []}
    asked = [
        move
        for move in said["moves"]
        if move["milestone"] == each["id"] and move["state"] in ("asked", "declined")
    ]
    note = ""
    if asked:
        to = day_of(asked[-1]["to_latest"]) or asked[-1]["to_text"]
        answer = "not agreed" if asked[-1]["state"] == "declined" else "not yet agreed"
        note = f"A move to {to} was requested and is {answer}."
    moved = each["original_latest"] and each["original_latest"] != each["latest"]
    was = day_of(each["original_latest"]) if moved else ""
    due = day_of(each["latest"])
    if each["state"] in ("done", "reported"):
        mark, when, was, note = "done", _done(each), "", ""
    elif each["is_overdue"]:
        mark, when = "passed", f"{due} passed, not done"
    elif moved:
        mark, when = "moved", f"now {due}"
    elif each["is_recurring"]:
        mark, when = "again", _report_words(each, row)
    elif each["state"] == "in_progress":
        mark, when = "doing", f"in progress, {due}" if due else "in progress"
    else:
        mark, when = "due", due
    cited = _citations(row, each["id"])
    return PackMilestone(each["text"], mark, when, was, note, each["level"], cited)


def _done(each: Plain) -> str:
    """When it became true: as the paper prints it, by its day, or not stated."""
    words = each["state_text"]
    if words:
        return str(words) if words.lower().startswith("done") else f"Done, {words}"
    return f"Done {day_of(each['done_on'])}" if each["done_on"] else "Done, day not stated"


def _citations(row: Plain, milestone: int | None) -> str:
    """The sources as printed: those of the row itself, or those of one milestone."""
    return ", ".join(
        each["printed"]
        for each in row["citations"]
        if each["printed"] and each["milestone"] == milestone
    )


def _report_words(each: Plain, row: Plain) -> str:
    for report in (row["said"] or {"reports": []})["reports"]:
        if report["milestone"] == each["id"]:
            words: str = report["says_words"]
            return words
    return "repeats every quarter"
