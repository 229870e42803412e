"""What was seen of a quarter by whoever signs, closes or reopens it: every row of it.

Each row has a mark of its state, of when it was sent and viewed, and a digest of all that would be
frozen of it; so the page can say which rows moved, and what they said before and say now. What
nobody is shown, such as the draft of a row that is out, is no part of it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from governance.models import SeenOtherwise
from governance.seen import NOT_NAMED, Difference, read, written

from .models import PlanRound, ProgressUpdate, Review, Submission
from .seen_rows import told
from .snapshots import snapshot_of

Plain = dict[str, Any]
State = ProgressUpdate.State
_OUT = "out"
_NOT_OF_THE_PAGE = ("step", "asked", "review", "said", "returned")


@dataclass(frozen=True)
class Quarter:
    """A quarter as a page shows it: its rows by their address, with the line for the form."""

    seen: str
    rows: Mapping[str, Plain]


def quarter_as_shown(plan_round: PlanRound) -> Quarter:
    """The quarter as it stands now, in a number of queries that does not grow with its rows."""
    snapshot = snapshot_of(plan_round)
    rows = {f"row.{plan_round.pk}.{row['ref']}": row for row in snapshot["rows"]}
    about = {name: snapshot[name] for name in ("plan", "round", "partnership", "signed", "state")}
    marks: dict[str, object] = {name: _mark(row) for name, row in rows.items()}
    marks[f"quarter.{plan_round.pk}"] = _digest(about)
    return Quarter(written(marks), rows)


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
        differences = [Difference("The quarter", NOT_NAMED, f"{len(quarter.rows)} rows.")]
    elif marks[named] != now[named]:
        differences.insert(
            0,
            Difference(
                "The plan and the quarter",
                "Their titles, dates and state as they were when you opened the page.",
                f"{plan_round.plan}, {plan_round.round}, {plan_round.get_state_display()}.",
            ),
        )
    raise SeenOtherwise(plan_round, differences)


def _mark(row: Plain) -> str:
    """State, when it was sent and viewed, and the digest of what is frozen of it."""
    is_out = row["state"] in ProgressUpdate.EDITABLE
    state = _OUT if is_out else row["state"]
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


def _digest(data: Plain) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _difference(plan_round: PlanRound, name: str, mark: str, row: Plain | None) -> Difference:
    ref = name.rpartition(".")[2]
    update = plan_round.updates.filter(improvement__ref=ref).select_related("improvement").first()
    label = str(update.improvement) if update else ref
    was = _words_of_mark(update, mark) if mark else "It was not in the quarter."
    now = _words_of_row(row) if row else "It is not in the quarter any more."
    url = update.improvement.get_absolute_url() if update else ""
    if was == now:
        now = f"{now}\nIn the plan its own words, dates, leads or KPIs were changed."
    return Difference(label, was, now, url)


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
        _state_in_words(state),
        told(sending.content) if sending else "",
        view.words if view else "",
    )


def _words_of_row(row: Plain) -> str:
    is_out = row["state"] in ProgressUpdate.EDITABLE
    review = row["review"] if not is_out else None
    return _in_words(
        _state_in_words(_OUT if is_out else row["state"]),
        "" if is_out else told(row["said"]),
        review["words"] if review else "",
    )


def _at(submission: Submission) -> str:
    return submission.submitted_at.isoformat()


def _state_in_words(state: str) -> str:
    if state == _OUT:
        return "No update was sent."
    label = str(State(state).label) if state in State.values else state
    return f"{label[:1].upper()}{label[1:]}."


def _in_words(state: str, words: str, view: str) -> str:
    return "\n".join(filter(None, [state, words, f"The view on it: {view}" if view else ""]))
