"""Read date phrases from standard input, one JSON object a line."""

import io
import json
import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.date_phrases import read


class Command(BaseCommand):
    """Reads phrases without a database: ``phrase``, or ``phrase<TAB>context<TAB>hint``."""

    help = (
        "Read date phrases from standard input, one a line, and print one JSON object for each. "
        "A line may hold the phrase, the sentence around it and a hint, with tabs between them."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--plan-year", help="The plan's year, for example 2019-20.")
        parser.add_argument("--as-at", help="The day of writing, for example 2019-06-25.")

    def handle(self, *args: Any, **options: Any) -> None:
        as_at = _day(options["as_at"])
        if isinstance(sys.stdin, io.TextIOWrapper):
            # A stray byte of an old paper must not stop the lines after it.
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        for line in sys.stdin:
            columns = line.rstrip("\r\n").split("\t")
            phrase, context, hint = [*columns, "", ""][:3]
            reading = read(
                phrase, context=context, hint=hint, plan_year=options["plan_year"], as_at=as_at
            )
            self.stdout.write(
                json.dumps(
                    {
                        "phrase": phrase,
                        "earliest": reading.earliest.isoformat() if reading.earliest else "",
                        "latest": reading.latest.isoformat() if reading.latest else "",
                        "precision": reading.precision,
                        "kind": reading.kind,
                        "year_inferred": reading.year_inferred,
                        "warnings": list(reading.warnings),
                    },
                    ensure_ascii=False,
                )
            )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(
            f"“{text}” is not a day we can read. Write --as-at like 2019-06-25."
        ) from None
