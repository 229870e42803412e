"""Check everything vouched for, and say what does not fit."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from governance.errors import ActionRefused
from governance.models import Partnership, VerificationRun
from governance.verification import checking


class Command(BaseCommand):
    help = (
        "Check the audit log, the rows and files held against it, and issued packs. "
        "Ends with 1 where something is wrong that nobody has acknowledged."
    )

    def add_arguments(self, parser):
        parser.add_argument("--partnership", help="Only this one, by its slug.")
        parser.add_argument("--json", action="store_true", help="Print one JSON document.")
        parser.add_argument(
            "--without-files", action="store_true", help="Do not read the files of evidence."
        )
        parser.add_argument(
            "--acknowledge",
            metavar="REASON",
            help="Write the faults found into the audit log as known, with this reason.",
        )

    def handle(self, *args, **options):
        runs = [
            checking.verify(
                owner,
                reason=VerificationRun.Reason.COMMAND,
                with_files=not options["without_files"],
            )
            for owner in _chosen(options["partnership"])
        ]
        if options["json"]:
            self.stdout.write(json.dumps([_plain(run) for run in runs], indent=1))
        else:
            for run in runs:
                self._print(run)
        if options["acknowledge"] is not None:
            self._acknowledge(runs, options["acknowledge"])
        elif count := sum(len(run.problems) for run in runs):
            many = f"{count} things are not as they should be."
            raise CommandError(
                "1 thing is not as it should be." if count == 1 else many, returncode=1
            )

    def _print(self, run: VerificationRun) -> None:
        name = _name_of(run)
        for problem in run.problems:
            self.stderr.write(f"{name}: {problem}")
        for problem in run.known:
            self.stdout.write(f"{name}: known: {problem}")
        how = "whole" if not run.problems else "NOT whole"
        self.stdout.write(
            f"{name}: {run.events} events, {how}. Head {run.digest[:16] or 'none'}."
            + "".join(f" {count} × {word}." for word, count in run.checked.items())
        )
        for word, count in run.older.items():
            self.stdout.write(f"{name}: {count} × {word} from before fingerprints were kept.")

    def _acknowledge(self, runs: list[VerificationRun], reason: str) -> None:
        for run in runs:
            if not run.problems:
                continue
            try:
                checking.acknowledge(run, reason=reason, by=None)
            except ActionRefused as refusal:
                raise CommandError(str(refusal)) from refusal
            self.stdout.write(f"{_name_of(run)}: {len(run.problems)} written down as known.")


def _chosen(slug: str | None) -> list[Partnership | None]:
    if not slug:
        return [*Partnership.objects.order_by("slug"), None]
    found = Partnership.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no partnership {slug!r}.")
    return [found]


def _name_of(run: VerificationRun) -> str:
    return run.partnership.slug if run.partnership else "the site itself"


def _plain(run: VerificationRun) -> dict[str, Any]:
    return {
        "partnership": run.partnership.slug if run.partnership else None,
        "at": run.at.isoformat(),
        "events": run.events,
        "digest": run.digest,
        "checked": run.checked,
        "from_before_fingerprints": run.older,
        "problems": run.problems,
        "known": run.known,
    }
