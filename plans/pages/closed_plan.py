"""The plan as its last closed quarter froze it: what those read who see closed quarters only.

Later edits of the plan, and whatever is being written now, do not reach this table.
"""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from governance import clock
from governance.storage.frozen import thawed
from governance.text.sentences import as_at
from governance.text.structured_text import paragraph

from ..models import Improvement, Milestone, Plan, PlanRound
from ..rounds.frozen import outcome_in, position_of, sentence_in, statement_of
from ..visibility import Visibility, frozen_for
from .milestone_lines import lines_of
from .plan import NO_UPDATE, PlanRow, PlanTable, by_topic, table_of, with_pages
from .progress_cell import (
    Voice,
    noted_in,
    notes_as_blocks,
    partnership_words,
    published_in_words,
    returned_words,
    reviewer_and_day,
    who_was_asked,
)

Plain = dict[str, Any]


def table_for(plan: Plan, visibility: Visibility) -> PlanTable:
    """The table a reader is shown: as it stands, or as the last quarter closed."""
    if visibility.open_quarters:
        return table_of(plan, visibility)
    frozen = frozen_for(plan, visibility)
    return closed_table_of(plan, frozen) if frozen else table_of(plan, visibility)


def closed_table_of(plan: Plan, plan_round: PlanRound) -> PlanTable:
    """Read the table from a frozen quarter; dates are judged on the day it was frozen."""
    themes = list(plan.themes.all())
    rows = {row.ref: row for row in plan.improvements.all()}
    snapshot = statement_of(plan_round)
    table = PlanTable(
        plan,
        themes=[theme for theme in themes if theme.is_live],
        words=list(plan.partnership.status_scheme.words.all()),
        rows=[
            _row(said, rows[said["ref"]], plan, snapshot)
            for said in snapshot["rows"]
            if said["ref"] in rows
        ],
        retired=[],
        rounds=[plan_round.round],
        frozen=plan_round,
    )
    table.show()
    return table


def _row(said: Plain, row: Improvement, plan: Plan, snapshot: Plain) -> PlanRow:
    row.plan, at = plan, position_of(snapshot)
    for name, value in thawed(Improvement, said).items():
        setattr(row, name, value)
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
    outcome = outcome_in(said)
    status = said["said"]["status"] if outcome.stands else outcome.status
    return PlanRow(
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
        voices=voices_from(said, plan, snapshot),
        update=None,
        late=sum(milestone.is_overdue(at) for milestone in milestones),
        is_missing=outcome.is_missing,
    )


def _milestone(said: Plain, row: Improvement, move: Plain | None) -> Milestone:
    milestone = Milestone(
        pk=said["id"],
        improvement=row,
        original_due_text=said["original_text"],
        **thawed(Milestone, said),
    )
    milestone.move_row = move
    return milestone


def voices_from(said: Plain, plan: Plan, snapshot: Plain) -> list[Voice]:
    """Both voices of one row of a frozen quarter."""
    partnership = plan.partnership
    outcome = outcome_in(said)
    voices: list[Voice] = []
    if outcome.stands:
        on_paper = snapshot["round"]["from_paper"]
        voices.append(_spoken(said, partnership.short_name, on_paper=on_paper))
    else:
        asked = who_was_asked(outcome, said["asked"])
        words = sentence_in(said, snapshot)
        side = "silent" if outcome.is_missing else "waiting"
        voices.append(Voice(side, partnership.short_name, asked, rates=False, bold=words))
    if said["returned"]:
        voices.append(returned_words(partnership.short_name, said["returned"]))
    if said["review"]:
        voices.append(_reviewed(said["review"], partnership.reviewer_title or "Reviewer"))
    return voices


def _spoken(said: Plain, name: str, *, on_paper: bool) -> Voice:
    content = said["said"]
    status = SimpleNamespace(**content["status"]) if content["status"] else None
    notes = noted_in(content)
    when = as_at(content["as_at"]["text"], _day(content["as_at"]["day"]))
    return partnership_words(
        name,
        when=", ".join(part for part in (said["by"], when) if part)
        or ("recorded from paper" if on_paper else ""),
        status=status,
        blocks=notes_as_blocks(notes),
        no_change=content["no_change"]["key"] if content["no_change"] else "",
        why=content["reason"],
        printed_under=content["printed_under"],
        on_paper=on_paper,
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
        bold=published_in_words(review["decision"], blocks),
        blocks=[*blocks, *([paragraph(review["note"])] if review["note"] else [])],
        differ=review["why_differ"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
