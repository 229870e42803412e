"""From one thing to another in words, which says one thing once."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string

from governance import charts
from governance.packs.building import STYLES
from governance.quarters import months_label
from governance.text.ranges import from_to


@pytest.mark.parametrize(
    ("first", "last", "words"), [(3, 5, "3 to 5"), (3, 3, "3"), ("Q1", "Q1", "Q1"), ("3", 3, "3")]
)
def test_a_range_of_one_is_no_range(first, last, words):
    assert from_to(first, last) == words


def test_a_time_line_of_one_month_names_it_once():
    assert charts.axis(date(2019, 4, 1), date(2019, 4, 30), date(2019, 4, 2)).words == "April 2019"
    year = charts.axis(date(2019, 4, 1), date(2020, 3, 31), date(2019, 4, 2))
    assert year.words == "April 2019 to March 2020"
    assert months_label(date(2020, 10, 1), date(2020, 10, 31)) == "Oct 2020"


def test_a_last_page_of_one_entry_counts_it_once():
    page = Paginator(range(101), 50).page(3)
    words = render_to_string("components/pager.html", {"page_obj": page})
    assert "<p>101 of 101</p>" in words


def test_the_head_of_a_printed_page_names_one_row():
    """A page may hold one row only, and its head cannot know how many it holds."""
    style = (STYLES / "pack_print.css").read_text(encoding="utf-8")
    assert '" · from row " string(row, first)' in style and "string(row, last)" not in style
