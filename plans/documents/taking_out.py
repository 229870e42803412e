"""A plan of the database as it would stand on paper; the way back of ``commit``.

Only what stands in the plan today: parts that were removed are left out. The number of queries
does not grow with the plan.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, Q

from governance.documents.pieces import Fact, PlacedSection, Raw
from governance.models import StatusWord
from governance.text.sentences import topic_before

from ..models import (
    KPI,
    Citation,
    Improvement,
    Lead,
    Milestone,
    MonitoringLine,
    Plan,
    PlanRound,
    ProgressNote,
    ProgressUpdate,
    Reference,
)
from ..pages.plan import as_seen
from ..visibility import OF_OPERATOR, Visibility
from .kept import ROW_WORDS, THEME_WORD
from .placed import (
    Extra,
    PlacedCitation,
    PlacedKpi,
    PlacedLead,
    PlacedMilestone,
    PlacedMonitoring,
    PlacedNote,
    PlacedPhase,
    PlacedPlan,
    PlacedReference,
    PlacedResource,
    PlacedRow,
    PlacedStatus,
    PlacedTheme,
    fact_of_paper,
)
from .row_writing import dated_fields

_OPEN = {Milestone.State.OPEN, Milestone.State.IN_PROGRESS}
Numbers = dict[int, str]


def plan_on_paper(
    plan: Plan,
    *,
    plan_round: PlanRound | None = None,
    rows: list[Improvement] | None = None,
    visibility: Visibility = OF_OPERATOR,
) -> PlacedPlan:
    """Everything the plan prints, with the progress its papers printed.

    For a reader who sees closed quarters only, what an open one did to the milestones is undone.
    With a ``plan_round`` the column of progress is what that quarter says instead, and so is the
    status where the paper prints one. ``rows`` are those of ``rows_with_parts``, from whoever
    goes on to write into the rows that were read here.
    """
    rows = rows_with_parts(plan, visibility) if rows is None else rows
    if plan_round is not None and any(row.status_text for row in rows):
        _say_status(rows, plan_round)
    notes = _notes(plan, plan_round, visibility)
    statuses = {} if plan_round is not None else _statuses(plan, visibility)
    numbers = numbers_of(plan, rows)
    return PlacedPlan(
        kind=plan.kind,
        title=plan.title,
        facts=[Fact(heading=one["heading"], text=one["text"]) for one in plan.facts],
        sections=[
            PlacedSection(heading=one.heading, body=one.body, place=one.place)
            for one in plan.plansections.live().order_by("order", "pk")
        ],
        unplaced=[Raw(text=one["text"], why=one["why"]) for one in plan.unplaced],
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        printed_period=plan.printed_period,
        issue_text=plan.issue_text,
        issued_on=plan.issued_on,
        paper_reference=plan.paper_reference,
        numbering=plan.numbering,
        row_word="" if plan.row_word == ROW_WORDS.get(plan.kind, "") else plan.row_word,
        column_headers=plan.column_headers,
        themes=[
            PlacedTheme(
                title=one.title,
                word="" if one.word == THEME_WORD else one.word,
                purpose=one.purpose,
            )
            for one in plan.themes.live().order_by("order", "pk")
        ],
        rows=[
            row_on_paper(row, numbers, notes.get(row.pk, []), statuses.get(row.pk, []))
            for row in rows
        ],
        resources=[
            PlacedResource(post=one.post, number=one.number, printed=one.printed)
            for one in plan.planresources.live().order_by("order", "pk")
        ],
        phases=[
            PlacedPhase(name=one.name, months=one.months, printed=one.printed)
            for one in plan.planphases.live().order_by("order", "pk")
        ],
        printed_phase_total=plan.printed_phase_total,
    )


def row_on_paper(
    row: Improvement,
    numbers: Numbers,
    notes: list[PlacedNote],
    statuses: Sequence[PlacedStatus] = (),
) -> PlacedRow:
    """One row with its cells; its parts were fetched with it."""
    milestones = list(row.milestones.all())
    places = {milestone.pk: at for at, milestone in enumerate(milestones)}
    return PlacedRow(
        number=numbers[row.pk],
        theme=row.theme.title if row.theme else "",
        short_name=row.short_name,
        statement=row.statement,
        layout=row.layout,
        lead_heading=row.lead_heading,
        leads=[
            PlacedLead(name=one.name, topic=one.topic, kind=one.kind, level=one.level)
            for one in row.leads.all()
        ],
        kpi_heading=row.kpi_heading,
        kpis=[
            PlacedKpi(
                **dated_fields(one),  # type: ignore[arg-type]
                level=one.level,
                is_bullet=one.is_bullet,
                unit=one.unit,
                baseline=one.baseline,
                target=one.target,
            )
            for one in row.kpis.all()
        ],
        milestones=[_milestone(one) for one in milestones],
        monitoring=[_monitoring(one) for one in row.monitoring_lines.all()],
        progress=notes,
        citations=[
            PlacedCitation(**_pointing(one, places), source=one.source.title, pages=one.pages)
            for one in row.citations.all()
        ],
        references=[
            PlacedReference(**_pointing(one, places), to=_to(one, numbers), kind=one.kind)
            for one in row.references.all()
        ],
        statuses=list(statuses),
        **{fact_of_paper(name): getattr(row, name) for name in Improvement.facts},
        extras=[Extra(heading=one["heading"], text=one["text"]) for one in row.extras],
        raw_fragments=[piece["text"] for piece in row.raw_fragments],
    )


def _say_status(rows: list[Improvement], plan_round: PlanRound) -> None:
    """The status each row has in a quarter, as its word; the row itself is not saved."""
    words: dict[int, str] = {}
    for update in plan_round.updates.select_related("status"):
        word = update.status
        if word is None:
            words[update.improvement_id] = update.status_as_printed
        elif word.standing != StatusWord.Standing.NOT_STATED:
            words[update.improvement_id] = word.word
    for row in rows:
        row.status_text = words.get(row.pk, "")


def _statuses(plan: Plan, visibility: Visibility) -> dict[int, list[PlacedStatus]]:
    """What papers printed of each row in a column for each quarter, in their order."""
    printed = ProgressUpdate.objects.filter(
        plan_round__plan=plan, status_as_printed__gt="", status_column__gt=""
    ).order_by("plan_round__round__starts_on")
    if not visibility.open_quarters:
        printed = printed.filter(plan_round__closed_at__isnull=False)
    found: dict[int, list[PlacedStatus]] = {}
    told = printed.values_list("improvement_id", "status_as_printed", "status_column")
    for row, text, column in told:
        found.setdefault(row, []).append(PlacedStatus(text=text, round=column))
    return found


def numbers_of(plan: Plan, rows: Iterable[Improvement]) -> Numbers:
    """Each row's number as the paper prints it; automatic numbers that only count are counted."""
    found = {row.pk: row.number for row in rows}
    if plan.numbering == Plan.Numbering.AUTOMATIC and not any(found.values()):
        return {pk: str(place) for place, pk in enumerate(found, start=1)}
    return found


