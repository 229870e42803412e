"""The two voices of a row: what the partnership said in a quarter, and what its reviewer said.

Built from updates fetched ``with_voices()``. Each voice names who and when; silence is a voice.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from governance.clock import london_day
from governance.models import Partnership
from governance.text.dates_in_words import day_in_words
from governance.text.sentences import as_at, ended, in_sentence, topic_before
from governance.text.structured_text import Block, paragraph

from ..models import ProgressUpdate
from ..rounds.no_change import reason_in_words
from ..rounds.outcomes import DRAFT, RETURNED, SILENT, Outcome, sentence_of
from ..rounds.printed_status import NO_WORDS_ON_PAPER
from ..status import running
from ..visibility import Visibility


@dataclass
class Voice:
    """One side's words on one row in one quarter, ready to be printed."""

    side: str  # partnership, reviewer, silent or waiting
    name: str
    when: str = ""
    status: Any = None
    rates: bool = True
    quarter: str = ""
    bold: str = ""
    blocks: list[Block] = field(default_factory=list)
    why_word: str = ""
    why: str = ""
    differ: str = ""
    printed_under: str = ""


def voices_of(
    updates: Sequence[ProgressUpdate], partnership: Partnership, visibility: Visibility
) -> list[Voice]:
    """What stands in the progress cell: this quarter's word, or why there is none and the last."""
    if not updates:
        return []
    current, *earlier = updates
    if current.is_said:
        return both_sides(current, partnership)
    last = next((one for one in earlier if one.is_said), None)
    voices = _unsaid(updates, partnership, visibility)
    if not current.plan_round.is_frozen and earlier and earlier[0].outcome.is_missing:
        before = earlier[0].plan_round.round.label
        voices += _unsaid(earlier, partnership, visibility, before)
    if last is not None:
        voices += both_sides(last, partnership, quarter=last.plan_round.round.label)
    return voices


def both_sides(update: ProgressUpdate, partnership: Partnership, quarter: str = "") -> list[Voice]:
    """One quarter's words of the partnership, and the reviewer's published ones if there are."""
    voices = [_said(update, partnership, quarter)] if update.is_said else []
    if getattr(update, "review_row", None):
        voices.append(_reviewed(update, partnership))
    return voices


def quarter_of(updates: Sequence[ProgressUpdate], partnership: Partnership, visibility: Visibility):
    """The voices of one quarter for the history; ``updates`` starts with that quarter's."""
    if updates[0].is_said:
        return both_sides(updates[0], partnership)
    return _unsaid(updates, partnership, visibility)


def _returned(update: ProgressUpdate, partnership: Partnership, quarter: str) -> list[Voice]:
    """What was sent of a row that came back, and why; withdrawn since, only why."""
    if update.state not in (RETURNED, DRAFT):
        return []
    sent = getattr(update, "sent_row", None)
    voices = [returned_words(partnership.short_name, _sent_in(sent), quarter)] if sent else []
    if getattr(update, "review_row", None):
        voices.append(_reviewed(update, partnership))
    return voices


def _sent_in(row: dict[str, Any]) -> dict[str, Any]:
    """A submission that came as a column; SQLite gives data within data back as text."""
    said = row["said"]
    return {**row, "said": json.loads(said) if isinstance(said, str) else said}


def returned_words(name: str, sent: dict[str, Any], quarter: str = "") -> Voice:
    """What was submitted of a row that was returned: whose words, when, and as which status.

    ``sent`` is as in ``plans.rounds.snapshots``: the words that were said, by whom and when.
    """
    content, day = sent["said"], london_day(datetime.fromisoformat(sent["at"]))
    status = content["status"]
    voice = partnership_words(
        name,
        when=f"{sent['by']}, submitted on {day_in_words(day)}, then returned",
        status=SimpleNamespace(**status) if status else None,
        quarter=quarter,
        blocks=notes_as_blocks(noted_in(content)),
        no_change=content["no_change"]["key"] if content["no_change"] else "",
        why=content["reason"],
        printed_under=content["printed_under"],
    )
    voice.rates = False
    return voice


