"""The rows of one plan of the large site, and what was said of them in one quarter."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from governance.models import Partnership, ReportingRound, StatusWord, User
from okrs.models import CheckIn, KeyResult, Measure, Objective, ObjectiveSet
from plans.models import (
    KPI,
    Citation,
    Improvement,
    KpiReading,
    Lead,
    Milestone,
    MonitoringLine,
    MonitoringProcess,
    Plan,
    PlanRound,
    ProgressNote,
    ProgressUpdate,
    Review,
    Source,
    Submission,
    Theme,
)
from plans.rounds.content import content_of, with_content

THEMES = ("Strategy", "Governance", "Delivery")
MILESTONES = 3
# How the open quarter stands, row after row; a closed one is accepted, with some silence.
OPEN = ("not_started", "draft", "returned", "submitted", "submitted", "accepted")
CLOSED = ("accepted", "accepted", "accepted", "accepted", "silent")
SENT = ("submitted", "returned", "accepted")
NOTES = (
    "The working group met twice and settled the order of the next papers.",
    "Two neighbouring councils were asked for figures; one has answered so far.",
)


class Voices(NamedTuple):
    """Who writes and who reviews."""

    officer: User
    reviewer: User


def write_rows(plan: Plan, number: int, officer: User) -> list[Improvement]:
    """Write the plan's rows with everything that its four columns print."""
    themes = [
        Theme.objects.create(plan=plan, title=title, order=order)
        for order, title in enumerate(THEMES)
    ]
    made = Improvement.objects.bulk_create(
        Improvement(
            plan=plan,
            theme=themes[place * len(themes) // number],
            ref=str(place + 1),
            number=str(place + 1),
            order=place,
            short_name=f"Clear papers, part {place + 1}",
            statement=_words(f"Every paper of group {place + 1} is written in plain words."),
            lead_heading="Leads:",
            kpi_heading="KPIs:",
            updater=officer,
        )
        for place in range(number)
    )
    source = Source.objects.create(plan=plan, key="audit", title="Internal audit report")
    process = MonitoringProcess.objects.create(plan=plan, text="Monthly report to the board")
    Lead.objects.bulk_create(Lead(improvement=row, name="Governance Officer") for row in made)
    KPI.objects.bulk_create(
        KPI(improvement=row, text="Papers ready on the day", unit="papers", target=Decimal(12))
        for row in made
    )
    Milestone.objects.bulk_create(_milestone(plan, row, n) for row in made for n in range(3))
    MonitoringLine.objects.bulk_create(MonitoringLine(improvement=r, process=process) for r in made)
    Citation.objects.bulk_create(
        Citation(improvement=row, source=source, pages=f"p{row.number}", printed="(Audit)")
        for row in made
    )
    return made


def _milestone(plan: Plan, row: Improvement, place: int) -> Milestone:
    is_done = place == 0
    latest = plan.starts_on + timedelta(days=100 * (place + 1))
    return Milestone(
        improvement=row,
        text=f"Step {place + 1} of group {row.number} agreed, by {latest:%B %Y}",
        due_text=f"by {latest:%B %Y}",
        latest=latest,
        precision="month",
        order=place,
        state="done" if is_done else "open",
        done_on=latest if is_done else None,
    )


def write_quarter(
    plan_round: PlanRound,
    improvements: list[Improvement],
    words: list[StatusWord],
    voices: Voices,
    *,
    is_over: bool,
    at: datetime,
) -> None:
    """Write one update for each row, its words, what was sent, and the review."""
    states = CLOSED if is_over else OPEN
    updates = ProgressUpdate.objects.bulk_create(
        _update(plan_round, row, states[place % len(states)], words[place % 4], voices, at)
        for place, row in enumerate(improvements)
    )
    spoken = [one for one in updates if one.state not in ("not_started", "silent")]
    ProgressNote.objects.bulk_create(
        ProgressNote(update=one, order=order, text=text)
        for one in spoken
        for order, text in enumerate(NOTES)
    )
    kpis = dict(KPI.objects.filter(improvement__in=improvements).values_list("improvement", "pk"))
    KpiReading.objects.bulk_create(
        KpiReading(
            kpi_id=kpis[one.improvement_id],
            update=one,
            value=Decimal(7),
            as_at=at.date(),
            read_by=voices.officer,
        )
        for one in spoken
    )
    sent = with_content(plan_round.updates.filter(state__in=SENT))
    Submission.objects.bulk_create(
        Submission(
            update=one,
            number=1,
            submitted_at=at,
            submitted_by=voices.officer,
            content=content_of(one),
        )
        for one in sent
    )
    Review.objects.bulk_create(
        Review(
            update=one,
            number=1,
            status=one.status,
            words="Seen, and agreed with the figures sent.",
            note="Please say which councils." if one.state == "returned" else "",
            decision=one.state,
            written_by=voices.reviewer,
            written_at=at,
            published_at=at,
            published_by=voices.reviewer,
        )
        for one in sent
        if one.state in ("accepted", "returned")
    )


def _update(
    plan_round: PlanRound,
    row: Improvement,
    state: str,
    word: StatusWord,
    voices: Voices,
    at: datetime,
) -> ProgressUpdate:
    begun = state not in ("not_started", "silent")
    sent = state in ("submitted", "accepted")
    return ProgressUpdate(
        plan_round=plan_round,
        improvement=row,
        state=state,
        state_since=at,
        asked=voices.officer,
        status=word if begun else None,
        reason="Two councils have not answered." if begun and word.needs_reason else "",
        edited_by=voices.officer if begun else None,
        edited_at=at if begun else None,
        submitted_by=voices.officer if sent else None,
        submitted_at=at if sent else None,
    )


def write_objectives(
    partnership: Partnership, reporting_round: ReportingRound, words: list[StatusWord], by: User
) -> None:
    """One objective set a year, with check-ins in its last quarter."""
    whole = ObjectiveSet.objects.create(
        partnership=partnership,
        slug=f"objectives-{reporting_round.slug}",
        title="Places and skills",
        label=reporting_round.label,
        starts_on=reporting_round.starts_on,
        ends_on=reporting_round.ends_on,
    )
    objectives = Objective.objects.bulk_create(
        Objective(objective_set=whole, text=f"Objective {n + 1}", order=n) for n in range(5)
    )
    results = KeyResult.objects.bulk_create(
        KeyResult(objective=each, label=f"KR{n + 1}", text=f"Result {n + 1} is reached", order=n)
        for each in objectives
        for n in range(3)
    )
    Measure.objects.bulk_create(
        Measure(key_result=each, name="Businesses helped", target=Decimal(40)) for each in results
    )
    CheckIn.objects.bulk_create(
        CheckIn(
            key_result=each,
            round=reporting_round,
            state="submitted",
            status=words[place % 4],
            words="Twelve more were helped this quarter.",
            submitted_at=reporting_round.opened_at,
            submitted_by=by,
        )
        for place, each in enumerate(results)
    )


def _words(text: str) -> list[dict[str, Any]]:
    return [{"kind": "paragraph", "level": 0, "text": text}]
