"""Read a document and say what it would become; with ``--commit`` import it."""

import io
import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance import roles
from governance.documents.refusal import DocumentRefused
from governance.errors import ActionRefused
from governance.models import ImportRun, Partnership, User
from governance.verification.checking import kept_refusals
from lep_tracker.documents.contract import as_json
from lep_tracker.documents.kinds import CHOICES
from lep_tracker.documents.outcome import ImportOutcome
from lep_tracker.documents.placing import read_and_place
from lep_tracker.documents.readable import readable
from lep_tracker.documents.run_addresses import address_of, address_of_subject
from lep_tracker.documents.status_words import (
    answers_of,
    answers_typed,
    by_standard_words,
    status_lines,
)
from lep_tracker.workflow.imports import import_at_once
from plans.rounds.printed_status import Answers

REFUSED = 2


class Command(BaseCommand):
    """A dry run opens no database and takes any slug; exit code 2 with one line when refused."""

    help = (
        "Read a plan, an action plan, objectives or a report from a file and print what it "
        "becomes. Nothing is written without --commit."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help=".docx, .xlsx, .csv, .txt or .json")
        parser.add_argument("--partnership", metavar="SLUG", help="Whose document it is.")
        parser.add_argument("--plan-year", default="", help="Such as 2019-20.")
        kinds = ", ".join(key for key, _ in CHOICES)
        parser.add_argument("--kind", default="auto", help=f"One of {kinds}.")
        parser.add_argument("--commit", action="store_true", help="Import it.")
        parser.add_argument(
            "--by", metavar="EMAIL", help="Who brings it in; a coordinator unless said otherwise."
        )
        parser.add_argument(
            "--status",
            action="append",
            default=[],
            metavar="PRINTED=WORD",
            help="What a printed status word becomes, such as “G=On track”; “G=keep” keeps it as "
            "printed. Give it once for each word.",
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with kept_refusals():
                self._import(options)
        except (DocumentRefused, ActionRefused) as refused:
            # One line, whatever a damaged name or reason holds.
            raise CommandError(" ".join(str(refused).split()), returncode=REFUSED) from None

    def _import(self, options: dict[str, Any]) -> None:
        path = Path(options["file"])
        if not options["partnership"]:
            raise DocumentRefused(path.name, "Say whose it is with --partnership SLUG.")
        data = _content(path)
        outcome = read_and_place(
            path.name, data, kind=options["kind"], plan_year=options["plan_year"]
        )
        partnership = _partnership(options["partnership"]) if options["commit"] else None
        answers = _answers(outcome, partnership, options["status"])
        made = None
        if partnership is not None:
            made = self._commit(partnership, outcome, data, answers, options)
        if options["json"]:
            told = as_json(outcome, answers) | ({} if made is None else {"made": made})
            self._print(json.dumps(told, ensure_ascii=False))
            return
        for line in [*readable(outcome, red=self.style.ERROR), *status_lines(outcome, answers)]:
            self._print(line)
        if made is not None:
            self._print("")
            self._print(made["sentence"])

    def _commit(
        self,
        partnership: Partnership,
        outcome: ImportOutcome,
        data: bytes,
        answers: Answers[Any],
        options: dict[str, Any],
    ) -> dict[str, str]:
        run = import_at_once(
            partnership,
            outcome,
            data=data,
            kind=options["kind"],
            plan_year=options["plan_year"],
            status_words=answers.said,
            by=_person(partnership, options["by"]),
        )
        address = address_of_subject(run) or address_of(run)
        action = "Kept as a document" if run.state == ImportRun.State.KEPT else "Imported"
        return {
            "state": str(run.state),
            "address": address,
            "run": address_of(run),
            "sentence": f"{action}: {address}",
        }

    def _print(self, line: str) -> None:
        if self.stdout._out is sys.stdout and isinstance(sys.stdout, io.TextIOWrapper):
            # Papers hold signs that an old terminal's coding does not know.
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        self.stdout.write(line)


def _partnership(slug: str) -> Partnership:
    partnership = Partnership.objects.filter(slug=slug).first()
    if partnership is None:
        raise ActionRefused(f"There is no partnership “{slug}”.")
    return partnership


def _answers(
    outcome: ImportOutcome, partnership: Partnership | None, typed: list[str]
) -> Answers[Any]:
    """What the status words become; a dry run asks no database and takes the standard words."""
    document = outcome.placed
    if partnership is None:
        standard = by_standard_words(document)
        said = answers_typed(typed, document, standard.words, outcome.source.name)
        return by_standard_words(document, said)
    words = partnership.status_scheme.words.all()
    said = answers_typed(typed, document, words, outcome.source.name)
    return answers_of(partnership, document, said)


def _person(partnership: Partnership, email: str | None) -> User:
    """Who brings it in: the person named, who must be allowed to, or a coordinator."""
    if not email:
        found = User.objects.who_belong_to(partnership, roles.COORDINATOR).first()
        if found is None:
            raise ActionRefused(f"{partnership} has no coordinator yet. Say who with --by EMAIL.")
        return found
    found = User.objects.filter(email__iexact=email, is_active=True).first()
    if found is None or not found.has_perm("governance.import_document", partnership):
        raise ActionRefused(f"{email} may not bring documents in for {partnership}.")
    return found


def _content(path: Path) -> bytes:
    """The bytes of a file; every way in which there are none is one refusal."""
    largest = settings.UPLOAD_MAX_BYTES
    try:
        if path.is_dir():
            raise DocumentRefused(path.name, "This is a folder. Name a file.")
        if path.stat().st_size > largest:
            megabytes = largest // (1024 * 1024)
            raise DocumentRefused(path.name, f"The file is larger than {megabytes} MB.")
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentRefused(path.name, "There is no such file.") from None
    except OSError as error:
        raise DocumentRefused(path.name, f"It cannot be opened: {error.strerror}.") from None
