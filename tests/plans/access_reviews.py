"""Who gets in where: reviews, the signature, corrections, and new dates."""

from collections.abc import Callable
from typing import Any

from governance import clock
from plans import workflow
from plans.input.update import NewDate, read_new_date
from plans.models import MilestoneMove
from plans.rounds.versions_seen import quarter_as_shown
from tests import factories
from tests.access_table import WRITERS, Row, World, form, page, verb

REVIEW_ROW = "partnership plan improvement round"
QUARTER = "partnership plan round"
REVIEWER = "area_lead"
SIGNATURE = {"signed_name": "Area Lead, Cities and Local Growth Unit", "confirm": "on"}


def read(typed: dict[str, Any]) -> Callable[[World], dict[str, Any]]:
    """What is typed on the page of a review, with what that page showed."""
    return lambda world: typed | {"seen": factories.seen_on_review(world.update)}


def signature(world: World) -> dict[str, Any]:
    plan_round = type(world.plan_round).objects.get(pk=world.plan_round.pk)
    return SIGNATURE | {"seen": quarter_as_shown(plan_round).seen}


def move_read(world: World) -> dict[str, Any]:
    return {"seen": MilestoneMove.objects.get(pk=world.move.pk).seen_with_milestone}


def read_together(world: World) -> dict[str, Any]:
    return {"seen": factories.seen_together(world.plan_round, world.area_lead)}


def sent(world: World) -> None:
    world.update = factories.submit(world.update, by=world.officer)


def accepted(world: World) -> None:
    sent(world)
    workflow.accept_update(world.update, by=world.area_lead)


def signed(world: World) -> None:
    accepted(world)
    _sign(world)


def _sign(world: World) -> None:
    fresh = type(world.plan_round).objects.get(pk=world.plan_round.pk)
    workflow.sign_plan_round(fresh, signed_name="Area Lead", by=world.area_lead)


def accepted_meanwhile(world: World) -> None:
    fresh = type(world.update).objects.get(pk=world.update.pk)
    workflow.accept_update(fresh, by=world.area_lead)


def unchanged(world: World) -> None:
    before = factories.make_quarter_before(world.plan, by=world.coordinator)
    factories.submit(before.updates.get(improvement=world.improvement), by=world.officer)
    sent(world)


def asked_where_nobody_reviews(world: World) -> None:
    # Asked long after it has passed, a date is asked about once more; the officer confirmed it.
    read = read_new_date("by 31 January 2020", plan=world.plan, today=clock.today())
    move = NewDate("by 31 January 2020", "Two seats are still empty.", confirmed=read.key)
    factories.submit(
        world.update,
        by=world.officer,
        status="off_track",
        reason="Seats are empty.",
        date_moves="yes",
        moves={world.milestone.pk: move},
    )
    world.move = MilestoneMove.objects.get(update=world.update)
    world.partnership.reviewer_title = ""
    world.partnership.save()


def decided_meanwhile(world: World) -> None:
    move = MilestoneMove.objects.get(pk=world.move.pk)
    workflow.decide_move(move, agree=True, by=world.coordinator)


# The queue names no partnership, so whoever reviews nowhere meets 403, from wherever they come.
REVIEWS: dict[str, Row] = {
    # The auditor reviews elsewhere, and reads the queue of there.
    "plans:review_queue": page(
        "", f"{REVIEWER} auditor", given=sent, differently={"outsider": 403}
    ),
    "plans:review_detail": page(REVIEW_ROW, REVIEWER, given=sent),
    "plans:review_save": verb(
        REVIEW_ROW,
        REVIEWER,
        read({"version": 0, "status": "at_risk", "words": "Late."}),
        given=sent,
        wrong=accepted_meanwhile,
    ),
    "plans:review_accept": verb(
        REVIEW_ROW,
        REVIEWER,
        read({"version": 0, "status": "on_track"}),
        given=sent,
        wrong=accepted_meanwhile,
    ),
    "plans:review_return": verb(
        REVIEW_ROW,
        REVIEWER,
        read({"version": 0, "note": "Which papers?"}),
        given=sent,
        wrong=accepted_meanwhile,
    ),
    "plans:review_take_back": verb(REVIEW_ROW, REVIEWER, read({}), given=accepted, wrong=_sign),
    "plans:review_together": page(QUARTER, REVIEWER, given=unchanged),
    "plans:review_accept_all": verb(
        QUARTER, REVIEWER, read_together, given=unchanged, wrong=accepted_meanwhile
    ),
    "plans:round_sign": form(QUARTER, REVIEWER, signature, given=accepted, wrong=_sign),
    "plans:addendum_add": form(
        QUARTER, f"{WRITERS} {REVIEWER}", {"text": "It was eight papers."}, given=signed
    ),
    "plans:move_list": page(QUARTER, "coordinator", given=asked_where_nobody_reviews),
    "plans:move_agree": verb(
        f"{QUARTER} move",
        "coordinator",
        move_read,
        given=asked_where_nobody_reviews,
        wrong=decided_meanwhile,
    ),
    "plans:move_decline": verb(
        f"{QUARTER} move",
        "coordinator",
        move_read,
        given=asked_where_nobody_reviews,
        wrong=decided_meanwhile,
    ),
}