def rows_with_parts(plan: Plan, visibility: Visibility = OF_OPERATOR) -> list[Improvement]:
    """The live rows in their order, each with the live parts of its cells fetched."""
    live = {"retired_at__isnull": True}
    cited = Citation.objects.filter(**live).select_related("source")
    watched = MonitoringLine.objects.filter(**live).select_related("process")
    parts = {
        "leads": Lead.objects.filter(**live),
        "kpis": KPI.objects.filter(**live),
        "milestones": Milestone.objects.filter(**live),
        "monitoring_lines": watched,
        "citations": cited,
        "references": Reference.objects.filter(**live).select_related("to"),
    }
    if not visibility.open_quarters:
        parts["milestones"] = parts["milestones"].with_moves()
    rows = plan.improvements.live().select_related("theme").order_by("order", "pk")
    found = list(
        rows.prefetch_related(
            *(Prefetch(name, parts[name].order_by("order", "pk")) for name in parts)
        )
    )
    for row in found:
        # The milestones are changed in these copies alone.
        as_seen(row.milestones.all(), visibility)
    return found


def _notes(
    plan: Plan, plan_round: PlanRound | None, visibility: Visibility
) -> dict[int, list[PlacedNote]]:
    """The notes of each row: of one quarter, or of all that were written down from paper."""
    notes = ProgressNote.objects.select_related("update__plan_round__round")
    if plan_round is not None:
        notes = notes.filter(update__plan_round=plan_round)
    else:
        paper = Q(update__plan_round__from_paper=True) | Q(
            update__plan_round__round__from_paper=True
        )
        notes = notes.filter(paper, update__plan_round__plan=plan)
        if not visibility.open_quarters:
            notes = notes.filter(update__plan_round__closed_at__isnull=False)
    found: dict[int, list[PlacedNote]] = {}
    ordered = notes.order_by("order", "update__plan_round__round__starts_on", "pk")
    for note in ordered:
        found.setdefault(note.update.improvement_id, []).append(_note(note))
    return found


def _note(note: ProgressNote) -> PlacedNote:
    return PlacedNote(
        text=note.text,
        level=note.level,
        is_bullet=note.is_bullet,
        topic=note.topic if topic_before(note.topic, note.text) else "",
        as_at_text=note.as_at_text,
        as_at=note.as_at,
        round=note.column,
        voice=note.voice,
        dates=note.dates,
    )


def _milestone(one: Milestone) -> PlacedMilestone:
    """A milestone; one that an open update reports as done stands on paper as done."""
    return PlacedMilestone(
        **dated_fields(one),  # type: ignore[arg-type]
        level=one.level,
        is_bullet=one.is_bullet,
        state=str(one.state if one.state in _OPEN else Milestone.State.DONE),
        state_text=one.state_text,
        done_on=one.done_on,
        is_recurring=one.is_recurring,
        recurrence_text=one.recurrence_text,
    )


def _monitoring(one: MonitoringLine) -> PlacedMonitoring:
    process = one.process
    return PlacedMonitoring(
        text=one.text or (process.text if process else ""),
        level=one.level,
        is_bullet=one.is_bullet,
        actors=process.actors if process else "",
        frequency=process.frequency if process else "",
    )


def _pointing(one: Citation | Reference, places: dict[int, int]) -> dict[str, Any]:
    """Where a pointer stands; one whose milestone was removed stands with the row."""
    at = places.get(one.milestone_id or 0)
    is_adrift = at is None and one.milestone_id is not None
    return {
        "printed": one.printed,
        "on": "row" if at is None else "milestone",
        "milestone": at,
        "block": None if is_adrift else one.block,
        "start": None if is_adrift else one.start,
    }


def _to(one: Reference, numbers: Numbers) -> str:
    if one.to_id is None or one.kind == Reference.Kind.LOST_LINK:
        return one.names
    return numbers.get(one.to_id) or (one.to.number if one.to else "")
