"""What a quarter of a plan says, as plain data: frozen at signing or closing, read by the pack.

Shape of ``snapshot_of``::

    {"shape": 1,
     "partnership": {"name", "short_name", "reviewer_title"},
     "plan": {"title", "slug", "kind", "period", "row_word", "column_headers"},
     "round": {"label", "short_label", "months", "slug", "starts_on", "ends_on", "from_paper"},
     "state": "collecting" | "closed", "signed": {"name", "at"} or None,
     "counts": {state: number of rows}, "statuses": [{status, "count"}],
     "views_differ": int, "moves_waiting": int,
     "rows": [{"ref", "number", "short_name", "called", "theme", "statement": blocks, "layout",
               "lead_heading", "kpi_heading", "leads": [{"topic", "name", "level"}],
               "kpis": [{"text", "level", "unit", "baseline", "target"}],
               "milestones": [{"id", "text", "level", "due_text", "latest", "original_text",
                               "original_latest", "state", "state_words", "state_text", "done_on",
                               "is_recurring", "is_overdue"}],
               "monitoring": [{"text", "level", "is_bullet"}],
               "citations": [{"printed", "source", "pages", "milestone"}],
               "waits_for": [{"printed", "name", "milestone"}],
               "state", "state_words", "since", "asked", "by", "at", "excused_reason",
               "silent_running": int, "no_change_running": int,
               "said": content (see ``plans.content``) or None,
               "review": {"status", "words", "why_differ", "decision", "by", "at"} or None,
               "views_differ": bool}]}

``said`` is what was submitted; a draft is nobody's business but the partnership's, and is None.
A quarter from paper names nobody in ``asked`` and ``by``, and has no time ``at``.
Nothing in it points back into the database but the ids of milestones and KPIs.
"""

import hashlib
import json
from collections import Counter
from typing import Any

from django.db.models import Max, Prefetch, QuerySet

from governance import clock

from .content import content_of, iso, number, status_of, with_content
from .models import (
    KPI,
    Citation,
    Lead,
    Milestone,
    MilestoneMove,
    MonitoringLine,
    PlanRound,
    ProgressUpdate,
    Review,
    WaitsFor,
)
from .no_change import times_running
from .printed_status import AS_PRINTED

Plain = dict[str, Any]
State = ProgressUpdate.State
SPOKEN = (State.SUBMITTED, State.ACCEPTED)


def snapshot_of(plan_round: PlanRound) -> Plain:
    """Return what the quarter says now, whole; the same number of queries for any plan."""
    updates = list(_updates_of(plan_round))
    running = runs_of(plan_round)
    rows = [
        _row(
            update,
            running.get(update.improvement_id, (0, 0)),
            is_frozen=plan_round.is_frozen,
            on_paper=plan_round.is_on_paper,
        )
        for update in updates
    ]
    plan, reporting_round = plan_round.plan, plan_round.round
    return {
        "shape": 1,
        "partnership": {
            "name": plan.partnership.name,
            "short_name": plan.partnership.short_name,
            "reviewer_title": plan.partnership.reviewer_title,
        },
        "plan": {
            "title": plan.title,
            "slug": plan.slug,
            "kind": plan.get_kind_display(),
            "period": plan.printed_period,
            "row_word": plan.row_word,
            "column_headers": plan.column_headers,
        },
        "round": {
            "label": reporting_round.label,
            "short_label": reporting_round.short_label,
            "months": reporting_round.months,
            "slug": reporting_round.slug,
            "starts_on": iso(reporting_round.starts_on),
            "ends_on": iso(reporting_round.ends_on),
            "from_paper": plan_round.is_on_paper,
        },
        "state": str(plan_round.state),
        "signed": (
            {"name": plan_round.signed_name, "at": plan_round.signed_at.isoformat()}
            if plan_round.signed_at
            else None
        ),
        "counts": dict(Counter(row["state"] for row in rows)),
        "statuses": _statuses(rows),
        "views_differ": sum(row["views_differ"] for row in rows),
        "moves_waiting": sum(
            move["state"] == MilestoneMove.State.ASKED
            for row in rows
            if row["said"]
            for move in row["said"]["moves"]
        ),
        "rows": rows,
    }


def digest_of(snapshot: Plain) -> str:
    """The SHA-256 of a snapshot, in hex, however the database orders its keys."""
    canonical = json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def runs_of(plan_round: PlanRound) -> dict[int, tuple[int, int]]:
    """For each improvement: how many quarters running before this one were silent, or no change."""
    return _runs(
        ProgressUpdate.objects.filter(
            improvement__plan_id=plan_round.plan_id,
            plan_round__round__starts_on__lt=plan_round.round.starts_on,
        )
    )


def runs_of_row(update: ProgressUpdate) -> tuple[int, int]:
    """The same for one row: quarters of silence, and of "no change", running before this one."""
    earlier = ProgressUpdate.objects.filter(
        improvement_id=update.improvement_id,
        plan_round__round__starts_on__lt=update.plan_round.round.starts_on,
    )
    return _runs(earlier).get(update.improvement_id, (0, 0))


def _runs(updates: QuerySet[ProgressUpdate]) -> dict[int, tuple[int, int]]:
    earlier = updates.order_by("improvement_id", "-plan_round__round__starts_on").values_list(
        "improvement_id", "state", "no_change_reason"
    )
    told: dict[int, list[tuple[str, str]]] = {}
    for improvement, state, reason in earlier:
        told.setdefault(improvement, []).append((state, reason))
    return {
        improvement: (
            times_running([state == State.SILENT for state, _ in quarters]),
            times_running([bool(reason) for _, reason in quarters]),
        )
        for improvement, quarters in told.items()
    }


