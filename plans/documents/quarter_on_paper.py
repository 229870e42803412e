"""A plan with one quarter's words, for paper: the partnership's and its reviewer's, kept apart.

Only what was sent and what was published is told, so everybody who may see the quarter reads the
same file. A frozen quarter is told as it was frozen: later edits of the plan do not reach it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from governance.documents.pieces import Piece
from governance.text.dates_in_words import day_in_words
from governance.text.sentences import ended, topic_before

from ..models import Plan, PlanRound
from ..rounds.frozen import day_in, is_over, outcome_in, position_of, sentence_in, statement_of
from ..rounds.outcomes import SUBMITTED
from ..rounds.printed_status import AS_PRINTED
from ..rounds.snapshots import Plain
from ..visibility import Visibility, frozen_for
from .placed import (
    PlacedCitation,
    PlacedKpi,
    PlacedLead,
    PlacedMilestone,
    PlacedMonitoring,
    PlacedNote,
    PlacedPlan,
    PlacedRow,
)
from .taking_out import plan_on_paper
from .writing.columns import HEADS, heading_of_other_quarters, roles_of_heads

P = TypeVar("P", bound=Piece)
_NOT_STATED = "not_stated"


def plan_as_seen(plan: Plan, visibility: Visibility) -> PlacedPlan:
    """The plan as it stands, or for committees as its last closed quarter froze it."""
    if visibility.open_quarters:
        return plan_on_paper(plan)
    frozen = frozen_for(plan, visibility)
    return (
        quarter_on_paper(plan, frozen, visibility)
        if frozen
        else plan_on_paper(plan, visibility=visibility)
    )


def quarter_on_paper(plan: Plan, plan_round: PlanRound, visibility: Visibility) -> PlacedPlan:
    """The plan with what one quarter says of each row, in two columns.

    What the plan knows today of the very same words, such as how a date is read, goes with them
    for who sees open quarters; others get the frozen words and nothing later.
    """
    told = statement_of(plan_round)
    today = plan_on_paper(plan)
    refs = plan.improvements.live().order_by("order", "pk").values_list("ref", flat=True)
    rows = dict(zip(refs, today.rows, strict=True)) if visibility.open_quarters else {}
    return replace(
        today,
        column_headers=_heads(today, told),
        rows=[_row(said, rows.get(said["ref"]), told) for said in told["rows"]],
    )


def _heads(plan: PlacedPlan, told: Plain) -> list[dict[str, str]]:
    """The plan's own headings; the column of progress says whose words it holds, and as at when."""
    partnership, label = told["partnership"]["short_name"], told["round"]["label"]
    position = f"position as at {day_in_words(position_of(told))}"
    heads = [dict(one) for one in plan.column_headers]
    heads = heads or [{"heading": heading, "helper": ""} for _, heading in HEADS]
    roles = roles_of_heads(heads)
    for head, role in zip(heads, roles, strict=True):
        if role == "progress":
            if not told["round"]["from_paper"]:
                head["heading"] = heading_of_other_quarters(head["heading"])
            head["helper"] = f"{partnership}’s words, {label}, {position}"
            break
    return heads


def _row(said: Plain, today: PlacedRow | None, told: Plain) -> PlacedRow:
    now = today or PlacedRow()
    label, title = told["round"]["label"], told["partnership"]["reviewer_title"] or "Reviewer"
    milestones = _milestones(said["milestones"], now.milestones)
    return replace(
        now,
        number=said["number"] or now.number,
        theme=said["theme"],
        short_name=said["short_name"],
        statement=said["statement"],
        layout=said["layout"],
        lead_heading=said["lead_heading"],
        kpi_heading=said["kpi_heading"],
        leads=_same(
            [
                PlacedLead(topic=one["topic"], name=one["name"], level=one["level"])
                for one in said["leads"]
            ],
            now.leads,
            ("topic", "name"),
        ),
        kpis=_same([_kpi(one) for one in said["kpis"]], now.kpis, ("text",)),
        milestones=milestones,
        monitoring=_same(
            [PlacedMonitoring(**one) for one in said["monitoring"]], now.monitoring, ("text",)
        ),
        progress=[*_spoken(said, told), *_reviewed(said, told, f"{title}’s words, {label}")],
        citations=_citations(said, now),
        references=now.references if milestones == now.milestones else [],
        status=_status_word(said["said"]),
        statuses=[],
    )


