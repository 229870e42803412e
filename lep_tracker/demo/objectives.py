"""The objectives and key results of the demonstration, with what was said of them."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from governance import clock
from governance.models import StatusWord
from lep_tracker.workflow.quarters import open_quarter
from okrs.models import CheckIn, KeyResult, Measure, Objective, ObjectiveSet
from okrs.workflow import (
    save_check_in,
    save_key_result,
    save_objective,
    save_objective_set,
    submit_check_in,
)

from .people import Cast, People, set_up_partnership

Facts = dict[str, Any]
_SET = ("slug", "title", "appendix", "outcome", "header_blocks", "order")
_DATED = ("due_text", "precision", "date_kind", "year_inferred", "dates")


def tell_objectives(facts: Facts, cast: Cast) -> None:
    """Make the set, open its quarter, and write its check-ins on their days."""
    told, quarter = facts["objective_set"], facts["round"]
    with _at(date(2020, 10, 5), 0):
        people = set_up_partnership(facts, cast)
        check_ins = _write_set(told, quarter, people)
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
        if said and said["state"] != "not_started":
            with _at(date.fromisoformat(said["as_at"]), place):
                _say(key_result, said, people)


def _at(day: date, minutes: int):
    moment = datetime.combine(day, time(10 + minutes // 60, minutes % 60), clock.LONDON)
    return clock.standing_at(moment)


def _write_set(told: Facts, quarter: Facts, people: People) -> list[tuple[KeyResult, Facts]]:
    by = people.coordinator
    objective_set = save_objective_set(
        ObjectiveSet(
            partnership=people.partnership,
            starts_on=date.fromisoformat(quarter["starts_on"]),
            ends_on=date.fromisoformat(quarter["ends_on"]),
            label=quarter["label"],
            printed_label=quarter["printed_label"],
            **{name: told[name] for name in _SET},
        ),
        by=by,
    )
    written = []
    for row in told["objectives"]:
        objective = save_objective(
            Objective(
                objective_set=objective_set, text=row["text"], section=row.get("section", "")
            ),
            by=by,
        )
        for key_row in row["key_results"]:
            key_result = _key_result(objective, key_row, people)
            written.append((key_result, key_row.get("check_in")))
    return written


def _key_result(objective: Objective, told: Facts, people: People) -> KeyResult:
    days = {
        name: date.fromisoformat(told[name]) if told.get(name) else None
        for name in ("earliest", "latest")
    }
    key_result = KeyResult(
        objective=objective,
        label=told["label"],
        text=told["text"],
        bullets=told["bullets"],
        outcome_text=told["outcome_text"],
        updater=people[told.get("updater")],
        **{name: told[name] for name in _DATED},
        **days,
    )
    measures = [
        Measure(**{name: each[name] for name in ("name", "unit", "baseline", "target")})
        for each in told["measures"]
    ]
    return save_key_result(key_result, measures=measures, by=people.coordinator)


def _say(key_result: KeyResult, told: Facts, people: People) -> None:
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
    deed = submit_check_in if told["state"] == "submitted" else save_check_in
    deed(check_in, readings=readings, by=people[told.get("by")] or people.coordinator)
