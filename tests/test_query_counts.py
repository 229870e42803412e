"""Pages ask as many queries for a hundred rows as for one, and keep their bounds."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks import large_site
from benchmarks.large_site import Site, Size

pytestmark = pytest.mark.walk

SMALL = {"partnerships": 1, "years": 1, "rows": 4, "quarters": 2}
NUMBERS = (1, 10, 100)
PLAN_PAGE, HOME, UPDATE_FORM, REVIEW_QUEUE = 12, 12, 15, 12
# No bound is asked of these; they are held so that they cannot grow unseen.
ROUND, TASKS, CHECK = 14, 12, 14
TASK = r'<li><a href="[^"]*">[^<]*</a><p>'
REVIEW = r'href="([^"]*/updates/[^"]*/review/)"'


@pytest.fixture
def site_of(db, on_day):
    """A site of so many rows or partnerships in its last year, the fourth quarter open."""
    on_day(date(2020, 3, 10))
    return lambda **size: large_site.build(Size(**SMALL | size))


@pytest.fixture
def read(as_):
    """Ask for a page twice, as people do; count the second time and return what it shows."""

    def ask(person, url: str, *, most: int) -> str:
        client = as_(person)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(url)
            queries = [query["sql"] for query in asked]
        assert answer.status_code == 200
        assert len(queries) <= most, (url, queries)
        return answer.content.decode()

    return ask


def at(site: Site, name: str, *more: str) -> str:
    quarter = [site.open_quarter.round.slug] if name != "plans:plan_detail" else []
    slugs = [site.first.partnership.slug, site.newest.slug, *more, *quarter]
    return reverse(name, args=slugs)


@pytest.mark.parametrize("rows", NUMBERS)
def test_queries_do_not_grow_with_the_rows_of_a_plan(site_of, read, rows):
    site = site_of(rows=rows)
    cast = site.first
    for person in (cast.officer, cast.coordinator, cast.member, cast.auditor, site.area_lead):
        whole = f"{at(site, 'plans:plan_detail')}?rows=all"
        assert read(person, whole, most=PLAN_PAGE).count('class="row"') == rows
        read(person, reverse("home"), most=HOME)
    read(cast.officer, at(site, "plans:update_form", "1"), most=UPDATE_FORM)
    screen = read(cast.coordinator, at(site, "plans:round_detail"), most=ROUND)
    assert screen.count('class="at ') == rows
    read(cast.officer, at(site, "plans:task_list"), most=TASKS)
    read(cast.officer, at(site, "plans:update_check"), most=CHECK)


@pytest.mark.parametrize("waiting", NUMBERS)
def test_queries_do_not_grow_with_the_rows_that_wait_for_review(site_of, read, waiting):
    # Two rows of six wait; those that nothing changed in are listed together on one line.
    site = site_of(rows=waiting * 4)
    queue = read(site.area_lead, reverse("plans:review_queue"), most=REVIEW_QUEUE)
    assert len(set(re.findall(REVIEW, queue))) >= waiting


@pytest.mark.parametrize("partnerships", NUMBERS)
def test_queries_do_not_grow_with_the_partnerships_of_a_reader(site_of, read, partnerships):
    site = site_of(partnerships=partnerships)
    home = read(site.area_lead, reverse("home"), most=HOME)
    assert len(re.findall(TASK, home)) >= partnerships
    queue = read(site.area_lead, reverse("plans:review_queue"), most=REVIEW_QUEUE)
    assert len(set(re.findall(REVIEW, queue))) == partnerships
