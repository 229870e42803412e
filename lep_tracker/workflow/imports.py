"""Bringing a document in: uploaded, read by the worker, and asked to be read again.

The actions on the run alone are ``governance.workflow.imports``; here they meet the apps that know
what a plan, objectives or a report are.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from governance.errors import ActionRefused
from governance.models import ImportRun, Partnership, User
from governance.queue import after_save
from governance.workflow import imports as runs
from okrs.documents.commit import commit_okrs
from okrs.documents.merging import merge_okrs
from okrs.documents.placed import PlacedOkrs
from plans.documents.commit import commit_plan
from plans.documents.merging import merge_plan
from plans.documents.periods import Days
from plans.documents.placed import PlacedPlan

from ..documents.kinds import NONE
from ..documents.newer_issues import plan_of, sets_of
from ..documents.outcome import ImportOutcome
from ..documents.reading_runs import keep_outcome
from ..documents.seen_runs import require_seen_for_commit, seen_for_commit
from ..documents.stored import document_of
from ..tasks import read_import

PASTED = "pasted text.txt"


@transaction.atomic
def upload_document(
    partnership: Partnership,
    *,
    name: str = "",
    data: bytes | None = None,
    text: str = "",
    kind: str = "auto",
    plan_year: str = "",
    subject: models.Model | None = None,
    by: User,
) -> ImportRun:
    """Keep a file, or text that was pasted, and have the worker read it."""
    run = runs.receive_document(
        partnership,
        name=name or PASTED,
        data=data,
        text=text,
        kind=kind,
        plan_year=plan_year,
        subject=subject,
        by=by,
    )
    _hand_over(run)
    return run


@transaction.atomic
def read_again(
    run: ImportRun, *, kind: str, plan_year: str, seen: str | None = None, by: User
) -> ImportRun:
    """Have the worker read the same file once more; what was corrected in it is lost."""
    run = runs.read_document_again(run, kind=kind, plan_year=plan_year, seen=seen, by=by)
    _hand_over(run)
    return run


@transaction.atomic
def commit_run(
    run: ImportRun,
    *,
    choices: Mapping[str, bool] | None = None,
    round_days: Mapping[str, Days] | None = None,
    status_words: Mapping[str, str] | None = None,
    seen: str | None = None,
    by: User,
) -> ImportRun:
    """Bring in what a run says, in one transaction and with one event.

    A plan becomes a plan, or is merged into the plan of which it is a newer issue: ``choices``
    says what is taken of each difference, ``round_days`` gives the days of a column of progress
    by its heading, ``status_words`` answers printed status words. Objectives become sets; a kind
    without a home is kept as a document. Raises ActionRefused with a sentence, and nothing is
    written then. ``seen`` names the reading that was shown and, of a newer issue, the differences;
    raises SeenOtherwise when either is another.
    """
    if seen is not None:
        require_seen_for_commit(run, seen)
    document, partnership = document_of(run), run.partnership
    of_quarters: Any = {"round_days": round_days, "status_words": status_words}
    if isinstance(document, PlacedPlan) and (plan := plan_of(run)) is not None:
        merge_plan(plan, document, choices, run=run, **of_quarters, by=by)
    elif isinstance(document, PlacedPlan):
        commit_plan(document, partnership=partnership, run=run, **of_quarters, by=by)
    elif isinstance(document, PlacedOkrs) and (sets := sets_of(run)):
        merge_okrs(sets, document, choices, run=run, by=by)
    elif isinstance(document, PlacedOkrs):
        commit_okrs(document, partnership=partnership, run=run, by=by)
    elif document.kind == NONE:
        raise ActionRefused(
            f"“{run.file_name}” holds nothing that can be imported. Read it again as another "
            "kind, or set it aside."
        )
    else:
        runs.keep_document(run, seen=run.seen, by=by)
    return ImportRun.objects.select_related("partnership").get(pk=run.pk)


@transaction.atomic
def import_at_once(
    partnership: Partnership,
    outcome: ImportOutcome,
    *,
    data: bytes,
    kind: str,
    plan_year: str,
    status_words: Mapping[str, str] | None = None,
    by: User,
) -> ImportRun:
    """Keep, read and import a document in one go, as the command does; all of it or nothing."""
    run = runs.receive_document(
        partnership,
        name=outcome.source.name,
        data=data,
        kind=kind,
        plan_year=plan_year,
        by=by,
    )
    runs.begin_reading(run)
    kept = keep_outcome(run, outcome)
    return commit_run(kept, status_words=status_words, seen=seen_for_commit(kept), by=by)


def _hand_over(run: ImportRun) -> None:
    # Where the queue does not answer, the next tick finds the stored run.
    after_save(read_import, run.pk)
