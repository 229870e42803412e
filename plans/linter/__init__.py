"""What a careful reader would ask about a plan, before a committee does.

Works on the plan as it stands on paper (``plans.documents.placed``), so the same rules serve the
command line, the page that stays with a plan and the review of an import. Nothing is changed.
"""

from collections.abc import Callable

from governance.documents.findings import Finding

from ..documents.placed import PlacedPlan
from . import dates, leads, missing, pointers, promises, whole, wording

Rule = Callable[[PlacedPlan], list[Finding]]

RULES: tuple[Rule, ...] = (
    missing.rows_without_lead,
    missing.rows_without_date,
    missing.rows_without_kpi,
    missing.empty_kpi_headings,
    missing.empty_statements,
    dates.outside_the_plan,
    dates.likely_misprints,
    pointers.unmatched_brackets,
    pointers.layout_references,
    pointers.lost_links,
    pointers.rows_that_are_not_there,
    leads.leads_with_many_rows,
    whole.phases_that_do_not_sum,
    whole.numbers_printed_twice,
    whole.rows_said_twice,
    whole.things_that_hold_up_many_rows,
    wording.people_spelled_two_ways,
    wording.undefined_acronyms,
    wording.compound_actions,
    wording.past_dates_in_future_tense,
    promises.cadence_not_met,
    promises.period_labels_that_disagree,
)


def lint_plan(plan: PlacedPlan) -> list[Finding]:
    """Every finding once, in the order of the rules and of the rows."""
    found = [finding for rule in RULES for finding in rule(plan)]
    return list({finding.key: finding for finding in found}.values())
