"""What a row ought to have and has not: a lead, a date, a KPI, words."""

from governance.documents.findings import Finding
from governance.text.structured_text import plain

from ..documents.placed import PlacedPlan, PlacedRow
from .words_of import label, opening


def rows_without_lead(plan: PlacedPlan) -> list[Finding]:
    """Rows that name nobody; an owner is what an auditor asks for first."""
    return [
        Finding(
            "row-without-lead",
            label(plan, row),
            opening(row),
            f"Row {label(plan, row)} names no lead. Say who answers for it.",
        )
        for row in plan.rows
        if not any(lead.name for lead in row.leads)
    ]


def rows_without_date(plan: PlacedPlan) -> list[Finding]:
    """Rows in which nothing is due and nothing comes round, so they can never be late."""
    return [
        Finding(
            "row-without-date",
            label(plan, row),
            opening(row),
            f"Row {label(plan, row)} holds no date. Without one it can never be late, nor done.",
        )
        for row in plan.rows
        if not _has_date(row)
    ]


def _has_date(row: PlacedRow) -> bool:
    dated = any(
        one.latest or one.earliest or one.date_kind in {"event", "recurring"}
        for one in [*row.milestones, *row.kpis]
    )
    rhythm = any(one.is_recurring or one.state == "done" for one in row.milestones)
    in_statement = any(
        mark.get("latest") or mark.get("earliest")
        for block in row.statement
        for mark in block.get("marks", [])
    )
    return dated or rhythm or in_statement


def rows_without_kpi(plan: PlacedPlan) -> list[Finding]:
    """Rows that say neither a KPI nor a heading for one."""
    return [
        Finding(
            "row-without-kpi",
            label(plan, row),
            opening(row),
            f"Row {label(plan, row)} has no KPI. Say what will show that it worked.",
        )
        for row in plan.rows
        if not row.kpi_heading and not any(kpi.text for kpi in row.kpis)
    ]


def empty_kpi_headings(plan: PlacedPlan) -> list[Finding]:
    """A KPI heading with nothing beneath it."""
    return [
        Finding(
            "kpi-heading-without-kpis",
            label(plan, row),
            row.kpi_heading,
            f"Row {label(plan, row)} prints “{row.kpi_heading}” and nothing beneath it.",
        )
        for row in plan.rows
        if row.kpi_heading and not any(kpi.text for kpi in row.kpis)
    ]


def empty_statements(plan: PlacedPlan) -> list[Finding]:
    """A row that says nothing of what is to get better."""
    return [
        Finding(
            "row-without-words",
            label(plan, row),
            "",
            f"Row {label(plan, row)} does not say what is to get better.",
        )
        for row in plan.rows
        if not plain(row.statement).strip()
    ]