def _updates_of(plan_round: PlanRound):
    live = {"retired_at__isnull": True}
    newest = Review.objects.published().select_related("status", "written_by").order_by("number")
    return (
        with_content(plan_round.updates.all())
        .select_related("improvement__theme", "improvement__plan", "asked")
        .annotate(sent=Max("submissions__number"))
        .order_by("improvement__order", "improvement__pk")
        .prefetch_related(
            Prefetch("improvement__leads", Lead.objects.filter(**live)),
            Prefetch("improvement__kpis", KPI.objects.filter(**live)),
            Prefetch("improvement__milestones", Milestone.objects.filter(**live)),
            Prefetch(
                "improvement__monitoring_lines",
                MonitoringLine.objects.filter(**live).select_related("process"),
            ),
            Prefetch(
                "improvement__citations", Citation.objects.filter(**live).select_related("source")
            ),
            Prefetch(
                "improvement__waits_for",
                WaitsFor.objects.filter(**live).select_related("awaited", "other"),
            ),
            Prefetch("reviews", newest, to_attr="published_reviews"),
        )
    )


def _row(
    update: ProgressUpdate, running: tuple[int, int], *, is_frozen: bool, on_paper: bool
) -> Plain:
    improvement = update.improvement
    # What is out when the quarter is signed can be sent no more: that is silence, closed or not.
    is_out = is_frozen and update.state in ProgressUpdate.EDITABLE
    unsaid = State.NOT_PRINTED if on_paper else State.SILENT
    state = State(unsaid if is_out else update.state)
    said = content_of(update) if update.state in SPOKEN else None
    review = _review_of(update)
    silent, unchanged = running
    return {
        "ref": improvement.ref,
        "number": improvement.number,
        "short_name": improvement.short_name,
        "called": improvement.called,
        "theme": improvement.theme.title if improvement.theme else "",
        "statement": improvement.statement,
        "layout": improvement.layout,
        "lead_heading": improvement.lead_heading,
        "kpi_heading": improvement.kpi_heading,
        "leads": [
            {"topic": lead.topic, "name": lead.name, "level": lead.level}
            for lead in improvement.leads.all()
        ],
        "kpis": [
            {
                "text": kpi.text,
                "level": kpi.level,
                "unit": kpi.unit,
                "baseline": number(kpi.baseline),
                "target": number(kpi.target),
            }
            for kpi in improvement.kpis.all()
        ],
        "milestones": [_milestone(milestone) for milestone in improvement.milestones.all()],
        "monitoring": [
            {
                "text": line.text or (line.process.text if line.process else ""),
                "level": line.level,
                "is_bullet": line.is_bullet,
            }
            for line in improvement.monitoring_lines.all()
        ],
        "citations": [
            {
                "printed": citation.printed,
                "source": citation.source.title,
                "pages": citation.pages,
                "milestone": citation.milestone_id,
            }
            for citation in improvement.citations.all()
        ],
        "waits_for": [
            {
                "printed": wait.printed,
                "name": str(wait.awaited or wait.other),
                "milestone": wait.milestone_id,
            }
            for wait in improvement.waits_for.all()
        ],
        "state": str(state),
        "state_words": str(state.label),
        "since": update.state_since.isoformat(),
        # Whoever wrote a paper down did not write the update, nor on that day.
        "asked": update.asked.name if update.asked and not on_paper else "",
        "by": update.submitted_by.name if update.submitted_by and not on_paper else "",
        "at": update.submitted_at.isoformat() if update.submitted_at and not on_paper else None,
        "excused_reason": update.excused_reason,
        "silent_running": silent + 1 if state == State.SILENT else 0,
        "no_change_running": unchanged + 1 if said and said["no_change"] else 0,
        "said": said,
        "review": review,
        "views_differ": _differ(said, review),
    }


def _milestone(milestone: Milestone) -> Plain:
    return {
        "id": milestone.pk,
        "text": milestone.text,
        "level": milestone.level,
        "due_text": milestone.due_text,
        "latest": iso(milestone.latest),
        "original_text": milestone.original_due_text,
        "original_latest": iso(milestone.original_latest),
        "state": str(milestone.state),
        "state_words": str(milestone.get_state_display()),
        "state_text": milestone.state_text,
        "done_on": iso(milestone.done_on),
        "is_recurring": milestone.is_recurring,
        "is_overdue": milestone.is_overdue(at=clock.today()),
    }


def _review_of(update: ProgressUpdate) -> Plain | None:
    """The published voice on the last submission; an older answer is not about these words."""
    sent = getattr(update, "sent", None)
    reviews = [each for each in getattr(update, "published_reviews", []) if each.number == sent]
    if not reviews:
        return None
    review = reviews[-1]
    return {
        "status": status_of(review.status),
        "words": review.words,
        "why_differ": review.why_differ,
        "decision": review.decision,
        "by": review.written_by.name,
        "at": review.published_at.isoformat(),
    }


def _differ(said: Plain | None, review: Plain | None) -> bool:
    if not (said and review and said["status"] and review["status"]):
        return False
    if said["status"]["standing"] == AS_PRINTED:
        return False  # nobody knows yet what the paper's word means
    return bool(said["status"]["key"] != review["status"]["key"])


def _statuses(rows: list[Plain]) -> list[Plain]:
    """How many rows stand where, in the partnership's own words."""
    found: dict[str, Plain] = {}
    for row in rows:
        status = row["said"]["status"] if row["said"] else None
        if status:
            found.setdefault(status["key"], {**status, "count": 0})["count"] += 1
    return list(found.values())
