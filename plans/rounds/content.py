"""What one update says, as plain data: kept in each submission and in the frozen snapshot.

Shape of ``content_of``::

    {"status": {"key", "word", "meaning", "tone", "standing"} or None, "status_as_printed": str,
     "reason": str, "as_at": {"text", "day"}, "date_moves": "yes" | "no" | "",
     "no_change": {"key", "words"} or None, "printed_under": str,
     "notes": [{"text", "level", "is_bullet", "topic", "as_at": {"text", "day"}}],
     "reports": [{"milestone", "text", "says", "says_words", "day": {"text", "day"}}],
     "moves": [{"milestone", "text", "from_text", "from_latest", "to_text", "to_latest",
                "reason", "state", "state_words"}],
     "readings": [{"kpi", "text", "value", "unit", "target", "as_at"}]}

A status that a paper prints and nobody answered has the standing "as_printed" and tells its word.
Days are ISO strings or None; a pack prints the words and sorts by the days.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from governance.input.figures import plain_figure
from governance.models import StatusWord

from ..models import KpiReading, MilestoneMove, MilestoneReport, ProgressNote, ProgressUpdate
from .no_change import reason_in_words
from .printed_status import as_printed

Plain = dict[str, Any]


def with_content(updates):
    """Fetch what ``content_of`` reads, in a number of queries that does not grow with the rows."""
    live_moves = MilestoneMove.objects.exclude(
        state__in=[MilestoneMove.State.WITHDRAWN]
    ).select_related("milestone")
    return updates.select_related(
        "status", "edited_by", "submitted_by", "improvement"
    ).prefetch_related(
        Prefetch("notes", ProgressNote.objects.order_by("order", "pk")),
        Prefetch("milestone_reports", MilestoneReport.objects.select_related("milestone")),
        Prefetch("moves", live_moves),
        Prefetch("readings", KpiReading.objects.select_related("kpi")),
    )


def content_of(update: ProgressUpdate) -> Plain:
    """Return what the update says now; fetch it through ``with_content`` when there are many."""
    no_change = update.no_change_reason
    return {
        "status": status_of(update.status) or _printed(update),
        "status_as_printed": update.status_as_printed,
        "reason": update.reason,
        "as_at": {"text": update.as_at_text, "day": iso(update.as_at)},
        "date_moves": update.date_moves,
        "no_change": {"key": no_change, "words": reason_in_words(no_change)} if no_change else None,
        "printed_under": update.printed_under,
        "notes": [_note(note) for note in update.notes.all()],
        "reports": [_report(report) for report in update.milestone_reports.all()],
        "moves": [
            _move(move)
            for move in update.moves.all()
            if move.state != MilestoneMove.State.WITHDRAWN
        ],
        "readings": [_reading(reading) for reading in update.readings.all()],
    }


def status_of(word: StatusWord | None) -> Plain | None:
    """A status word with its meaning and mark, so that a later change of scheme changes nothing."""
    if word is None:
        return None
    return {
        "key": word.key,
        "word": word.word,
        "meaning": word.meaning,
        "tone": word.tone,
        "standing": word.standing,
    }


def _printed(update: ProgressUpdate) -> Plain | None:
    return dict(as_printed(update.status_as_printed)) if update.status_as_printed else None


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def number(value: Decimal | None) -> str | None:
    """A number without the noughts the database adds: "3", "2.5"."""
    return None if value is None else plain_figure(value)


def _note(note: ProgressNote) -> Plain:
    return {
        "text": note.text,
        "level": note.level,
        "is_bullet": note.is_bullet,
        "topic": note.topic,
        "as_at": {"text": note.as_at_text, "day": iso(note.as_at)},
    }


def _report(report: MilestoneReport) -> Plain:
    return {
        "milestone": report.milestone_id,
        "text": report.milestone.text,
        "says": report.says,
        "says_words": report.get_says_display(),
        "day": {"text": report.done_text, "day": iso(report.done_on)},
    }


def _move(move: MilestoneMove) -> Plain:
    return {
        "milestone": move.milestone_id,
        "text": move.milestone.text,
        "from_text": move.from_text,
        "from_latest": iso(move.from_latest),
        "to_text": move.to_text,
        "to_latest": iso(move.to_latest),
        "reason": move.reason,
        "state": move.state,
        "state_words": move.get_state_display(),
    }


def _reading(reading: KpiReading) -> Plain:
    return {
        "kpi": reading.kpi_id,
        "text": reading.kpi.text,
        "value": number(reading.value),
        "unit": reading.kpi.unit,
        "target": number(reading.kpi.target),
        "as_at": iso(reading.as_at),
    }
