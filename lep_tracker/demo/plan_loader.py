"""A plan of the demonstration: imported from its Word document, then what paper does not say.

The document holds everything printed; the facts beside it are ours: who updates a row, which
account a printed lead is, what was done by the first quarter, what a row waits for.
"""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from governance.models import User
from governance.workflow.imports import receive_document
from lep_tracker.documents.reading_runs import read_run
from lep_tracker.documents.stored import document_of
from plans.documents.commit import commit_plan
from plans.documents.placed import PlacedPlan
from plans.models import Improvement, Milestone, Plan
from plans.parts import PARTS
from plans.workflow.editing import add_part, edit_part

from .people import DemoPeople

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"
Facts = dict[str, Any]
Rows = dict[str, Improvement]


def load_plan(facts: Facts, people: DemoPeople) -> tuple[Plan, dict[str, Milestone]]:
    """Import the plan of a document; return it and its milestones by their key ("14-m2")."""
    told, by = facts["plan"], people.coordinator
    first = facts["rounds"][0]
    run = receive_document(
        people.partnership,
        name=told["document"],
        data=(FOLDER / told["document"]).read_bytes(),
        by=by,
    )
    read_run(run)
    run.refresh_from_db()
    placed = document_of(run)
    if not isinstance(placed, PlacedPlan):
        raise ValueError(f"{told['document']} is no plan: {run.problem or placed.kind}")
    placed.title = told["title"]
    meanings = _read_statuses(placed, facts)
    plan = commit_plan(
        placed,
        partnership=people.partnership,
        run=run,
        round_days={"": (_day(first["starts_on"]), _day(first["ends_on"]))},
        status_words=meanings,
        slug=told["slug"],
        by=by,
    )
    rows = {row.ref: row for row in plan.improvements.all()}
    milestones: dict[str, Milestone] = {}
    for told_row in facts["improvements"]:
        row = rows[told_row["ref"]]
        _dress(row, told_row, people)
        for place, milestone in enumerate(row.milestones.all(), start=1):
            milestones[f"{row.ref}-m{place}"] = milestone
        _stand(told_row, milestones, by)
    _waits(facts, plan, rows, milestones, by)
    return plan, milestones


def _read_statuses(placed: PlacedPlan, facts: Facts) -> dict[str, str]:
    """Put the words by which the paper states a status where they belong; return what they mean."""
    stated = {
        one["ref"]: (one["printed_status"], one["printed_status_means"])
        for one in facts["improvements"]
        if "printed_status" in one
    }
    for row in placed.rows:
        if row.number in stated:
            row.status, _ = stated[row.number]
    return dict(stated.values())


def _dress(row: Improvement, told: Facts, people: DemoPeople) -> None:
    """Who is asked, what lists call the row, which accounts and bodies its leads are."""
    by = people.coordinator
    changes = {"updater": people[told.get("updater")], "short_name": told["short_name"]}
    edit_part(row, changes=changes, by=by)
    for lead, who in zip(row.leads.all(), told.get("leads", []), strict=True):
        changes = {
            "kind": who["kind"],
            "user": people[who.get("person")],
            "body": people.bodies.get(who.get("body") or ""),
        }
        if any(getattr(lead, name) != value for name, value in changes.items()):
            edit_part(lead, changes=changes, by=by)
    kpis = list(row.kpis.all())
    for measured in told.get("measured", []):
        edit_part(
            kpis[measured["kpi"] - 1],
            changes={name: measured[name] for name in ("unit", "baseline", "target")},
            by=by,
        )


def _stand(told: Facts, milestones: dict[str, Milestone], by: User) -> None:
    """What was done or under way when the first quarter was written down."""
    for each in told.get("stands", []):
        milestone = milestones[each["milestone"]]
        changes = {
            name: each[name]
            for name in ("state", "state_text", "is_recurring", "recurrence_text")
            if name in each
        }
        edit_part(milestone, changes=changes | {"done_on": _maybe_day(each.get("done_on"))}, by=by)


def _waits(
    facts: Facts, plan: Plan, rows: Rows, milestones: dict[str, Milestone], by: User
) -> None:
    """What rows wait for: a named document, event or body, or another row."""
    awaited = {
        each["key"]: add_part(
            PARTS["awaited"],
            owner=plan,
            changes={"title": each["title"], "kind": each["kind"], "text": each["title"]},
            by=by,
        )
        for each in facts.get("awaited", [])
    }
    for told in facts["improvements"]:
        for each in told.get("waits_for", []):
            changes = {
                "milestone": milestones.get(each.get("on") or ""),
                "printed": each["printed"],
                "block": each.get("block"),
                "start": each.get("start"),
                "awaited": awaited.get(each.get("awaited") or ""),
                "other": rows.get(each.get("other") or ""),
            }
            add_part(PARTS["waitsfor"], owner=rows[told["ref"]], changes=changes, by=by)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _maybe_day(text: str | None) -> date | None:
    return _day(text) if text else None
