"""What the tests of objectives stand on."""

from datetime import date

from okrs.models import CheckIn, KeyResult, Measure, Objective, ObjectiveSet


def make_set(partnership, **fields) -> ObjectiveSet:
    values = {
        "slug": "corporate-q2-2019-20",
        "title": "Corporate",
        "appendix": "Appendix A",
        "starts_on": date(2019, 7, 1),
        "ends_on": date(2019, 9, 30),
        "label": "Q2 2019-20 (Jul to Sep 2019)",
        "printed_label": "Q2 (Jul to Sep)",
        "outcome": "A partnership that performs well.",
        "header_blocks": [
            {
                "heading": "Aims",
                "body": [{"kind": "number", "level": 0, "label": "1.", "text": "Set dates"}],
            }
        ],
        **fields,
    }
    return ObjectiveSet.objects.create(partnership=partnership, **values)


def make_objective(objective_set, text="A board that performs", order=0) -> Objective:
    return Objective.objects.create(objective_set=objective_set, text=text, order=order)


def make_key_result(objective, label="KR1", text="Directors in place", **fields) -> KeyResult:
    return KeyResult.objects.create(objective=objective, label=label, text=text, **fields)


def make_measure(key_result, **fields) -> Measure:
    values = {"name": "Schools in the service", "unit": "schools", "target": 160, **fields}
    return Measure.objects.create(key_result=key_result, **values)


def make_check_in(key_result, reporting_round, **fields) -> CheckIn:
    return CheckIn.objects.create(key_result=key_result, round=reporting_round, **fields)