def noted_in(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The notes of a submission in the shape of those of an update."""
    return [
        {**note, "as_at_text": note["as_at"]["text"], "order": at, "pk": at}
        for at, note in enumerate(content["notes"])
    ]


def _said(update: ProgressUpdate, partnership: Partnership, quarter: str) -> Voice:
    return partnership_words(
        partnership.short_name,
        when=_who_and_when(update),
        status=update.status_shown,
        quarter=quarter,
        blocks=notes_as_blocks(update.note_rows or []),
        no_change=update.no_change_reason,
        why=update.reason,
        printed_under=update.printed_under,
        on_paper=update.plan_round.is_on_paper,
    )


def partnership_words(
    name: str,
    *,
    when: str,
    status: Any,
    blocks: list[Block],
    no_change: str,
    why: str,
    printed_under: str,
    quarter: str = "",
    on_paper: bool = False,
) -> Voice:
    """The partnership's voice, from a row or from a frozen quarter."""
    if no_change:
        reason = reason_in_words(no_change)
        blocks = [paragraph(ended(f"No change: {reason[:1].lower()}{reason[1:]}")), *blocks]
    word = in_sentence(status.word) if status else "so"
    nothing = NO_WORDS_ON_PAPER if on_paper else "Nothing is written."
    return Voice(
        "partnership",
        name,
        when=when,
        status=status,
        rates=bool(status),
        quarter=quarter,
        bold="" if any(one["text"] for one in blocks) or why else nothing,
        blocks=blocks,
        why_word=f"Why {word}",
        why=why,
        printed_under=printed_under,
    )


def _who_and_when(update: ProgressUpdate) -> str:
    # The name and the day are those of sending, whoever went over the draft before or after.
    writer, on_paper = update.submitted_by, update.plan_round.is_on_paper
    parts = [str(writer)] if writer and not on_paper else []
    if stated := as_at(update.as_at_text, update.as_at):
        parts.append(stated)
    elif update.submitted_at and not on_paper:
        parts.append(day_in_words(london_day(update.submitted_at)))
    return ", ".join(parts) or "recorded from paper"


def _reviewed(update: ProgressUpdate, partnership: Partnership) -> Voice:
    row = update.review_row
    published = london_day(datetime.fromisoformat(row["published_at"]))
    status = SimpleNamespace(word=row["word"], tone=row["tone"]) if row["word"] else None
    returned = row["decision"] == "returned"
    blocks = [paragraph(line) for line in row["words"].splitlines() if line.strip()]
    if returned and row["note"]:
        blocks.append(paragraph(row["note"]))
    return Voice(
        "reviewer",
        partnership.reviewer_title or "Reviewer",
        when=reviewer_and_day(row["published_by"], partnership.reviewer_title, published),
        status=status,
        bold=published_in_words(row["decision"], blocks),
        rates=bool(status),
        blocks=blocks,
        differ=row["why_differ"],
    )


def reviewer_and_day(name: str, title: str, day: date) -> str:
    """Who reviewed and when; a person printed by their post is not named twice."""
    return day_in_words(day) if name == title else f"{name}, {day_in_words(day)}"


def published_in_words(decision: str, blocks: Sequence[Block]) -> str:
    """What a reviewer decided, where their words alone do not say it."""
    if decision == "returned":
        return "Returned with a note."
    return "" if blocks else "Accepted without a word."


def who_was_asked(outcome: Outcome, name: Any) -> str:
    """“Governance Officer was asked”, only where they were, and nothing came."""
    return f"{name} was asked" if name and outcome.names_asked else ""


def outcome_in_words(updates: Sequence[ProgressUpdate], partnership: Partnership) -> str:
    """What became of the first of these updates; the others are the row's earlier quarters."""
    update = updates[0]
    return sentence_of(
        update.outcome,
        is_over=update.plan_round.is_frozen,
        running=running(one.outcome.key == SILENT for one in updates),
        reason=update.excused_reason,
        added_on=london_day(update.joined_at) if update.joined_at else None,
        reviews=partnership.has_reviewer,
    )


def _unsaid(
    updates: Sequence[ProgressUpdate],
    partnership: Partnership,
    visibility: Visibility,
    quarter: str = "",
) -> list[Voice]:
    """Why no words of a quarter stand; of a row that was returned also what was sent, and why."""
    update = updates[0]
    is_over = update.plan_round.is_frozen
    words, outcome = outcome_in_words(updates, partnership), update.outcome
    if outcome.key == DRAFT and visibility.drafts and not is_over and update.edited_by:
        words = f"Begun by {update.edited_by}, not yet submitted."
    voice = Voice(
        "silent" if is_over and outcome.is_missing else "waiting",
        partnership.short_name,
        when=who_was_asked(outcome, update.asked) if is_over else _until(update),
        rates=False,
        quarter=quarter,
        bold=words,
    )
    return [voice, *_returned(update, partnership, quarter)]


def _until(update: ProgressUpdate) -> str:
    if update.state == update.State.EXCUSED:
        return ""
    quarter = update.plan_round.round
    due = f"due {day_in_words(quarter.due_on)}" if quarter.due_on else ""
    return f"{quarter.short_label}, {due}".rstrip(", ")


def notes_as_blocks(rows: list[dict[str, Any]]) -> list[Block]:
    """The paragraphs of an update as printed text; an empty bullet stays one."""
    return [
        {
            "kind": "bullet" if row["is_bullet"] else "paragraph",
            "level": row["level"],
            "text": row["text"],
            **labelled(row["topic"], row["text"]),
        }
        for row in sorted(rows, key=lambda row: (row["order"], row["pk"]))
    ]


def labelled(topic: str, text: str) -> dict[str, str]:
    """The label that a paragraph is printed under, where its own words do not begin with it."""
    label = topic_before(topic, text)
    return {"label": label} if label else {}
