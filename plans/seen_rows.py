"""What was seen of rows of a quarter: named for the form of a decision, and told beside what is.

A row is named by its version; the words of an earlier version are those of the submission that
was the last one then, which is kept for good.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from governance.decisions import locked, version_shown
from governance.models import SeenOtherwise, VersionedModel
from governance.seen import NOT_NAMED, Difference, read, together, written

from .comparison import text_of
from .content import content_of, with_content
from .models import MilestoneMove, ProgressUpdate

Content = dict[str, Any]
State = ProgressUpdate.State


def seen_for_review(update: ProgressUpdate, moves: Sequence[MilestoneMove]) -> str:
    """What the page of a review shows: the row as it was sent, and the dates it asks to move."""
    return together([update.seen, *(move.milestone.seen for move in moves)])


def seen_as_written(update: ProgressUpdate, said: Content | None = None) -> str:
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
        Difference(
            str(update.improvement),
            "" if written_as(update) in marks else NOT_NAMED,
            told(content_of(update)),
            name=written_as(update),
        )
        for update in standing.order_by("improvement__order", "pk")
        if marks.get(written_as(update)) != _digest(content_of(update))
    ]
    if differences:
        raise SeenOtherwise(updates[0], differences)


def require_standing(update: ProgressUpdate, seen: str) -> None:
    """Refuse a decision on a row that is not in the state it was listed in."""
    shown, standing = read(seen).get(f"stands.{update.pk}", ""), locked(update)
    if shown == standing.state:
        return
    was = _state_in_words(State(shown).label) if shown in State.values else NOT_NAMED
    now = _state_in_words(standing.get_state_display())
    raise SeenOtherwise(
        update,
        [Difference(str(update.improvement), was, now)],
        seen=seen_standing([standing]),
    )


def words_sent(row: VersionedModel, was: Any) -> Iterable[Difference]:
    """The words that were shown beside those that stand, for a row that was sent."""
    if not isinstance(row, ProgressUpdate) or was is None:
        return []
    before, now = sent_at(row, was), sent_at(row, row)
    return [Difference("Words", told(before), told(now))] if before != now else []


def both_versions(update: ProgressUpdate, version: str) -> Difference:
    """One row of many: what it said when it was shown, and what it says now."""
    was = version_shown(update, version)
    shown = NOT_NAMED if was is None else _state_and_words(update, was)
    return Difference(str(update.improvement), shown, _state_and_words(update, update))


def sent_at(update: ProgressUpdate, version: Any) -> Content | None:
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


def told(content: Content | None) -> str:
    """Everything a row says in a quarter, as lines of text."""
    if content is None:
        return ""
    status = content["status"]
    lines = [f"{status['word']}." if status else "", text_of(content), content["reason"]]
    lines += [f"{each['text']}: {each['says_words']}" for each in content["reports"]]
    lines += [
        f"{each['text']}: {each['from_text'] or 'no date'} to {each['to_text']}. {each['reason']}"
        for each in content["moves"]
    ]
    lines += [f"{each['text']}: {each['value']} {each['unit']}" for each in content["readings"]]
    return "\n".join(line.strip() for line in lines if line.strip())


def written_as(update: ProgressUpdate) -> str:
    """The name under which a form says which words of a draft it shows."""
    return f"said.{update.pk}"


def _digest(said: Content) -> str:
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _state_and_words(update: ProgressUpdate, version: Any) -> str:
    return (
        f"{_state_in_words(version.get_state_display())}\n{told(sent_at(update, version))}".strip()
    )


def _state_in_words(label: Any) -> str:
    words = str(label)
    return f"{words[:1].upper()}{words[1:]}."
