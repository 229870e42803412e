"""A document that is a newer issue of a plan or of objective sets, beside what it was."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from governance.models import ImportRun, Partnership
from okrs.documents.matching import compare as compare_okrs
from okrs.documents.placed import PlacedOkrs
from okrs.documents.taking_out import okrs_on_paper
from okrs.models import ObjectiveSet
from plans.documents.differences import Comparison, Difference
from plans.documents.matching import compare
from plans.documents.placed import PlacedPlan
from plans.documents.taking_out import plan_on_paper
from plans.models import Plan

from .stored import document_of

# The order in which a person looks: what is new, what moves, what reads differently, what is gone.
_GROUPS = (
    ("New", "added"),
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
    """The plan of which a document that waits is a newer issue; none where it was removed."""
    plan = run.subject if run.subject_id and run.is_ready else None
    return plan if isinstance(plan, Plan) and plan.is_live else None


def sets_of(run: ImportRun) -> list[ObjectiveSet]:
    """The sets of the quarter of which a document that waits is a newer issue."""
    known = run.subject if run.subject_id and run.is_ready else None
    if not isinstance(known, ObjectiveSet):
        return []
    return list(
        known.partnership.objective_sets.filter(
            starts_on=known.starts_on, ends_on=known.ends_on
        ).order_by("order", "pk")
    )


def first_of_each_quarter(partnership: Partnership) -> QuerySet[ObjectiveSet]:
    """One set for each quarter that has any, the newest quarter first."""
    sets = partnership.objective_sets.all()
    earlier = sets.filter(
        starts_on=OuterRef("starts_on"), ends_on=OuterRef("ends_on"), pk__lt=OuterRef("pk")
    )
    return sets.filter(~Exists(earlier)).order_by("-starts_on", "pk")


def comparison_of(run: ImportRun) -> Comparison | None:
    """What differs from what it was; nothing where the document is of its own or another kind."""
    if not run.subject_id or not run.is_ready:
        return None
    document = document_of(run)
    if isinstance(document, PlacedPlan) and (plan := plan_of(run)) is not None:
        return compare(plan_on_paper(plan), document)
    if isinstance(document, PlacedOkrs) and (sets := sets_of(run)):
        return compare_okrs(okrs_on_paper(sets), document)
    return None


def earlier_of(run: ImportRun) -> dict[str, str]:
    """What a newer issue is merged into, as the pages name it: its title, address and noun."""
    if (plan := plan_of(run)) is not None:
        return {"title": plan.title, "url": plan.get_absolute_url(), "noun": "plan"}
    sets = sets_of(run)
    if not sets:
        return {}
    title = f"objectives of {sets[0].label}"
    return {"title": title, "url": sets[0].get_absolute_url(), "noun": "sets"}


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
