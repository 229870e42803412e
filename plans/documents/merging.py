"""Merging a newer issue into a plan: what a person took of its differences, through the actions.

A moved date is a re-scheduling with its history and reason; a row or a part that is gone is taken
out with a reason, never deleted. One transaction, one event, and all of it can be taken back.
"""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from governance import audit
from governance.documents import runs
from governance.errors import ActionRefused
from governance.models import ImportRun, User
from governance.verification.checking import require_whole

from ..models import Improvement, Plan
from .commit import require_same_site
from .differences import Comparison, Difference
from .kept import as_kept
from .matching import compare, new_statuses
from .paper_progress import write_progress
from .periods import Days
from .placed import PlacedPlan, PlacedRow
from .plan_merging import merge_plan_fields
from .row_merging import RowsMerge
from .taking_out import plan_on_paper, rows_with_parts


@transaction.atomic
def merge_plan(
    plan: Plan,
    placed: PlacedPlan,
    choices: Mapping[str, bool] | None = None,
    *,
    run: ImportRun | None = None,
    round_days: Mapping[str, Days] | None = None,
    status_words: Mapping[str, str] | None = None,
    by: User,
) -> Plan:
    """Bring a newer issue into its plan; ``choices`` says of each difference's key take or leave.

    Without choices what is proposed is taken. Raises ActionRefused when the plan was changed since
    the choices were made, when nothing is taken, or when an action of it is refused;
    ChangedMeanwhile when somebody saves one of its rows while it is merged.
    """
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    # Read once: what was compared is what is written to. Read again, a row that somebody added or
    # took out in between would shift the places, and one row's words would land in another.
    compared = rows_with_parts(plan)
    old = plan_on_paper(plan, rows=compared)
    comparison = compare(old, placed)
    taken = comparison.taken(choices)
    if not taken:
        raise ActionRefused("Nothing of the newer issue was chosen, so the plan stays as it is.")
    # A quarter from paper that says more is kept as sent and frozen anew, with what it said before.
    require_whole(plan.partnership, what="Nothing was imported")
    if run is not None:
        require_same_site(run, plan.partnership)
        run = runs.begin_commit(run)
    was = runs.before(plan) if run is not None else None
    new = as_kept(
        replace(
            placed,
            starts_on=placed.starts_on or old.starts_on,
            ends_on=placed.ends_on or old.ends_on,
        )
    )
    name = run.file_name if run is not None else new.title
    with audit.as_one("plans.plan_merged", partnership=plan.partnership, by=by) as whole:
        merge_plan_fields(plan, new, taken, reason=f"Not in the newer issue: {name}", by=by)
        rows = RowsMerge(plan, compared, old, new, comparison, taken, name=name, by=by)
        rows.merge()
        standing = _with_new_statuses(rows.standing, old, comparison)
        spoken, only = _new_words(standing, taken, _left_status(comparison, taken))
        rounds = write_progress(
            plan,
            new,
            spoken,
            round_days=round_days or {},
            status_words=status_words,
            only=only,
            by=by,
        )
        whole.subject = plan
        whole.sentence = (
            f"{{actor}} merged the newer issue “{name}” into the plan “{plan.title}”: "
            f"{len(taken)} of {len(comparison.differences)} differences."
        )
        whole.details = _counts(comparison, taken) | ({"sha256": run.sha256} if run else {})
    if run is not None:
        runs.finish_commit(run, subject=plan, was=was, shared=rounds, event=whole.event, by=by)
    return plan


def _new_words(
    standing: list[tuple[Improvement, PlacedRow, int]], taken: list[Difference], left: set[int]
) -> tuple[list[tuple[Improvement, PlacedRow]], dict[int, set[int]]]:
    """The rows of which the newer issue says something, and the places of their new notes.

    Where it says anything new, the status of every row is of that quarter, but for ``left``: the
    rows whose other status was not taken.
    """
    notes: dict[int, set[int]] = {}
    for one in taken:
        if one.place.part in {"progress", "status"} and one.place.new_row is not None:
            places = notes.setdefault(one.place.new_row, set())
            if one.place.new_at is not None:
                places.add(one.place.new_at)
    added = {one.place.new_row for one in taken if one.kind == "added" and one.what == "row"}
    rows, only = [], {}
    for made, row, at in standing:
        row = replace(row, status="", statuses=[]) if at in left else row
        if at in notes or (notes and (at in added or row.status)):
            rows.append((made, row))
            only[made.pk] = notes.get(at, set())
    return rows, only


def _with_new_statuses(
    standing: list[tuple[Improvement, PlacedRow, int]], old: PlacedPlan, comparison: Comparison
) -> list[tuple[Improvement, PlacedRow, int]]:
    """The rows without the statuses of quarters that were written down before."""
    was = {to: old.rows[at] for at, to in comparison.rows}
    found = []
    for made, row, at in standing:
        if row.statuses and at in was:
            said = new_statuses(was[at], row)
            row = replace(row, statuses=said, status=row.status if said else "")
        found.append((made, row, at))
    return found


def _left_status(comparison: Comparison, taken: list[Difference]) -> set[int]:
    """The places of the rows whose status differs and was left as it is."""
    keys = {one.key for one in taken}
    return {
        one.place.new_row
        for one in comparison.differences
        if one.place.part == "status" and one.key not in keys and one.place.new_row is not None
    }


def _counts(comparison: Comparison, taken: list[Difference]) -> dict[str, int]:
    count = {"taken": len(taken), "left": len(comparison.differences) - len(taken)}
    for one in taken:
        count[one.kind] = count.get(one.kind, 0) + 1
    return count
