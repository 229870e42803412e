"""The plan as its last closed quarter froze it: what those read who see closed quarters only.

Later edits of the plan, and whatever is being written now, do not reach this table.
"""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from governance import clock
from governance.dates_in_words import day_in_words

from .milestone_lines import lines_of
from .models import Improvement, Milestone, Plan, PlanRound
from .plan_table import NO_UPDATE, PlanTable, Row, by_topic, table_of, with_pages
from .sight import Sight, frozen_for
from .status import silence_in_words
from .voices import (
    Voice,
    notes_as_blocks,
    nothing_on_paper,
    partnership_words,
    reviewer_and_day,
)

Plain = dict[str, Any]
_FROZEN = ("number", "short_name", "statement", "layout", "lead_heading", "kpi_heading")


def table_for(plan: Plan, sight: Sight) -> PlanTable:
    """The table a reader of that sight is shown: as it stands, or as the last quarter closed."""
    if sight.open_quarters:
        return table_of(plan, sight)
    frozen = frozen_for(plan, sight)
    return closed_table_of(plan, frozen) if frozen else table_of(plan, sight)


def closed_table_of(plan: Plan, plan_round: PlanRound) -> PlanTable:
    """Read the table from a frozen quarter; dates are judged on the day it was closed."""
    themes = list(plan.themes.all())
    rows = {row.ref: row for row in plan.improvements.all()}
    snapshot: Plain = plan_round.snapshot or {"rows": []}
    at = clock.london_day(plan_round.closed_at) if plan_round.closed_at else clock.today()
    table = PlanTable(
        plan,
        themes=[theme for theme in themes if theme.is_live],
        words=list(plan.partnership.status_scheme.words.all()),
        rows=[
            _row(said, rows[said["ref"]], plan, plan_round, at)
            for said in snapshot["rows"]
            if said["ref"] in rows
        ],
        retired=[],
        rounds=[plan_round.round],
        frozen=plan_round,
    )
    table.show()
    return table


def _row(said: Plain, row: Improvement, plan: Plan, plan_round: PlanRound, at: date) -> Row:
    row.plan = plan
    for name in _FROZEN:
        setattr(row, name, said[name])
    row.lead_rows = said["leads"]
    citations = [
        with_pages({**one, "source_id": None, "order": at_, "pk": at_})
        for at_, one in enumerate(said["citations"])
    ]
    row.citation_rows = []
    moves = {move["milestone"]: move for move in (said["said"] or {}).get("moves", [])}
    milestones = [_milestone(one, row, moves.get(one["id"])) for one in said["milestones"]]
    lines = lines_of(milestones, at)
    for line in lines:
        line.links = {
            "citations": [one for one in citations if one["milestone"] == line.milestone.pk]
        }
    status = (said["said"] or {}).get("status")
    return Row(
        row,
        statement=row.statement,
        status=SimpleNamespace(**status) if status else NO_UPDATE,
        leads=by_topic(said["leads"]),
        kpis=said["kpis"],
        citations=[one for one in citations if not one["milestone"]],
        references=[],
        waits=[],
        monitoring=[{**one, "process": ""} for one in said["monitoring"]],
        milestones=lines,
        voices=voices_from(said, plan, plan_round),
        update=None,
        late=sum(milestone.is_overdue(at) for milestone in milestones),
        silent=said["state"] == "silent",
    )


def _milestone(said: Plain, row: Improvement, move: Plain | None) -> Milestone:
    milestone = Milestone(
        pk=said["id"],
        improvement=row,
        text=said["text"],
        level=said["level"],
        due_text=said["due_text"],
        latest=_day(said["latest"]),
        original_due_text=said["original_text"],
        original_latest=_day(said["original_latest"]),
        state=said["state"],
        state_text=said["state_text"],
        done_on=_day(said["done_on"]),
        is_recurring=said["is_recurring"],
    )
    milestone.move_row = move
    return milestone


def voices_from(said: Plain, plan: Plan, plan_round: PlanRound) -> list[Voice]:
    """Both voices of one row of a frozen quarter."""
    partnership = plan.partnership
    voices: list[Voice] = []
    if said["said"]:
        voices.append(_spoken(said, partnership.short_name))
    elif said["state"] == "not_printed":
        voices.append(nothing_on_paper(partnership.short_name))
    elif said["state"] == "silent":
        asked = f"{said['asked']} was asked" if said["asked"] else ""
        words = silence_in_words(said["silent_running"])
        voices.append(Voice("silent", partnership.short_name, asked, rates=False, bold=words))
    else:
        words = f"Excused this quarter: {said['excused_reason']}"
        voices.append(Voice("waiting", partnership.short_name, rates=False, bold=words))
    if said["review"]:
        voices.append(_reviewed(said["review"], partnership.reviewer_title or "Reviewer"))
    return voices


def _spoken(said: Plain, name: str) -> Voice:
    content = said["said"]
    status = SimpleNamespace(**content["status"]) if content["status"] else None
    notes = [
        {**note, "as_at_text": note["as_at"]["text"], "order": at, "pk": at}
        for at, note in enumerate(content["notes"])
    ]
    as_at = _day(content["as_at"]["day"])
    when = f"as at {day_in_words(as_at)}" if as_at else content["as_at"]["text"]
    return partnership_words(
        name,
        when=", ".join(part for part in (said["by"], when) if part),
        status=status,
        blocks=notes_as_blocks(notes),
        no_change=content["no_change"]["key"] if content["no_change"] else "",
        why=content["reason"],
        printed_under=content["printed_under"],
    )


def _reviewed(review: Plain, title: str) -> Voice:
    written = clock.london_day(datetime.fromisoformat(review["at"]))
    status = SimpleNamespace(**review["status"]) if review["status"] else None
    blocks = [
        {"kind": "paragraph", "level": 0, "text": line.strip()}
        for line in review["words"].splitlines()
        if line.strip()
    ]
    return Voice(
        "reviewer",
        title,
        when=reviewer_and_day(review["by"], title, written),
        status=status,
        rates=bool(status),
        bold="" if blocks else "Accepted without a word.",
        blocks=blocks,
        differ=review["why_differ"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
