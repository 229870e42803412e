"""``python -m benchmarks [--quick]``: build a large site in a folder of its own and ask its pages.

The database is a fresh one and is thrown away: SQLite in a temporary folder, or one made on the
PostgreSQL server that LEP_DATABASE_URL names.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--quick", action="store_true", help="a small site, in seconds")
    asked.add_argument("--times", type=int, default=7, help="how often each page is asked")
    # The command of the Makefile takes no words, so it is told by the environment.
    quick = os.environ.get("QUICK") == "1"
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="lep-tracker-bench-") as folder:
        set_up(Path(folder))
        from benchmarks import documents, large_site, packs, pages, records, searches

        quick = quick or options.quick
        documents.report(quick=quick)
        size = large_site.QUICK if quick else large_site.WHOLE
        with own_database(Path(folder) / "site.sqlite3"):
            site = large_site.build(size)
            pages.report(site, times=options.times)
            searches.report(site)
            records.report(site, events=records.QUICK if quick else records.WHOLE)
            packs.report(site)


def set_up(folder: Path) -> None:
    """Start Django on a folder and a clock of its own, whatever the environment says."""
    from benchmarks.site_calendar import TODAY

    for name in ("LEP_PRODUCTION", "DEBUG"):
        os.environ.pop(name, None)
    os.environ |= {
        "LEP_DATA_DIR": str(folder),
        "LEP_DEMO": "1",
        "LEP_TODAY": TODAY.isoformat(),
        "LEP_LOG_LEVEL": "ERROR",
        "CELERY_BROKER_URL": "memory://",
        "DJANGO_SETTINGS_MODULE": "lep_tracker.settings",
    }
    import django

    django.setup()
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.urls"
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.TEMPLATES[0]["DIRS"].append(settings.BASE_DIR / "benchmarks" / "templates")
    # Counting sign-ins is not what is measured.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@contextmanager
def own_database(file: Path) -> Iterator[None]:
    from django.conf import settings
    from django.db import connection

    on_file = connection.vendor == "sqlite"
    name = str(file) if on_file else f"lep_tracker_bench_{os.getpid()}"
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name
    before = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


if __name__ == "__main__":
    main()
