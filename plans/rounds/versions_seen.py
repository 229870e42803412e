"""What was seen of rows of a quarter: named for the form of a decision, and told beside what is.

A row is named by its version; the words of an earlier version are those of the submission that
was the last one then, which is kept for good.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from governance.clock import london_day
from governance.concurrency.stale_check import locked, version_shown
from governance.concurrency.versions_seen import (
    NOT_NAMED,
    VersionDifference,
    read,
    together,
    written,
)
from governance.models import StaleVersion, VersionedModel
from governance.text.dates_in_words import day_in_words
from governance.text.sentences import ended

from ..models import MilestoneMove, PlanRound, ProgressUpdate, Review, Submission
from .content import content_of, with_content
from .snapshots import snapshot_of
from .submission_diff import text_of

Plain = dict[str, Any]  # what an update says, or a row of a snapshot
State = ProgressUpdate.State


def seen_for_review(update: ProgressUpdate, moves: Sequence[MilestoneMove]) -> str:
    """What the page of a review shows: the row as it was sent, and the dates it asks to move."""
    return together([update.seen, *(move.milestone.seen for move in moves)])


def seen_as_written(update: ProgressUpdate, said: Plain | None = None) -> str:
    """What a page of answers shows of a draft: its words, whoever saved them and by which door.

    ``said`` is what the update says, where the page has asked already.
    """
    return written({written_as(update): _digest(said or content_of(update))})


def seen_standing(updates: Iterable[ProgressUpdate]) -> str:
    """What a list of a quarter shows of rows that are out: whether they are begun or returned."""
    return written({f"stands.{update.pk}": update.state for update in updates})


def require_written(updates: Sequence[ProgressUpdate], seen: str) -> None:
    """Refuse to send words that are not those that were checked; SeenOtherwise tells which."""
    marks = read(seen)
    held = ProgressUpdate.objects.select_for_update(of=("self",)).order_by("pk")
    list(held.filter(pk__in=[update.pk for update in updates]))
    standing = with_content(ProgressUpdate.objects.filter(pk__in=[one.pk for one in updates]))
    differences = [
        VersionDifference(
            str(update.improvement),
            "" if written_as(update) in marks else NOT_NAMED,
            told(content_of(update)),
            name=written_as(update),
        )
        for update in standing.order_by("improvement__order", "pk")
        if marks.get(written_as(update)) != _digest(content_of(update))
    ]
    if differences:
        raise StaleVersion(updates[0], differences)


def require_standing(update: ProgressUpdate, seen: str) -> None:
    """Refuse a decision on a row that is not in the state it was listed in."""
    shown, standing = read(seen).get(f"stands.{update.pk}", ""), locked(update)
    if shown == standing.state:
        return
    was = _state_in_words(State(shown).label) if shown in State.values else NOT_NAMED
    now = _state_in_words(standing.get_state_display())
    raise StaleVersion(
        update,
        [VersionDifference(str(update.improvement), was, now)],
        seen=seen_standing([standing]),
    )


def words_sent(row: VersionedModel, was: Any) -> Iterable[VersionDifference]:
    """The words that were shown beside those that stand, for a row that was sent."""
    if not isinstance(row, ProgressUpdate) or was is None:
        return []
    before, now = sent_at(row, was), sent_at(row, row)
    return [VersionDifference("Words", told(before), told(now))] if before != now else []


def both_versions(update: ProgressUpdate, version: str) -> VersionDifference:
    """One row of many: what it said when it was shown, and what it says now."""
    was = version_shown(update, version)
    shown = NOT_NAMED if was is None else _state_and_words(update, was)
    return VersionDifference(str(update.improvement), shown, _state_and_words(update, update))


def sent_at(update: ProgressUpdate, version: Any) -> Plain | None:
    """What had been sent when the row stood at a version; None for a draft, which is no page's."""
    if version.submitted_at is None:
        return None
    numbers = update.history.filter(version__gte=version.version).order_by("version", "history_id")
    states = list(numbers.values_list("state", flat=True))
    sent_since = sum(
        now == State.SUBMITTED and before in ProgressUpdate.EDITABLE
        for before, now in pairwise(states)
    )
    newest = list(update.submissions.order_by("-number")[sent_since : sent_since + 1])
    return newest[0].content if newest else None


