"""Who gets in where: the addresses of plans."""

from typing import Any

from django.core.files.base import ContentFile

from governance.documents.findings import Finding
from governance.models import Evidence
from governance.workflow.findings import mark_intended
from plans.documents.taking_out import plan_on_paper
from plans.linter import lint_plan
from plans.models import Improvement, Milestone
from plans.workflow.editing import retire_part
from tests.access_table import HERE, World, form, page, verb
from tests.plans.access_reviews import REVIEWS
from tests.plans.access_rounds import ROUNDS

EDITORS = "coordinator"
PLAN = "partnership plan"
ROW = f"{PLAN} improvement"
PART = f"{PLAN} =milestone milestone"


def take_out(name: str):
    def retire(world: World) -> None:
        retire_part(getattr(world, name), reason="No longer wanted.", by=world.coordinator)

    return retire


def two_milestones(world: World) -> None:
    Milestone.objects.create(improvement=world.improvement, text="A second step", order=2)


def put_back_milestone(world: World) -> None:
    Milestone.objects.filter(pk=world.milestone.pk).update(retired_at=None, retired_by=None)


def put_back_row(world: World) -> None:
    Improvement.objects.filter(ref="1").update(retired_at=None, retired_by=None)


def a_file(world: World) -> None:
    world.evidence = Evidence.objects.create(
        partnership=world.partnership,
        subject=world.improvement,
        title="Minutes of June",
        file=ContentFile(b"The board agreed.", name="minutes.txt"),
        added_by=world.officer,
    )


NEW_PLAN = {
    "kind": "action_plan",
    "title": "Action plan 2020",
    "starts_on": "1 April 2020",
    "ends_on": "31 March 2021",
    "row_word": "action",
}
REASON = "It was merged with another row."


def with_reason(name: str) -> Any:
    """Why it is removed, with the version that the page shows."""

    def typed(world: World) -> dict[str, object]:
        thing = getattr(world, name)
        return {"reason": REASON, "seen": type(thing).objects.get(pk=thing.pk).seen}

    return typed


MILESTONE = {"text": "Report to the board", "precision": "none", "state": "open"}


def empty_heading(world: World) -> None:
    """A row that the linter asks about: a heading for KPIs, and none beneath."""
    world.improvement.kpis.all().delete()
    world.improvement.kpi_heading = "KPIs:"
    world.improvement.save()


def first_finding(world: World) -> Finding:
    found = lint_plan(plan_on_paper(world.plan))
    return next(one for one in found if one.rule == "kpi-heading-without-kpis")


def a_finding(world: World) -> dict[str, object]:
    return {"finding": first_finding(world).fingerprint}


def mean_it(world: World) -> None:
    empty_heading(world)
    mark_intended(world.plan, first_finding(world), by=world.coordinator)


def cover(world: World) -> dict[str, object]:
    return {
        "version": world.plan.version,
        "kind": "improvement_plan",
        "title": "Improvement plan, second issue",
        "starts_on": "1 April 2019",
        "ends_on": "31 March 2020",
        "numbering": "typed",
        "row_word": "improvement",
    }


def row_words(world: World) -> dict[str, object]:
    return {
        "version": world.improvement.version,
        "number": world.improvement.number,
        "statement": "Publish every paper.",
        "short_name": "Open papers",
    }


def milestone_words(world: World) -> dict[str, object]:
    return {**MILESTONE, "version": world.milestone.version, "latest": "31 July 2019"}


ACCESS = {
    # Plans.
    "plans:plan_list": page("partnership", HERE),
    "plans:plan_create": form("partnership", EDITORS, NEW_PLAN),
    "plans:plan_detail": page(PLAN, HERE),
    "plans:plan_file": page(f"{PLAN} =docx", HERE),
    "plans:plan_findings": page(PLAN, "officer coordinator area_lead auditor administrator"),
    "plans:finding_intended": verb(
        PLAN, EDITORS, a_finding, given=empty_heading, wrong=take_out("plan")
    ),
    "plans:finding_ask_again": verb(
        PLAN, EDITORS, a_finding, given=mean_it, wrong=take_out("plan")
    ),
    "plans:plan_contents": page(PLAN, EDITORS),
    "plans:plan_edit": form(PLAN, EDITORS, cover, wrong=take_out("plan")),
    "plans:plan_retire": form(PLAN, EDITORS, with_reason("plan"), wrong=take_out("plan")),
    "plans:plan_restore": verb(
        PLAN,
        EDITORS,
        given=take_out("plan"),
        wrong=lambda w: type(w.plan).objects.update(retired_at=None, retired_by=None),
    ),
    # Parts of a plan and of its rows.
    "plans:part_create": form(f"{PLAN} =theme", EDITORS, {"title": "Delivery", "word": "theme"}),
    "plans:row_part_create": form(f"{ROW} =milestone", EDITORS, MILESTONE),
    "plans:part_edit": form(PART, EDITORS, milestone_words, wrong=take_out("milestone")),
    "plans:part_move": verb(
        PART, EDITORS, {"step": "down"}, given=two_milestones, wrong=take_out("milestone")
    ),
    "plans:part_retire": form(PART, EDITORS, with_reason("milestone"), wrong=take_out("milestone")),
    "plans:part_restore": verb(
        PART, EDITORS, given=take_out("milestone"), wrong=put_back_milestone
    ),
    # Added while the first quarter is open: what a committee reads has not got it yet.
    "plans:evidence_file": page(
        f"{PLAN} evidence",
        "officer coordinator area_lead auditor administrator",
        given=a_file,
        differently={"committee_member": 404},
    ),
    # Rows.
    "plans:improvement_create": form(
        PLAN, EDITORS, {"number": "4", "statement": "Publish minutes."}
    ),
    "plans:improvement_detail": page(ROW, HERE),
    "plans:improvement_history": page(ROW, "officer coordinator area_lead auditor administrator"),
    "plans:improvement_edit": form(ROW, EDITORS, row_words, wrong=take_out("improvement")),
    "plans:improvement_move": verb(ROW, EDITORS, {"step": "down"}, wrong=take_out("improvement")),
    "plans:improvement_retire": form(
        ROW, EDITORS, with_reason("improvement"), wrong=take_out("improvement")
    ),
    "plans:improvement_restore": verb(
        ROW, EDITORS, given=take_out("improvement"), wrong=put_back_row
    ),
    **REVIEWS,
    **ROUNDS,
}
