"""Misconfiguration found at start and said with a hint, not met at quarter end."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks
from django.db import connections
from django.utils.module_loading import import_string

from .system_libraries import missing_pack_libraries

FRONT_END_FILE = "vendor/govuk/govuk-frontend.min.css"
# How often a server may use up the time-out between the first word and the last of one mail.
ANSWERS_OF_A_SERVER = 10
LISTS_OF_NAMES = ("BOARD_PACK_SECTIONS", "REMINDER_RULES", "REVIEWER_NEEDED", "VERIFIED_RECORDS")


@checks.register(checks.Tags.compatibility)
def listed_names_exist(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Whatever the settings list by its dotted name can be imported, and is listed once."""
    found: list[checks.CheckMessage] = []
    for setting in LISTS_OF_NAMES:
        names: Sequence[str] = getattr(settings, setting, [])
        for name in names:
            try:
                import_string(name)
            except ImportError as error:
                found.append(
                    checks.Error(
                        f"{setting} names {name}, which cannot be imported: {error}.",
                        hint="Correct the dotted name in lep_tracker/settings.py, or remove it.",
                        id="governance.E001",
                    )
                )
        if len(set(names)) != len(names):
            found.append(
                checks.Error(
                    f"{setting} names something twice.",
                    hint="Leave each dotted name once: the order of packs is stored with them.",
                    id="governance.E002",
                )
            )
    return found


@checks.register(checks.Tags.files)
def folders_can_be_written(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Uploads, issued packs and mail files have a place they can be stored in."""
    return [
        checks.Error(
            f"The folder {folder} cannot be written to.",
            hint=f"Give it to the person the product runs as, or set {variable} to another.",
            id="governance.E003",
        )
        for variable, folder in (
            ("LEP_DATA_DIR", settings.DATA_DIR),
            ("LEP_MEDIA_DIR", settings.MEDIA_ROOT),
        )
        if Path(folder).exists() and not os.access(folder, os.W_OK | os.X_OK)
    ]


@checks.register(checks.Tags.staticfiles)
def front_end_is_there(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """The style sheet that set-up fetches is in place."""
    if finders.find(FRONT_END_FILE):
        return []
    return [
        checks.Warning(
            "The front-end files have not been fetched, so pages would show without style.",
            hint="Use make run, which fetches them; they are never committed.",
            id="governance.W004",
        )
    ]


@checks.register(checks.Tags.compatibility)
def packs_can_be_drawn(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """The system has what WeasyPrint draws with."""
    missing = missing_pack_libraries()
    if not missing:
        return []
    return [
        checks.Warning(
            "Board packs cannot be made: the system lacks Pango or HarfBuzz.",
            hint=f"On Debian or Ubuntu: sudo apt-get install {' '.join(missing)}.",
            id="governance.W005",
        )
    ]


@checks.register(checks.Tags.compatibility)
def mail_does_not_hang(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """A mail server that never answers must not hold the reminders of everybody else."""
    if not settings.EMAIL_TIMEOUT:
        return [
            checks.Error(
                "EMAIL_TIMEOUT is not set, so one silent mail server could stop all mail.",
                hint="Set EMAIL_TIMEOUT to 20 seconds.",
                id="governance.E006",
            )
        ]
    if settings.MAIL_LEASE_SECONDS >= settings.EMAIL_TIMEOUT * ANSWERS_OF_A_SERVER:
        return []
    return [
        checks.Error(
            "MAIL_LEASE_SECONDS is so short that a slow mail would be given up while it is sent.",
            hint=f"Set it to {ANSWERS_OF_A_SERVER} times EMAIL_TIMEOUT or more.",
            id="governance.E012",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def site_is_public_ready(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """What works for one person on one machine and not for a public installation."""
    doubts = [
        (
            connections["default"].vendor == "sqlite",
            "The database is SQLite, which one machine may use and a public site outgrows.",
            "Set LEP_DATABASE_URL to a PostgreSQL address.",
            "governance.W007",
        ),
        (
            settings.CELERY_BROKER_URL.startswith("filesystem"),
            "The queue lies in a folder, so workers on other machines cannot see it.",
            "Set CELERY_BROKER_URL to a Redis address.",
            "governance.W008",
        ),
        (
            not settings.BASE_URL.startswith("https://"),
            "Links in mails do not start with https.",
            "Set LEP_BASE_URL to the address people type, starting with https://.",
            "governance.W009",
        ),
        (
            settings.LEP_DEMO,
            "The demo is on: its sign-ins are known to everybody.",
            "Take LEP_DEMO out.",
            "governance.W010",
        ),
    ]
    return [checks.Warning(text, hint=hint, id=id_) for is_so, text, hint, id_ in doubts if is_so]


@checks.register(checks.Tags.database)
def shared_cache_is_there(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """The table that counts sign-ins exists; without it nobody could sign in."""
    cache = settings.CACHES["default"]
    if "default" not in (databases or ()) or not cache["BACKEND"].endswith("DatabaseCache"):
        return []
    tables = connections["default"].introspection.table_names()
    if cache["LOCATION"] in tables or "django_migrations" not in tables:
        return []
    return [
        # An error would stop migrate, which people use before the cache table is made.
        checks.Warning(
            "The table of the shared cache is missing, so nobody could sign in.",
            hint="Use manage.py createcachetable (manage.py prepare does it too).",
            id="governance.W011",
        )
    ]
