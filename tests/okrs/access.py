"""Who gets in where: the addresses of okrs."""

from governance import clock
from governance.documents.findings import Finding
from governance.workflow.findings import ask_again, mark_intended
from okrs.documents.taking_out import okrs_on_paper
from okrs.linter import lint_okrs
from okrs.versions_seen import quarter_seen
from okrs.workflow import close_key_results, reopen_key_results
from plans.models import PlanRound, ProgressUpdate
from tests import factories
from tests.access_table import HERE, WRITERS, World, form, page, verb

from . import objects

EDITORS = "coordinator"
SET = "partnership objective_set_slug"


def a_set(world: World) -> None:
    world.objective_set = objects.make_set(
        world.partnership, slug=f"corporate-{world.partnership.slug}"
    )
    world.objective_set_slug = world.objective_set.slug
    world.objective = objects.make_objective(world.objective_set)
    objects.make_objective(world.objective_set, "A second objective", order=1)
    world.key_result = objects.make_key_result(world.objective)
    world.check_in = objects.make_check_in(world.key_result, world.round)


def okrs_alone(world: World) -> None:
    """The quarter asks for key results only."""
    a_set(world)
    ProgressUpdate.objects.filter(plan_round=world.plan_round).delete()
    PlanRound.objects.filter(pk=world.plan_round.pk).delete()


def closed(world: World) -> None:
    okrs_alone(world)
    close_key_results(world.round, by=world.coordinator)


def reopen(world: World) -> None:
    world.round.refresh_from_db()
    reopen_key_results(world.round, reason="By mistake.", by=world.coordinator)


def sent(world: World) -> None:
    a_set(world)
    check_in = world.check_in
    check_in.submit()
    check_in.submitted_at, check_in.submitted_by = clock.now(), world.officer
    check_in.save()


def end_quarter(world: World) -> None:
    world.round.closed_at, world.round.closed_by = clock.now(), world.coordinator
    world.round.save()


def write_on_it(world: World) -> None:
    world.check_in.start()
    world.check_in.save()


def first_finding(world: World) -> Finding:
    return lint_okrs(okrs_on_paper([world.objective_set]))[0]


def a_finding(world: World) -> dict[str, object]:
    return {"finding": first_finding(world).fingerprint}


def mean_it(world: World) -> None:
    mark_intended(world.objective_set, first_finding(world), by=world.coordinator)


def meant(world: World) -> None:
    a_set(world)
    mean_it(world)


def forget(world: World) -> None:
    ask_again(world.objective_set, first_finding(world), by=world.coordinator)


NEW_SET = {"title": "People", "starts_on": "2019-07-01", "ends_on": "2019-09-30"}
NO_MEASURES = {"measures-TOTAL_FORMS": "0", "measures-INITIAL_FORMS": "0"}


def words(world: World) -> dict[str, object]:
    return {
        "version": world.check_in.version,
        "status": factories.status(world.partnership, "on_track").pk,
        "words": "Two directors joined.",
    }


def shown_sent(world: World) -> dict[str, object]:
    return {"seen": type(world.check_in).objects.get(pk=world.check_in.pk).seen}


def shown_closed(world: World) -> dict[str, object]:
    reporting_round = type(world.round).objects.get(pk=world.round.pk)
    return {"reason": "One check-in was on its way.", "seen": reporting_round.seen}


def shown_part(world: World) -> dict[str, object]:
    return {"seen": world.key_result.seen_whole}


ACCESS = {
    "okrs:set_list": page("partnership", HERE),
    "okrs:set_detail": page(SET, HERE, given=a_set),
    "okrs:set_file": page(f"{SET} =docx", HERE, given=a_set),
    "okrs:set_create": form("partnership", EDITORS, NEW_SET),
    "okrs:set_findings": page(SET, HERE, given=a_set),
    "okrs:finding_intended": verb(SET, EDITORS, a_finding, given=a_set, wrong=mean_it),
    "okrs:finding_ask_again": verb(SET, EDITORS, a_finding, given=meant, wrong=forget),
    "okrs:set_edit": form(SET, EDITORS, {**NEW_SET, "version": 1}, given=a_set),
    "okrs:objective_create": form(SET, EDITORS, {"text": "Open papers"}, given=a_set),
    "okrs:objective_edit": form(
        f"{SET} objective", EDITORS, {"text": "Open papers", "version": 1}, given=a_set
    ),
    "okrs:keyresult_create": form(
        f"{SET} objective", EDITORS, {"text": "Papers out", **NO_MEASURES}, given=a_set
    ),
    "okrs:keyresult_edit": form(
        f"{SET} key_result",
        EDITORS,
        {"text": "Papers out", "version": 1, **NO_MEASURES},
        given=a_set,
    ),
    "okrs:part_move": verb(
        f"{SET} =objective objective =down",
        EDITORS,
        given=a_set,
        wrong=lambda world: world.objective_set.objectives.exclude(pk=world.objective.pk).delete(),
    ),
    "okrs:part_remove": verb(
        f"{SET} =key-result key_result", EDITORS, shown_part, given=a_set, wrong=write_on_it
    ),
    "okrs:checkin_form": form(
        "partnership check_in", WRITERS, words, given=a_set, wrong=end_quarter
    ),
    "okrs:checkin_withdraw": verb(
        "partnership check_in", WRITERS, shown_sent, given=sent, wrong=end_quarter
    ),
    "okrs:round_close": verb(
        "partnership round",
        EDITORS,
        lambda world: {"seen": quarter_seen(world.round)},
        given=okrs_alone,
        wrong=lambda world: close_key_results(world.round, by=world.coordinator),
    ),
    "okrs:round_reopen": verb(
        "partnership round",
        EDITORS,
        shown_closed,
        given=closed,
        wrong=reopen,
    ),
}
