"""Phases add up to what the plan prints, or a sentence says that they do not."""

import pytest

from plans.phases import phase_check, printed_months


def rows(*months):
    return [{"pk": n, "order": n, "name": f"Phase {n}", "months": m} for n, m in enumerate(months)]


def test_a_sum_as_printed():
    check = phase_check(rows(3, 12, 3), "18 months")
    assert check.sentence == "The phases add up to 18 months, as printed."
    assert not check.is_wrong


def test_another_sum_is_told_with_both_figures():
    check = phase_check(rows(3, 12), "18 months")
    assert check.sentence.startswith("The phases add up to 15 months, but the plan prints")
    assert check.is_wrong


def test_without_a_printed_total_the_sum_alone_is_told():
    assert phase_check(rows(1), "").sentence == "The phases add up to 1 month."
    assert phase_check([], "18 months").sentence == ""


@pytest.mark.parametrize(
    ("printed", "months"),
    [
        ("18 months", 18),
        ("(18 months)", 18),
        ("twelve months", 12),
        ("1 year", 12),
        ("18", 18),
        ("some months", None),
        ("", None),
    ],
)
def test_printed_totals_are_read(printed, months):
    assert printed_months(printed) == months
