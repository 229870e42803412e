"""Take a plan, a quarter of it or an objective set out of the database as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from okrs.documents import files as okr_files
from okrs.documents.taking_out import okrs_on_paper
from okrs.models import ObjectiveSet
from plans.documents.files import FORMATS, written
from plans.documents.quarter_on_paper import quarter_on_paper
from plans.documents.taking_out import plan_on_paper
from plans.models import Plan
from plans.visibility import OF_OPERATOR

REFUSED = 2


class Command(BaseCommand):
    """Writes one file; exit code 2 with one line when refused, and then nothing is written."""

    help = "Write a plan or an objective set as a file that can be taken in again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", metavar="PLAN", help="Such as sslep/improvement-plan-2019-20.")
        known = ", ".join(FORMATS)
        parser.add_argument("--format", required=True, help=f"One of {known}.")
        parser.add_argument("--output", required=True, metavar="FILE", help="Where to write it.")
        parser.add_argument("--round", default="", metavar="SLUG", help="One quarter's words.")

    def handle(self, *args: Any, **options: Any) -> None:
        ending = options["format"].lower()
        if ending not in FORMATS:
            raise _refused(f"“{ending}” is no format. Choose one of {', '.join(FORMATS)}.")
        content = self._content(options["plan"], ending, options["round"])
        path = Path(options["output"])
        try:
            path.write_bytes(content)
        except OSError as error:
            raise _refused(f"{path} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"Wrote {path}, {len(content):,} bytes.")

    def _content(self, address: str, ending: str, quarter: str) -> bytes:
        partnership, _, slug = address.partition("/")
        found = Plan.objects.select_related("partnership__status_scheme").filter(
            partnership__slug=partnership, slug=slug
        )
        plan = found.first()
        if plan is None:
            return self._content_of_set(address, ending, quarter)
        if not quarter:
            return written(plan_on_paper(plan), ending)
        plan_round = plan.plan_rounds.select_related("round").filter(round__slug=quarter).first()
        if plan_round is None:
            raise _refused(f"“{address}” has no quarter “{quarter}”.")
        placed = quarter_on_paper(plan, plan_round, OF_OPERATOR)
        return written(placed, ending, round_label=plan_round.round.label)

    def _content_of_set(self, address: str, ending: str, quarter: str) -> bytes:
        partnership, _, slug = address.partition("/")
        found = ObjectiveSet.objects.filter(partnership__slug=partnership, slug=slug).first()
        if found is None:
            raise _refused(
                f"There is no plan and no objective set “{address}”. "
                "Name it like partnership/plan-slug."
            )
        if quarter:
            raise _refused(f"“{address}” is an objective set: it stands for one quarter alone.")
        return okr_files.written(okrs_on_paper([found]), ending)


def _refused(sentence: str) -> CommandError:
    return CommandError(" ".join(sentence.split()), returncode=REFUSED)
