"""What a quarter of a plan says, as plain data: frozen at signing or closing, read by the pack.

Shape of ``snapshot_of``::

    {"shape": 2, "position_on": the day by which its dates are judged,
     "partnership": {"name", "short_name", "reviewer_title"},
     "plan": {"title", "slug", "kind", "period", "row_word", "column_headers"},
     "round": {"label", "short_label", "months", "slug", "starts_on", "ends_on", "from_paper"},
     "state": "collecting" | "closed", "signed": {"name", "at"} or None,
     "counts": {outcome: number of rows}, "statuses": [{status, "count"}],
     "views_differ": int, "moves_waiting": int,
     "rows": [{"ref", "number", "short_name", "called", "theme", "statement": blocks, "layout",
               "lead_heading", "kpi_heading", "status_text", "raised_on", "extras",
               "raw_fragments", "leads": [{"topic", "name", "level"}],
               "kpis": [{"text", "level", "unit", "baseline", "target"}],
               "milestones": [{"id", "text", "level", "due_text", "latest", "original_text",
                               "original_latest", "state", "state_words", "state_text", "done_on",
                               "is_recurring", "is_overdue"}],
               "monitoring": [{"text", "level", "is_bullet"}],
               "citations": [{"printed", "source", "pages", "milestone"}],
               "waits_for": [{"printed", "name", "milestone"}],
               "state" as stored, "outcome": key of ``outcomes``, "joined_on": day or None,
               "step": {"word", "by", "at"} of the state the row is in,
               "asked", "by", "at" (of what was submitted), "excused_reason",
               "silent_running": int, "no_change_running": int,
               "said": content (see ``plans.rounds.content``) or None,
               "returned": {"said": content, "by", "at"} or None,
               "review": {"status", "words", "why_differ", "decision", "note", "by", "at"} or None,
               "views_differ": bool}]}

``said`` is what stands as submitted; what was typed in a draft is nobody's business but the
partnership's. ``returned`` is what was submitted last where it was returned and not submitted
again. A quarter from paper names nobody in ``asked`` and ``by``, and has no time ``at``.
Nothing in it points back into the database but the ids of milestones and KPIs.
``plans.rounds.frozen`` reads one of any shape.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Max, Prefetch

from governance.clock import london_day
from governance.models import User
from governance.storage.frozen import kept

from ..models import (
    KPI,
    Citation,
    Improvement,
    Lead,
    Milestone,
    MilestoneMove,
    MonitoringLine,
    PlanRound,
    ProgressUpdate,
    Review,
    Submission,
    WaitsFor,
)
from .content import content_of, iso, status_of, with_content
from .outcomes import RETURNED, SILENT
from .printed_status import AS_PRINTED
from .runs import runs_of

Plain = dict[str, Any]


def snapshot_of(plan_round: PlanRound) -> Plain:
    """Return what the quarter says now, whole; the same number of queries for any plan.

    Its dates are judged by ``plan_round.judged_on``.
    """
    day = plan_round.judged_on
    running = runs_of(plan_round)
    rows = []
    for update in _updates_of(plan_round):
        update.plan_round = plan_round
        rows.append(_row(update, running.get(update.improvement_id, (0, 0)), day))
    plan, reporting_round = plan_round.plan, plan_round.round
    return {
        "shape": 2,
        "position_on": day.isoformat(),
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
        "counts": dict(Counter(row["outcome"] for row in rows)),
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


def _updates_of(plan_round: PlanRound):
    live = {"retired_at__isnull": True}
    newest = Review.objects.published().select_related("status", "published_by").order_by("number")
    sent = Submission.objects.filter(update__state=ProgressUpdate.State.RETURNED)
    sent = sent.select_related("submitted_by").order_by("number")
    return (
        with_content(plan_round.updates.all())
        .select_related("improvement__theme", "improvement__plan", "asked", "state_by")
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
            Prefetch("submissions", sent, to_attr="sent_back"),
        )
    )


def _row(update: ProgressUpdate, running: tuple[int, int], day: date) -> Plain:
    """What a row of the plan promises, what became of it, and both views of it."""
    improvement, outcome = update.improvement, update.outcome
    said = content_of(update) if outcome.stands else None
    review = _review_of(update)
    silent, unchanged = running
    return {
        **kept(improvement),
        "called": improvement.called,
        "theme": improvement.theme.title if improvement.theme else "",
        **{name: _listed(improvement, name, day) for name in _LISTS},
        "state": str(update.state),
        "outcome": outcome.key,
        "joined_on": iso(london_day(update.joined_at)) if update.joined_at else None,
        "step": _step(update),
        **_who_and_when(update),
        "excused_reason": update.excused_reason,
        "silent_running": silent + 1 if outcome.key == SILENT else 0,
        "no_change_running": unchanged + 1 if said and said["no_change"] else 0,
        "said": said,
        "returned": _returned(update) if outcome.key == RETURNED else None,
        "review": review,
        "views_differ": _differ(said, review),
    }


def _listed(improvement: Improvement, name: str, day: date) -> list[Plain]:
    attribute, in_plain = _LISTS[name]
    return [in_plain(part, day) for part in getattr(improvement, attribute).all()]


def _step(update: ProgressUpdate) -> Plain:
    """The word of the state the row is in, who brought it there, and when."""
    step = update.last_step
    return {"word": str(step.word), "by": _name(step.by), "at": step.at.isoformat()}


def _who_and_when(update: ProgressUpdate) -> Plain:
    """Who was asked, and who submitted when; nobody of a quarter from paper.

    Whoever wrote a paper down did not write the update, nor on that day.
    """
    if update.plan_round.is_on_paper:
        return {"asked": "", "by": "", "at": None}
    at = update.submitted_at
    return {
        "asked": _name(update.asked),
        "by": _name(update.submitted_by),
        "at": at.isoformat() if at else None,
    }


def _name(person: User | None) -> str:
    return person.name if person else ""


def _returned(update: ProgressUpdate) -> Plain | None:
    """What was submitted last of a row that was returned; what was typed since is a draft."""
    sent = getattr(update, "sent_back", [])
    if not sent:
        return None
    last = sent[-1]
    return {
        "said": last.content,
        "by": last.submitted_by.name,
        "at": last.submitted_at.isoformat(),
    }


def _lead(lead: Lead, day: date) -> Plain:
    return kept(lead)


def _kpi(kpi: KPI, day: date) -> Plain:
    return kept(kpi)


def _milestone(milestone: Milestone, day: date) -> Plain:
    return {
        "id": milestone.pk,
        **kept(milestone),
        "original_text": milestone.original_due_text,
        "state_words": str(milestone.get_state_display()),
        "is_overdue": milestone.is_overdue(at=day),
    }


def _monitoring(line: MonitoringLine, day: date) -> Plain:
    return {
        "text": line.text or (line.process.text if line.process else ""),
        "level": line.level,
        "is_bullet": line.is_bullet,
    }


def _citation(citation: Citation, day: date) -> Plain:
    return {
        "printed": citation.printed,
        "source": citation.source.title,
        "pages": citation.pages,
        "milestone": citation.milestone_id,
    }


def _waits_for(wait: WaitsFor, day: date) -> Plain:
    return {
        "printed": wait.printed,
        "name": str(wait.awaited or wait.other),
        "milestone": wait.milestone_id,
    }


# What belongs to a row: its name here, that of its rows, and how one of them reads on a day.
_LISTS: dict[str, tuple[str, Callable[[Any, date], Plain]]] = {
    "leads": ("leads", _lead),
    "kpis": ("kpis", _kpi),
    "milestones": ("milestones", _milestone),
    "monitoring": ("monitoring_lines", _monitoring),
    "citations": ("citations", _citation),
    "waits_for": ("waits_for", _waits_for),
}


def _review_of(update: ProgressUpdate) -> Plain | None:
    """The published voice on the last submission; an older answer is not about these words.

    Of a row that was sent again and withdrawn no words stand, so the note with which it went back
    is the last thing said of it.
    """
    reviews = getattr(update, "published_reviews", [])
    if update.state != ProgressUpdate.State.DRAFT:
        sent = getattr(update, "sent", None)
        reviews = [each for each in reviews if each.number == sent]
    if not reviews:
        return None
    review = reviews[-1]
    return {
        "status": status_of(review.status),
        "words": review.words,
        "why_differ": review.why_differ,
        "decision": review.decision,
        "note": review.note if review.decision == Review.Decision.RETURNED else "",
        "by": review.published_by.name,
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
