"""A plan of the demonstration, row by row, through the same deeds as in the browser."""

from datetime import date
from typing import Any

from governance.models import User
from plans.models import Improvement, Milestone, Plan
from plans.parts import PARTS, ROW
from plans.workflow.editing import add_part, create_plan

from .people import People

Facts = dict[str, Any]
_DATED = ("due_text", "precision", "date_kind", "year_inferred", "dates")


def write_plan(facts: Facts, people: People) -> tuple[Plan, dict[str, Milestone]]:
    """Make the plan with all its parts; return it and its milestones by their key."""
    by = people.coordinator
    told = facts["plan"]
    plan = create_plan(people.partnership, fields=_plan_fields(told), by=by)
    themes = {
        each["title"]: add_part(PARTS["theme"], owner=plan, changes={"title": each["title"]}, by=by)
        for each in told.get("themes", [])
    }
    for section in told.get("sections", []):
        add_part(PARTS["section"], owner=plan, changes=section, by=by)
    sources = {
        each["key"]: add_part(
            PARTS["source"],
            owner=plan,
            changes={"key": each["key"].replace("_", "-"), "title": each["title"]},
            by=by,
        )
        for each in facts.get("sources", [])
    }
    awaited = {
        each["key"]: add_part(
            PARTS["awaited"],
            owner=plan,
            changes={
                "title": each["title"],
                "kind": each["kind"],
                "text": each.get("text", each["title"]),
            }
            | _dated(each),
            by=by,
        )
        for each in facts.get("awaited", [])
    }
    processes = {
        each["key"]: add_part(
            PARTS["process"],
            owner=plan,
            changes={name: each.get(name, "") for name in ("text", "actors", "frequency")},
            by=by,
        )
        for each in facts.get("monitoring_processes", [])
    }
    rows: dict[str, Improvement] = {}
    milestones: dict[str, Milestone] = {}
    for row in facts["improvements"]:
        improvement = _improvement(plan, row, themes.get(row["theme"]), people)
        rows[row["ref"]] = improvement
        milestones |= _cells(improvement, row, processes, people)
    for row in facts["improvements"]:
        _pointers(rows[row["ref"]], row, rows, milestones, sources, awaited, by)
    return plan, milestones


def _plan_fields(told: Facts) -> Facts:
    names = ("slug", "title", "kind", "printed_period", "numbering", "column_headers")
    days = ("starts_on", "ends_on", "issued_on")
    fields = {name: told[name] for name in names if name in told}
    fields |= {name: date.fromisoformat(told[name]) for name in days if told.get(name)}
    if told.get("issue_text"):
        fields["issue_text"] = told["issue_text"]
    return fields


def _improvement(plan: Plan, row: Facts, theme: Any, people: People) -> Improvement:
    changes = {
        "theme": theme,
        "ref": row["ref"],
        "updater": people[row.get("updater")],
        "raw_fragments": row.get("raw_fragments", []),
    }
    for name in ("number", "short_name", "statement", "layout", "lead_heading"):
        changes[name] = row[name]
    changes["kpi_heading"] = row.get("kpi_heading") or ""
    return add_part(ROW, owner=plan, changes=changes, by=people.coordinator)


def _cells(
    improvement: Improvement, row: Facts, processes: Facts, people: People
) -> dict[str, Milestone]:
    """Write leads, KPIs, milestones and monitoring of one row, in the order of the paper."""
    by: User = people.coordinator
    for lead in row["leads"]:
        add_part(
            PARTS["lead"],
            owner=improvement,
            changes={
                "topic": lead.get("topic", ""),
                "name": lead["name"],
                "kind": lead["kind"],
                "user": people[lead.get("person")],
                "body": people.bodies.get(lead.get("body") or ""),
            },
            by=by,
        )
    for kpi in row["kpis"]:
        changes = {"text": kpi["text"], "level": kpi["level"], "is_bullet": kpi["is_bullet"]}
        for name in ("unit", "baseline", "target"):
            if kpi.get(name) not in (None, ""):
                changes[name] = kpi[name]
        add_part(PARTS["kpi"], owner=improvement, changes=changes | _dated(kpi), by=by)
    for line in row["monitoring"]:
        process = processes.get(line.get("process") or "")
        changes = {
            "process": process,
            "text": line.get("text", ""),
            "level": line.get("level", 0),
            "is_bullet": line.get("is_bullet", True),
        }
        add_part(PARTS["monitoring"], owner=improvement, changes=changes, by=by)
    milestones: dict[str, Milestone] = {}
    for told in row["milestones"]:
        changes = {
            "text": told["text"],
            "level": told["level"],
            "is_bullet": told.get("is_bullet", True),
            "is_recurring": told["is_recurring"],
            "recurrence_text": told.get("recurrence_text", ""),
            "state_text": told.get("state_text", "") or told.get("done_text", ""),
            "parent": milestones.get(told.get("parent") or ""),
            "state": told["state_before"],
            "done_on": _day(told.get("done_on")),
        }
        milestones[told["key"]] = add_part(
            PARTS["milestone"], owner=improvement, changes=changes | _dated(told), by=by
        )
    return milestones


def _pointers(
    improvement: Improvement,
    row: Facts,
    rows: dict[str, Improvement],
    milestones: dict[str, Milestone],
    sources: Facts,
    awaited: Facts,
    by: User,
) -> None:
    """Write what the row cites, points at and waits for, once every row is there."""
    by_number = {each.number or each.ref: each for each in rows.values()}
    for kind, entries in (
        ("citation", row.get("citations", [])),
        ("reference", row.get("references", [])),
        ("waitsfor", row.get("waits_for", [])),
    ):
        for told in entries:
            changes = {
                "milestone": milestones.get(told.get("on") or ""),
                "printed": told["printed"],
                "block": told.get("block"),
                "start": told.get("start"),
            }
            if kind == "citation":
                changes |= {"source": sources[told["source"]], "pages": told.get("pages") or ""}
            elif kind == "reference":
                changes["to"] = by_number.get(told.get("to") or "")
            else:
                changes["awaited"] = awaited.get(told.get("awaited") or "")
                changes["other"] = by_number.get(told.get("other") or "")
            add_part(PARTS[kind], owner=improvement, changes=changes, by=by)


def _dated(told: Facts) -> Facts:
    found = {name: told[name] for name in _DATED if name in told}
    return found | {"earliest": _day(told.get("earliest")), "latest": _day(told.get("latest"))}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
