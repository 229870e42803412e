"""Figures as people type them: one figure, or a sentence that says what to write."""

import re
from decimal import Decimal

import pytest

from governance.input.figures import plain_figure, read_figure

NBSP, NARROW, THIN, MINUS = "\u00a0", "\u202f", "\u2009", "\u2212"


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("3", "3"),
        ("1,200", "1200"),
        ("1,250,000.50", "1250000.5"),
        ("1 250", "1250"),
        (f"1{NBSP}250", "1250"),
        (f"1{NARROW}250{NARROW}000", "1250000"),
        (f"1{THIN}250", "1250"),
        ("5%", "5"),
        ("5 %", "5"),
        ("5 per cent", "5"),
        ("£3", "3"),
        ("£ 1,200.50", "1200.5"),
        (f"{MINUS}5", "-5"),
        ("–5", "-5"),
        ("-£5", "-5"),
        ("£-5", "-5"),
        ("+2.5", "2.5"),
        (".5", "0.5"),
        ("12.50", "12.5"),
        ("007", "7"),
        (" 12 \n", "12"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_what_can_be_one_figure_only_is_read(typed, figure):
    assert read_figure(typed) == Decimal(figure)


@pytest.mark.parametrize("typed", ["", "  ", NBSP, "\n"])
def test_an_empty_box_is_no_figure(typed):
    assert read_figure(typed) is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12,5", "“12,5” can be read in two ways. Write 12.5 or 125."),
        ("1,25", "“1,25” can be read in two ways. Write 1.25 or 125."),
        ("1.250", "“1.250” can be read in two ways. Write 1.25 or 1250."),
        ("1,2345", "The commas or spaces in “1,2345” do not mark thousands."),
        ("1,23,456", "do not mark thousands."),
        ("1234,567", "do not mark thousands."),
        ("1.250,00", "do not mark thousands."),
        ("1 2", "do not mark thousands."),
        ("1,250 000", "do not mark thousands."),
        ("3.14159", "“3.14159” is too exact: at most 2 figures can stand after the point."),
        ("1.2m", "“1.2m” is short for a figure. Write it in full, for example 1,200,000."),
        ("£3k", "Write it in full, for example 3,000."),
        ("2 million", "for example 2,000,000."),
        ("many", "“many” is not a number. Write it in figures, for example 3."),
        ("1e5", "is not a number."),
        ("NaN", "is not a number."),
        ("Infinity", "is not a number."),
        ("--5", "is not a number."),
        ("-£-5", "is not a number."),
        ("(5)", "is not a number."),
        ("5 to 7", "is not a number."),
        ("٣", "is not a number."),
        ("1.2.3", "is not a number."),
        (".", "is not a number."),
        (",", "is not a number."),
        ("1000000000000", "has more than 12 digits."),
        ("9" * 5000, "has more than 12 digits."),
    ],
)
def test_what_is_unclear_is_refused_with_what_to_write(typed, sentence):
    with pytest.raises(ValueError, match="“") as refused:
        read_figure(typed)
    assert sentence in str(refused.value)
    assert len(str(refused.value)) < 200


def test_a_column_with_one_place_asks_for_one():
    assert read_figure("1.5", places=1, digits=4) == Decimal("1.5")
    with pytest.raises(ValueError, match="at most one figure can stand after the point"):
        read_figure("1.55", places=1)
    with pytest.raises(ValueError, match="more than 4 digits"):
        read_figure("12345", digits=4)


def test_no_figure_is_ever_read_as_another():
    """Every figure we print is read back as itself, whichever way it is grouped."""
    for figure in ("0", "1", "12", "999", "1000", "12345.6", "1234567.89", "-0.05", "-1234.5"):
        number = Decimal(figure)
        for shown in (plain_figure(number), f"{number:,f}", f"{number:,f}".replace(",", NBSP)):
            assert read_figure(shown) == number, shown


def test_a_box_shows_a_figure_without_the_noughts_of_the_database():
    assert [plain_figure(Decimal(one)) for one in ("3.00", "2.50", "0.05", "100")] == [
        *("3", "2.5", "0.05", "100"),
    ]


@pytest.mark.parametrize(
    ("typed", "unit", "sentence"),
    [
        ("5%", "papers", "“5%” is a percentage, and this is counted in “papers”."),
        ("5 per cent", "papers", "Write the figure without a sign: 5."),
        ("£1,200", "seats", "“£1,200” is an amount of money, and this is counted in “seats”."),
        ("£3", "% of spend", "“£3” is an amount of money, and this is counted in “% of spend”."),
    ],
)
def test_a_sign_that_is_not_what_is_counted_is_refused(typed, unit, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        read_figure(typed, unit=unit)


@pytest.mark.parametrize(
    ("typed", "unit"), [("5%", "%"), ("5%", ""), ("£3", "£m"), ("£3", "pounds"), ("5", "papers")]
)
def test_a_sign_that_is_what_is_counted_is_no_harm(typed, unit):
    assert read_figure(typed, unit=unit) in (3, 5)
