"""Ask each page of the large site: queries, rows really rendered, time, ratio to a bare page."""

import re
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import NamedTuple

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.large_site import Site
from governance.models import User

# What one row looks like where no class names it.
_TASK = r'<li><a href="[^"]*">[^<]*</a><p>'
_VOICE = "voice__who"


class Page(NamedTuple):
    """One page: who asks, where, what one row of it looks like, and its bound of queries."""

    name: str
    person: User
    url: str
    row: str
    most_queries: int | None = None


class Measured(NamedTuple):
    """What one page cost."""

    queries: int
    rows: int
    letters: int
    milliseconds: float
    ratio: float


def pages_of(site: Site) -> list[Page]:
    first, slug = site.first, site.first.partnership.slug
    plan, quarter = site.newest.slug, site.open_quarter.round.slug
    row = [slug, plan, "2"]
    reviewed = [slug, plan, "4", quarter]

    def at(name: str, *args: str) -> str:
        return reverse(name, args=args)

    whole_plan = at("plans:plan_detail", slug, plan)
    return [
        Page("plan page", first.officer, whole_plan, r'class="row"', 12),
        Page(
            "plan page, all unfolded", first.officer, f"{whole_plan}?rows=all", r'class="row"', 12
        ),
        Page("plan page, committee", first.member, whole_plan, r'class="row"', 12),
        Page("home, officer", first.officer, at("home"), _TASK, 12),
        Page("home, coordinator", first.coordinator, at("home"), _TASK, 12),
        Page("home, all partnerships", site.area_lead, at("home"), _TASK, 12),
        Page("update form", first.officer, at("plans:update_form", *row, quarter), _VOICE, 15),
        Page(
            "task list",
            first.officer,
            at("plans:task_list", slug, plan, quarter),
            r"/updates/[^\"/]+/\"",
        ),
        Page("review queue", site.area_lead, at("plans:review_queue"), r"/review/\"", 12),
        Page("review of a row", site.area_lead, at("plans:review_detail", *reviewed), _VOICE),
        Page(
            "round screen",
            first.coordinator,
            at("plans:round_detail", slug, plan, quarter),
            'class="at ',
        ),
        Page("improvement page", first.officer, at("plans:improvement_detail", *row), _VOICE),
        Page(
            "objective set",
            first.officer,
            at("okrs:set_detail", slug, f"objectives-{quarter}"),
            r'class="reach__goal',
        ),
        Page("audit page", first.auditor, at("governance:audit_list", slug), r"<tr|<li id=\"event"),
        Page("pack list", first.coordinator, at("governance:pack_list", slug), r"/packs/\d+/\""),
    ]


def report(site: Site, *, times: int) -> None:
    """Print one line for each page, and say which go over their bound of queries."""
    print(f"\n{'Page':<26}{'queries':>9}{'bound':>7}{'rows':>7}{'kB':>7}{'ms':>8}{'× bare':>9}")
    over = []
    for page in pages_of(site):
        found = measure(page, times=times)
        bound = str(page.most_queries or "")
        print(
            f"{page.name:<26}{found.queries:>9}{bound:>7}{found.rows:>7}"
            f"{found.letters / 1000:>7.0f}{found.milliseconds:>8.1f}{found.ratio:>9.1f}"
        )
        if page.most_queries and found.queries > page.most_queries:
            over.append(page.name)
    print(f"Over their bound: {', '.join(over)}." if over else "Every page keeps its bound.")


def measure(page: Page, *, times: int) -> Measured:
    client = Client()
    client.force_login(page.person, "django.contrib.auth.backends.ModelBackend")
    text = _text(client, page.url)
    with CaptureQueriesContext(connection) as asked:
        _text(client, page.url)
        queries = len(asked)
    bare = _bare_of(client, len(text))
    # By turns, so that a busy moment of the machine falls on both.
    spent = [(_seconds(client, page.url), _seconds(client, bare)) for _ in range(times)]
    ours, theirs = (median(one) for one in zip(*spent, strict=True))
    rows = len(re.findall(page.row, text))
    return Measured(queries, rows, len(text), ours * 1000, ours / theirs)


def _bare_of(client: Client, letters: int) -> str:
    frame = len(_text(client, reverse("bare", args=[0])))
    return reverse("bare", args=[max(letters - frame, 0)])


def _text(client: Client, url: str) -> str:
    answer = client.get(url)
    if answer.status_code != 200:
        raise SystemExit(f"{url} answers {answer.status_code}, so there is nothing to measure.")
    return answer.content.decode()


def _seconds(client: Client, url: str) -> float:
    return timed(lambda: client.get(url))


def timed(action: Callable[[], object]) -> float:
    began = perf_counter()
    action()
    return perf_counter() - began
