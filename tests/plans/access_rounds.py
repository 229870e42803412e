"""Who gets in where: the quarter of a plan and the updates in it."""

from governance import clock
from plans import workflow
from plans.input.update import UpdateContent
from plans.models import FrozenQuarter, PlanRound
from plans.rounds.snapshots import digest_of
from plans.rounds.versions_seen import quarter_as_shown, seen_as_written, seen_standing
from tests import factories
from tests.access_table import WRITERS, Row, World, form, page, verb

ROW = "partnership plan improvement round"
QUARTER = "partnership plan round"
WATCHERS = "officer coordinator area_lead auditor administrator"


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def version(world: World) -> dict[str, object]:
    return {"version": fresh(world.update).version}


def unchanged(world: World) -> dict[str, object]:
    return {**version(world), "status": "on_track", "no_change_reason": "decision_elsewhere"}


def checked(world: World) -> dict[str, object]:
    return {"seen": seen_as_written(fresh(world.update))}


def chosen(world: World) -> dict[str, object]:
    return {"row": world.improvement.ref, **checked(world)}


def shown(world: World) -> dict[str, object]:
    return {"seen": fresh(world.update).seen}


def quarter_shown(world: World) -> dict[str, object]:
    return {"seen": quarter_as_shown(fresh(world.plan_round)).seen}


def let_off(world: World) -> dict[str, object]:
    return {
        "row": world.update.pk,
        "reason": "It waits.",
        "seen": seen_standing([fresh(world.update)]),
    }


def closed_shown(world: World) -> dict[str, object]:
    return {"reason": "A row came late.", "seen": fresh(world.plan_round).seen}


def saved(world: World) -> None:
    content = UpdateContent(status="on_track", notes="Papers went up on time.")
    workflow.save_update(fresh(world.update), content=content, by=world.officer)


def sent(world: World) -> None:
    factories.submit(world.update, by=world.officer)


def sent_meanwhile(world: World) -> None:
    workflow.submit_update(fresh(world.update), by=world.officer)


def accepted_meanwhile(world: World) -> None:
    workflow.accept_update(fresh(world.update), by=world.area_lead)


def excused(world: World) -> None:
    workflow.excuse_update(fresh(world.update), reason="It waits.", by=world.coordinator)


def asked_meanwhile(world: World) -> None:
    workflow.ask_after_all(fresh(world.update), by=world.coordinator)


def printed(world: World) -> None:
    type(world.update).objects.filter(pk=world.update.pk).update(status_as_printed="Blue")


def signed(world: World) -> None:
    FrozenQuarter.objects.create(plan_round=world.plan_round, snapshot={"rows": []})
    PlanRound.objects.filter(pk=world.plan_round.pk).update(
        signed_at=clock.now(), signed_by=world.area_lead, snapshot_sha256=digest_of({"rows": []})
    )


def closed(world: World) -> None:
    workflow.close_plan_round(fresh(world.plan_round), by=world.coordinator)


def reopened_meanwhile(world: World) -> None:
    workflow.reopen_plan_round(fresh(world.plan_round), reason="Late.", by=world.coordinator)


ROUNDS: dict[str, Row] = {
    # A committee sees a quarter once it is closed.
    "plans:round_detail": page(QUARTER, WATCHERS),
    "plans:round_file": page(f"{QUARTER} =xlsx", WATCHERS),
    "plans:round_close": form(QUARTER, "coordinator", quarter_shown, wrong=closed),
    "plans:round_reopen": verb(
        QUARTER,
        "coordinator",
        closed_shown,
        given=closed,
        wrong=reopened_meanwhile,
    ),
    "plans:round_statuses": form(
        QUARTER,
        "coordinator",
        lambda world: {"version": fresh(world.plan_round).version, "status_0": "complete"},
        given=printed,
        wrong=signed,
    ),
    "plans:round_remind": verb(QUARTER, "coordinator", wrong=closed),
    "plans:update_exempt": verb(
        QUARTER,
        "coordinator",
        let_off,
        wrong=closed,
    ),
    "plans:update_cancel_exemption": verb(
        ROW, "coordinator", shown, given=excused, wrong=asked_meanwhile
    ),
    "plans:task_list": page(QUARTER, WRITERS),
    "plans:update_check": page(QUARTER, WRITERS),
    "plans:update_receipt": page(QUARTER, WRITERS),
    "plans:update_form": form(ROW, WRITERS, version, wrong=closed),
    # The first save starts the draft and says so; those that follow leave no event (decision 5).
    "plans:update_autosave": verb(ROW, WRITERS, version, ok=200, wrong=closed),
    "plans:update_no_change": verb(ROW, WRITERS, unchanged, wrong=closed),
    "plans:update_submit": verb(ROW, WRITERS, checked, given=saved, wrong=sent_meanwhile),
    "plans:update_submit_all": verb(QUARTER, WRITERS, chosen, given=saved, wrong=sent_meanwhile),
    "plans:update_withdraw": verb(ROW, WRITERS, shown, given=sent, wrong=accepted_meanwhile),
}
