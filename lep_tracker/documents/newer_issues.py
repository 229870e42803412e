"""A document that is a newer issue of a plan, beside that plan."""

from dataclasses import dataclass

from governance.models import ImportRun
from plans.documents.differences import Comparison, Difference
from plans.documents.matching import compare
from plans.documents.placed import PlacedPlan
from plans.documents.taking_out import plan_on_paper
from plans.models import Plan

from .stored import document_of

# The order in which a person looks: what is new, what moves, what reads differently, what is gone.
_GROUPS = (
    ("New rows", "added"),
    ("Dates that move", "moved"),
    ("What reads differently", "changed"),
    ("New numbers", "renumbered"),
    ("Not in the newer issue", "gone"),
)


@dataclass(frozen=True)
class Group:
    """Differences of one sort, as the page lists them."""

    title: str
    key: str
    differences: list[Difference]


def plan_of(run: ImportRun) -> Plan | None:
    """The plan of which a document that waits is a newer issue; none where it was taken out."""
    plan = run.subject if run.subject_id and run.is_ready else None
    return plan if isinstance(plan, Plan) and plan.is_live else None


def comparison_of(run: ImportRun) -> Comparison | None:
    """What differs from the plan; nothing where the document is of its own or no plan."""
    plan = plan_of(run)
    document = document_of(run) if plan is not None else None
    if plan is None or not isinstance(document, PlacedPlan):
        return None
    return compare(plan_on_paper(plan), document)


def groups_of(comparison: Comparison) -> list[Group]:
    """The differences in groups, without the empty ones."""
    found = [Group(title, key, getattr(comparison, key)) for title, key in _GROUPS]
    return [group for group in found if group.differences]


def sentences_by_row(comparison: Comparison) -> dict[int, list[str]]:
    """For each row of the newer issue what differs in it, in sentences."""
    told: dict[int, list[str]] = {}
    for one in comparison.differences:
        if one.place.new_row is not None:
            told.setdefault(one.place.new_row, []).append(one.sentence)
    return told
