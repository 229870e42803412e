"""The two voices of a row: what the partnership said in a quarter, and what its reviewer said.

Built from updates fetched ``with_voices()``. Each voice names who and when; silence is a voice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from governance.clock import london_day
from governance.dates_in_words import day_in_words
from governance.models import Partnership
from governance.sentences import in_sentence
from governance.structured_text import Block, paragraph

from .models import ProgressUpdate
from .no_change import reason_in_words
from .printed_status import NOTHING_ON_PAPER
from .sight import Sight
from .status import running, silence_in_words


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
    updates: Sequence[ProgressUpdate], partnership: Partnership, sight: Sight
) -> list[Voice]:
    """What stands in the progress cell: this quarter's word, or why there is none and the last."""
    if not updates:
        return []
    current, *earlier = updates
    if current.state in (current.State.SUBMITTED, current.State.ACCEPTED):
        return both_sides(current, partnership)
    last = next((one for one in earlier if is_said(one)), None)
    if current.is_silent:
        voices = [_silence(updates, partnership)]
    elif current.state == current.State.NOT_PRINTED:
        voices = [nothing_on_paper(partnership.short_name)]
    else:
        voices = [_waiting(current, partnership, sight), *_note_of_return(current, partnership)]
        if earlier and earlier[0].is_silent:
            before = earlier[0].plan_round.round.label
            voices.append(_silence(earlier, partnership, before))
    if last is not None:
        voices += both_sides(last, partnership, quarter=last.plan_round.round.label)
    return voices


def both_sides(update: ProgressUpdate, partnership: Partnership, quarter: str = "") -> list[Voice]:
    """One quarter's words of the partnership, and the reviewer's published ones if there are."""
    voices = [_said(update, partnership, quarter)] if is_said(update) else []
    if getattr(update, "review_row", None):
        voices.append(_reviewed(update, partnership))
    return voices


def quarter_of(updates: Sequence[ProgressUpdate], partnership: Partnership, sight: Sight):
    """The voices of one quarter for the history; ``updates`` starts with that quarter's."""
    update = updates[0]
    if is_said(update):
        return both_sides(update, partnership)
    if update.is_silent:
        return [_silence(updates, partnership), *both_sides(update, partnership)]
    if update.state == update.State.NOT_PRINTED:
        return [nothing_on_paper(partnership.short_name), *both_sides(update, partnership)]
    return [_waiting(update, partnership, sight), *_note_of_return(update, partnership)]


def _note_of_return(update: ProgressUpdate, partnership: Partnership) -> list[Voice]:
    """Why a row came back, for whoever is to send it again."""
    returned = update.state == update.State.RETURNED and getattr(update, "review_row", None)
    return [_reviewed(update, partnership)] if returned else []


def is_said(update: ProgressUpdate) -> bool:
    """Whether the partnership's words stand: they were sent and not returned."""
    return update.state in (update.State.SUBMITTED, update.State.ACCEPTED)


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
) -> Voice:
    """The partnership's voice, from a row or from a frozen quarter."""
    if no_change:
        reason = reason_in_words(no_change)
        blocks = [paragraph(f"No change: {reason[:1].lower()}{reason[1:]}."), *blocks]
    word = in_sentence(status.word) if status else "so"
    return Voice(
        "partnership",
        name,
        when=when,
        status=status,
        rates=bool(status),
        quarter=quarter,
        bold="" if any(one["text"] for one in blocks) or why else "Nothing is written.",
        blocks=blocks,
        why_word=f"Why {word}",
        why=why,
        printed_under=printed_under,
    )


def _who_and_when(update: ProgressUpdate) -> str:
    writer = update.edited_by or update.submitted_by
    on_paper = update.plan_round.is_on_paper
    parts = [str(writer)] if writer and not on_paper else []
    if update.as_at:
        parts.append(f"as at {day_in_words(update.as_at)}")
    elif update.as_at_text:
        parts.append(f"as at {update.as_at_text}")
    elif update.submitted_at and not on_paper:
        parts.append(day_in_words(london_day(update.submitted_at)))
    return ", ".join(parts) or "recorded from paper"


def _reviewed(update: ProgressUpdate, partnership: Partnership) -> Voice:
    row = update.review_row
    written = london_day(datetime.fromisoformat(row["written_at"]))
    status = SimpleNamespace(word=row["word"], tone=row["tone"]) if row["word"] else None
    returned = row["decision"] == "returned"
    blocks = [paragraph(line) for line in row["words"].splitlines() if line.strip()]
    if returned and row["note"]:
        blocks.append(paragraph(row["note"]))
    return Voice(
        "reviewer",
        partnership.reviewer_title or "Reviewer",
        when=reviewer_and_day(row["written_by"], partnership.reviewer_title, written),
        status=status,
        bold="Returned with a note." if returned else "" if blocks else "Accepted without a word.",
        rates=bool(status),
        blocks=blocks,
        differ=row["why_differ"],
    )


def reviewer_and_day(name: str, title: str, day: date) -> str:
    """Who reviewed and when; a person printed by their post is not named twice."""
    return day_in_words(day) if name == title else f"{name}, {day_in_words(day)}"


def _silence(
    updates: Sequence[ProgressUpdate], partnership: Partnership, quarter: str = ""
) -> Voice:
    quarters = running(update.is_silent for update in updates)
    asked = updates[0].asked
    return Voice(
        "silent",
        partnership.short_name,
        when=f"{asked} was asked" if asked else "",
        rates=False,
        quarter=quarter,
        bold=silence_in_words(quarters),
    )


def nothing_on_paper(name: str) -> Voice:
    """What is said of a row that a paper prints no update for: nothing of any person."""
    return Voice("waiting", name, when="recorded from paper", rates=False, bold=NOTHING_ON_PAPER)


def _waiting(update: ProgressUpdate, partnership: Partnership, sight: Sight) -> Voice:
    state = update.State
    quarter = update.plan_round.round
    if update.state == state.EXCUSED:
        words = f"Excused this quarter: {update.excused_reason}"
    elif update.state == state.RETURNED:
        words = "Returned, not yet sent again."
    elif update.state == state.DRAFT and sight.drafts:
        words = f"Begun by {update.edited_by}, not yet submitted." if update.edited_by else "Begun."
    else:
        words = "Not yet submitted."
    due = f"due {day_in_words(quarter.due_on)}" if quarter.due_on else ""
    excused = update.state == state.EXCUSED
    return Voice(
        "waiting",
        partnership.short_name,
        when="" if excused else f"{quarter.short_label}, {due}".rstrip(", "),
        rates=False,
        bold=words,
    )


def notes_as_blocks(rows: list[dict[str, Any]]) -> list[Block]:
    """The paragraphs of an update as printed text; an empty bullet stays one."""
    return [
        {
            "kind": "bullet" if row["is_bullet"] else "paragraph",
            "level": row["level"],
            "text": row["text"],
            **({"label": row["topic"]} if row["topic"] else {}),
        }
        for row in sorted(rows, key=lambda row: (row["order"], row["pk"]))
    ]
