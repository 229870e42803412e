"""Reading the document of a run: what the worker does, step by step, and how it may end.

Leaves no event: what is proposed is nobody's until a person brings it in.
"""

import dataclasses
import logging
from datetime import date
from typing import Any

from django_fsm import TransitionNotAllowed as NotInThatState

from governance.documents.plain import to_plain
from governance.documents.refusal import DocumentRefused
from governance.models import ImportRun, Partnership
from governance.workflow import imports as runs

from .outcome import ImportOutcome
from .placing import STEPS, read_and_place
from .source_lines import source_lines

FAULT = (
    "The document could not be read because of a fault in LEP Tracker. Read it again; "
    "if it fails again, tell your administrator."
)

log = logging.getLogger(__name__)


def read_run(run: ImportRun) -> None:
    """Read the document of a run that waits; what the worker calls, and twice does no harm.

    A run whose worker was stopped half-way is begun again from the start; of two workers on one
    run the first result counts.
    """
    if not runs.begin_reading(run):
        return
    run.refresh_from_db()

    def on_step(step: str) -> None:
        runs.tell_progress(run, step=step, done=STEPS.index(step), total=len(STEPS))

    try:
        outcome = read_and_place(
            run.file_name,
            content_of(run),
            kind=run.kind_asked,
            plan_year=run.plan_year,
            meetings=meetings_of(run.partnership),
            on_step=on_step,
        )
    except DocumentRefused as refused:
        _end(runs.refuse_document, run, problem=str(refused))
        return
    _end(keep_outcome, run, outcome=outcome)


def keep_outcome(run: ImportRun, outcome: ImportOutcome) -> ImportRun:
    """Keep what was read on the run, ready to be looked through."""
    return runs.finish_reading(
        run,
        placed=dataclasses.replace(outcome.placed, warnings=list(outcome.warnings)),
        report=outcome.report,
        lines=to_plain(source_lines(outcome.source, outcome.report)),
    )


def give_up(run: ImportRun) -> None:
    """Say on a run that a fault of ours stopped its reading, so that nobody waits for ever."""
    _end(runs.refuse_document, run, problem=FAULT)


def content_of(run: ImportRun) -> bytes:
    """The bytes of a run as they came; pasted text as UTF-8."""
    return bytes(run.source_bytes or b"") or run.pasted_text.encode()


def meetings_of(partnership: Partnership) -> list[tuple[str, date]]:
    """The known meetings, so that “for the June board” gets its day."""
    known = partnership.packs.filter(meets_on__isnull=False).select_related("body")
    return [(pack.body.name, pack.meets_on) for pack in known.for_list() if pack.meets_on]


def _end(action: Any, run: ImportRun, **result: Any) -> None:
    try:
        action(run, **result)
    except NotInThatState:
        log.info("Import %s was read by another worker meanwhile.", run.pk)