def told(content: Plain | None) -> str:
    """Everything a row says in a quarter, as lines of text."""
    if content is None:
        return ""
    status = content["status"]
    lines = [f"{status['word']}." if status else "", text_of(content), content["reason"]]
    lines += [f"{each['text']}: {each['says_words']}" for each in content["reports"]]
    lines += [_move_in_words(each) for each in content["moves"]]
    lines += [f"{each['text']}: {each['value']} {each['unit']}" for each in content["readings"]]
    return "\n".join(line.strip() for line in lines if line.strip())


def _move_in_words(move: Plain) -> str:
    was = move["from_text"] or "no date"
    return f"{move['text']}: {was} to {ended(move['to_text'])} {move['reason']}"


def written_as(update: ProgressUpdate) -> str:
    """The name under which a form says which words of a draft it shows."""
    return f"said.{update.pk}"


def _digest(data: Plain) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _state_and_words(update: ProgressUpdate, version: Any) -> str:
    return (
        f"{_state_in_words(version.get_state_display())}\n{told(sent_at(update, version))}".strip()
    )


def _state_in_words(label: Any) -> str:
    words = str(label)
    return f"{words[:1].upper()}{words[1:]}."


_OUT = "out"
# What was done to a row that came into a state; a row that is out again was withdrawn.
_DONE = {
    _OUT: "was withdrawn",
    State.SUBMITTED: "was submitted",
    State.RETURNED: "was returned",
    State.ACCEPTED: "was accepted",
    State.EXCUSED: "was exempted",
}
_NOT_OF_THE_PAGE = ("step", "asked", "review", "said", "returned")


@dataclass(frozen=True)
class QuarterSeen:
    """A quarter as a page shows it: its rows by their address, with the line for the form."""

    seen: str
    rows: Mapping[str, Plain]


def quarter_as_shown(plan_round: PlanRound) -> QuarterSeen:
    """The quarter as it stands now, in a number of queries that does not grow with its rows."""
    snapshot = snapshot_of(plan_round)
    rows = {f"row.{plan_round.pk}.{row['ref']}": row for row in snapshot["rows"]}
    about = {name: snapshot[name] for name in ("plan", "round", "partnership", "signed", "state")}
    marks: dict[str, object] = {name: _mark(row) for name, row in rows.items()}
    marks[f"quarter.{plan_round.pk}"] = _digest(about)
    return QuarterSeen(written(marks), rows)


def require_quarter_seen(plan_round: PlanRound, seen: str) -> None:
    """Refuse a decision on a quarter that is not as it was shown; SeenOtherwise tells which rows.

    Called while the quarter is held, so that nothing in it moves until the decision stands.
    """
    quarter = quarter_as_shown(plan_round)
    marks, now = read(seen), read(quarter.seen)
    if marks == now:
        return
    differences = [
        _difference(plan_round, name, marks.get(name, ""), quarter.rows.get(name))
        for name in dict.fromkeys([*now, *marks])
        if marks.get(name) != now.get(name) and name.startswith(f"row.{plan_round.pk}.")
    ]
    named = f"quarter.{plan_round.pk}"
    if named not in marks:
        differences = [VersionDifference("The quarter", NOT_NAMED, f"{len(quarter.rows)} rows.")]
    elif marks[named] != now[named]:
        differences.insert(
            0,
            VersionDifference(
                "The plan and the quarter",
                "Their titles, dates and state as they were when you opened the page.",
                f"{plan_round.plan}, {plan_round.round}, {plan_round.get_state_display()}.",
            ),
        )
    meanwhile = [
        _done_meanwhile(marks.get(name, ""), row)
        for name, row in quarter.rows.items()
        if named in marks and marks.get(name) != now.get(name)
    ]
    raise StaleVersion(plan_round, differences, meanwhile=list(filter(None, meanwhile)))


def _state_shown(row: Plain) -> str:
    """The state that a page shows; whether a draft is begun is not told apart."""
    state = str(row["state"])
    return _OUT if state in ProgressUpdate.EDITABLE and state != State.RETURNED else state


