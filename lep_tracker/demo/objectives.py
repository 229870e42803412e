"""The objectives and key results of the demonstration: imported from their Word document.

The paper holds everything printed; the facts beside it are ours: who updates a set, what is
counted, and what was said in the quarter.
"""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from governance import clock
from governance.models import StatusWord
from governance.workflow.imports import receive_document
from lep_tracker.documents.reading_runs import read_run
from lep_tracker.documents.stored import document_of
from lep_tracker.workflow.quarters import open_quarter
from okrs.documents.commit import commit_okrs
from okrs.documents.placed import PlacedOkrs
from okrs.models import CheckIn, KeyResult, Measure
from okrs.workflow import save_check_in, save_key_result, submit_check_in

from .people import Cast, DemoPeople, set_up_partnership
from .plan_loader import FOLDER

Facts = dict[str, Any]


def tell_objectives(facts: Facts, cast: Cast) -> None:
    """Bring the paper in, open its quarter, and write the check-ins on their days."""
    quarter = facts["round"]
    # The partnership is at work beside the others, long before its quarter.
    with _at(date(2019, 4, 8), 0):
        people = set_up_partnership(facts, cast)
    with _at(date(2020, 10, 5), 0):
        check_ins = _import(facts, people)
    with _at(date.fromisoformat(quarter["opens_on"]), 0):
        open_quarter(
            people.partnership,
            starts_on=date.fromisoformat(quarter["starts_on"]),
            ends_on=date.fromisoformat(quarter["ends_on"]),
            slug=quarter["slug"],
            label=quarter["label"],
            printed_label=quarter["printed_label"],
            opens_on=date.fromisoformat(quarter["opens_on"]),
            due_on=date.fromisoformat(quarter["due_on"]),
            review_due_on=date.fromisoformat(quarter["review_due_on"]),
            plans=[],
            by=people.coordinator,
        )
    for place, (key_result, said) in enumerate(check_ins):
        with _at(date.fromisoformat(said["as_at"]), place):
            _say(key_result, said, people)


def _at(day: date, minutes: int):
    moment = datetime.combine(day, time(10 + minutes // 60, minutes % 60), clock.LONDON)
    return clock.standing_at(moment)


def _import(facts: Facts, people: DemoPeople) -> list[tuple[KeyResult, Facts]]:
    """Import the sets of the paper; return the key results that somebody says something of."""
    name, by = facts["document"], people.coordinator
    run = receive_document(people.partnership, name=name, data=(FOLDER / name).read_bytes(), by=by)
    read_run(run)
    run.refresh_from_db()
    placed = document_of(run)
    if not isinstance(placed, PlacedOkrs):
        raise ValueError(f"{name} holds no objectives: {run.problem or placed.kind}")
    said = []
    for made in commit_okrs(placed, partnership=people.partnership, run=run, by=by):
        told = facts["sets"][made.appendix]
        ours = dict(told.get("key_results", {}))
        for first, objective in enumerate(made.objectives.all(), start=1):
            for second, key_result in enumerate(objective.key_results.all(), start=1):
                own = ours.pop(f"{first}-{second}", {})
                _dress(key_result, told["updater"], own, people)
                if "check_in" in own:
                    said.append((key_result, own["check_in"]))
        if ours:
            raise ValueError(f"{made.appendix} has no key result at {', '.join(ours)}")
    return said


def _dress(key_result: KeyResult, updater: str, told: Facts, people: DemoPeople) -> None:
    """Who is asked of a key result, and what is counted of it."""
    key_result.updater = people.must(updater)
    measures = [*key_result.measures.all(), *(Measure(**one) for one in told.get("measures", []))]
    save_key_result(key_result, measures=measures, by=people.coordinator)


def _say(key_result: KeyResult, told: Facts, people: DemoPeople) -> None:
    check_in = CheckIn.objects.get(key_result=key_result)
    scheme = people.partnership.status_scheme
    check_in.status = StatusWord.objects.get(scheme=scheme, key=told["status"])
    check_in.words = "\n\n".join(told["words"])
    check_in.reason = told.get("reason", "")
    check_in.as_at_text = told.get("as_at_text", "")
    check_in.as_at = date.fromisoformat(told["as_at"])
    by_name = {measure.name: measure for measure in key_result.measures.all()}
    readings = {
        by_name[each["measure"]]: Decimal(str(each["value"])) for each in told.get("readings", [])
    }
    action = submit_check_in if told["state"] == "submitted" else save_check_in
    action(check_in, readings=readings, by=people[told.get("by")] or people.coordinator)