def _status_word(said: Plain | None) -> str:
    """The word of the scheme, or the one that a paper prints and nobody answered."""
    status = said["status"] if said else None
    if not said or not status or status["standing"] == _NOT_STATED:
        return ""
    return str(said["status_as_printed"] if status["standing"] == AS_PRINTED else status["word"])


def _same(told: list[P], today: Sequence[P], names: Sequence[str]) -> list[P]:
    """Each piece as it was frozen, with what today's knows of the very same words."""
    waiting = list(today)
    found: list[P] = []
    for one in told:
        words = [getattr(one, name) for name in names]
        now = next((o for o in waiting if [getattr(o, name) for name in names] == words), None)
        if now is not None:
            waiting.remove(now)
        found.append(now or one)
    return found


def _milestones(told: Sequence[Plain], today: Sequence[PlacedMilestone]) -> list[PlacedMilestone]:
    read = [
        PlacedMilestone(
            text=one["text"],
            level=one["level"],
            due_text=one["due_text"],
            latest=_day(one["latest"]),
            state_text=one["state_text"],
            done_on=_day(one["done_on"]),
            is_recurring=one["is_recurring"],
            state=one["state"] if one["state"] in ("open", "in_progress") else "done",
        )
        for one in told
    ]
    same = ("text", "level", "due_text", "latest", "state", "state_text", "done_on")
    return _same(read, today, same)


def _kpi(told: Plain) -> PlacedKpi:
    return PlacedKpi(
        text=told["text"],
        level=told["level"],
        unit=told["unit"],
        baseline=_figure(told["baseline"]),
        target=_figure(told["target"]),
    )


def _citations(said: Plain, today: PlacedRow) -> list[PlacedCitation]:
    places = {one["id"]: at for at, one in enumerate(said["milestones"])}
    told = []
    for one in said["citations"]:
        at = places.get(one["milestone"])
        told.append(
            PlacedCitation(
                printed=one["printed"],
                source=one["source"],
                pages=one["pages"],
                on="row" if at is None else "milestone",
                milestone=at,
            )
        )
    return _same(told, today.citations, ("printed", "on", "milestone"))


def _spoken(said: Plain, told: Plain) -> Iterator[PlacedNote]:
    """The partnership's voice; without words that stand, what became of the row."""
    label, content = told["round"]["label"], said["said"]
    if not outcome_in(said).stands:
        yield PlacedNote(text=sentence_in(said, told), round=label)
        if said["returned"] is None:
            return
        by, day = said["returned"]["by"], day_in(said["returned"]["at"])
        when = f" on {day_in_words(day)}" if day else ""
        yield PlacedNote(text=f"Submitted by {by}{when}, then returned:", round=label)
        content = said["returned"]["said"]
    yield from _words_of(content, label)


def _words_of(content: Plain, label: str) -> Iterator[PlacedNote]:
    if content["no_change"]:
        words = content["no_change"]["words"].lower()
        yield PlacedNote(text=ended(f"No change: {words}"), round=label)
    for note in content["notes"]:
        yield PlacedNote(
            text=note["text"],
            level=note["level"],
            is_bullet=note["is_bullet"],
            topic=note["topic"] if topic_before(note["topic"], note["text"]) else "",
            as_at_text=note["as_at"]["text"],
            as_at=_day(note["as_at"]["day"]),
            round=label,
        )
    if content["reason"]:
        yield PlacedNote(text=content["reason"], topic="Why:", round=label)


def _reviewed(said: Plain, told: Plain, heading: str) -> Iterator[PlacedNote]:
    """The reviewer's voice as it was published: their view, their words, why they differ."""
    review = said["review"]
    if review is None:
        if said["outcome"] == SUBMITTED and is_over(told) and told["partnership"]["reviewer_title"]:
            yield _by_reviewer(sentence_in(said, told), heading)
        return
    if review["decision"] == "returned":
        yield _by_reviewer("Returned with a note.", heading)
    if review["status"]:
        yield _by_reviewer(review["status"]["word"], heading, "Status:")
    for line in review["words"].splitlines():
        if line.strip():
            yield _by_reviewer(" ".join(line.split()), heading)
    if review["note"]:
        yield _by_reviewer(" ".join(review["note"].split()), heading, "Note:")
    if review["why_differ"]:
        yield _by_reviewer(" ".join(review["why_differ"].split()), heading, "Why they differ:")


def _by_reviewer(text: str, heading: str, topic: str = "") -> PlacedNote:
    return PlacedNote(text=text, topic=topic, round=heading, voice="area_lead")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _figure(text: Any) -> Decimal | None:
    return Decimal(text) if text else None