def _done_meanwhile(mark: str, row: Plain) -> str:
    """“Improvement 3 was returned on 26 September 2019 by Area Lead.”

    Nothing where it stands as it was shown, and only its words in the plan were changed.
    """
    state, sent, viewed, *_ = [*mark.split("|"), "", "", ""]
    now_state, now_sent, now_viewed, _ = _mark(row).split("|")
    called = row["called"][:1].upper() + row["called"][1:]
    if not state:
        return f"{called} was added to the quarter."
    if (state, sent, viewed) == (now_state, now_sent, now_viewed):
        return ""
    done = _DONE.get(now_state, f"is now {row['step']['word']}, since")
    if now_state == _OUT and state == State.EXCUSED:
        done = "had its exemption cancelled"
    again = " again" if state == now_state else ""
    day = day_in_words(london_day(datetime.fromisoformat(row["step"]["at"])))
    by = f" by {row['step']['by']}" if row["step"]["by"] else ""
    return f"{called} {done}{again} on {day}{by}."


def _mark(row: Plain) -> str:
    """State, when it was sent and viewed, and the digest of what is frozen of it."""
    is_out = row["state"] in ProgressUpdate.EDITABLE
    state = _state_shown(row)
    frozen = {name: value for name, value in row.items() if name not in _NOT_OF_THE_PAGE}
    frozen |= {"state": state, "state_words": ""}
    frozen["milestones"] = [
        # It is overdue by the day on which it is looked at, not by what anybody did.
        {name: value for name, value in each.items() if name != "is_overdue"}
        for each in row["milestones"]
    ]
    if not is_out:
        frozen |= {"said": row["said"], "review": row["review"]}
    else:
        frozen |= {"by": "", "at": None, "outcome": _OUT}
    review = row["review"] if not is_out else None
    sent = "" if is_out else row["at"] or ""
    return "|".join([state, sent, review["at"] if review else "", _digest(frozen)])


def _difference(
    plan_round: PlanRound, name: str, mark: str, row: Plain | None
) -> VersionDifference:
    ref = name.rpartition(".")[2]
    update = plan_round.updates.filter(improvement__ref=ref).select_related("improvement").first()
    label = str(update.improvement) if update else ref
    was = _words_of_mark(update, mark) if mark else "It was not in the quarter."
    now = _words_of_row(row) if row else "It is not in the quarter any more."
    url = update.improvement.get_absolute_url() if update else ""
    if was == now:
        now = f"{now}\nIn the plan its own words, dates, leads or KPIs were changed."
    return VersionDifference(label, was, now, url)


def _words_of_mark(update: ProgressUpdate | None, mark: str) -> str:
    """What a row said when its mark was made: its submissions and views are kept for good."""
    parts = mark.split("|")
    if update is None or len(parts) != 4:
        return NOT_NAMED
    state, sent, viewed, _ = parts
    sending = next((one for one in update.submissions.all() if _at(one) == sent), None)
    view = None
    if viewed:
        versions = Review.history.filter(update_id=update.pk, published_at__isnull=False)
        view = next(
            (
                one
                for one in versions.order_by("-version")
                if one.published_at.isoformat() == viewed
            ),
            None,
        )
    return _in_words(
        _state_of_mark(state),
        told(sending.content) if sending else "",
        view.words if view else "",
    )


def _words_of_row(row: Plain) -> str:
    is_out = row["state"] in ProgressUpdate.EDITABLE
    review = row["review"] if not is_out else None
    state = _state_of_mark(_state_shown(row))
    if row["state"] == State.RETURNED and row["review"]:
        note = row["review"]["note"]
        state = f"{state}\nThe note with it: {note}" if note else state
    return _in_words(
        state,
        "" if is_out else told(row["said"]),
        review["words"] if review else "",
    )


def _at(submission: Submission) -> str:
    return submission.submitted_at.isoformat()


def _state_of_mark(state: str) -> str:
    if state == _OUT:
        return "Not submitted."
    label = str(State(state).label) if state in State.values else state
    return f"{label[:1].upper()}{label[1:]}."


def _in_words(state: str, words: str, view: str) -> str:
    return "\n".join(filter(None, [state, words, f"The view on it: {view}" if view else ""]))
