"""What a search over every partnership touches: blocks of PostgreSQL, and the time of the page."""

import json
from functools import partial
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.large_site import Site
from benchmarks.pages import timed

# One word of every row, one of few, two of which both are common, and one of none.
ASKED = ("board", "september", "the board", "zebra", "of")
MOST_BLOCKS = 5000


def report(site: Site) -> None:
    """Print one line for each search; name those that touch more blocks than they may."""
    client = Client()
    client.force_login(site.area_lead, "django.contrib.auth.backends.ModelBackend")
    print(f"\n{'Search, all partnerships':<26}{'queries':>9}{'hits':>7}{'blocks':>9}{'ms':>8}")
    over = []
    for words in ASKED:
        address = f"{reverse('search')}?q={words.replace(' ', '+')}"
        client.get(address)
        with CaptureQueriesContext(connection):
            answer = client.get(address)
            asked = [one["sql"] for one in connection.queries]
        hits = answer.content.decode().partition('class="found"')[2].count("<li><a href=")
        blocks = sum(_blocks(sql) for sql in asked) if connection.vendor != "sqlite" else 0
        spent = min(timed(partial(client.get, address)) for _ in range(3))
        print(f"{words:<26}{len(asked):>9}{hits:>7}{blocks:>9}{spent * 1000:>8.1f}")
        if blocks > MOST_BLOCKS:
            over.append(words)
    print(f"Over {MOST_BLOCKS} blocks: {', '.join(over)}." if over else "No search touches more.")


def _blocks(sql: str) -> int:
    """How many blocks a query reads, from memory or disk."""
    if not sql.startswith("SELECT"):
        return 0
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql.replace("%", "%%"), [])
        found: Any = cursor.fetchone()[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
