"""The actions around a document that is imported, up to its commit.

Reading is the worker's errand (``begin_reading`` to ``finish_reading``) and leaves no event: what
it proposes is nobody's until a person commits it. Committing is each app's own; it ends in
``governance.documents.runs``.
"""

import hashlib
from typing import Any

from django.db import models, transaction

from .. import clock
from ..audit import record
from ..documents.ledger import Report
from ..documents.pieces import Placed
from ..documents.plain import to_plain
from ..documents.run_seen import require_run_seen
from ..errors import ActionRefused, TransitionNotAllowed
from ..input.names import clean_file_name
from ..models import ImportRun, Partnership, User

LARGEST = 20 * 1024 * 1024
State = ImportRun.State


@transaction.atomic
def receive_document(
    partnership: Partnership,
    *,
    name: str,
    data: bytes | None = None,
    text: str = "",
    kind: str = "auto",
    plan_year: str = "",
    subject: models.Model | None = None,
    by: User,
) -> ImportRun:
    """Keep a file, or text that was pasted, to be read by the worker.

    ``subject`` is the plan or paper of which the document is a newer issue, if it is one.
    """
    content = text.encode() if data is None else data
    if not content.strip():
        raise ActionRefused("There is nothing in it. Choose a file, or paste the text of one.")
    if len(content) > LARGEST:
        raise ActionRefused(
            "The file is larger than 20 MB. Save it without pictures and try again."
        )
    run = ImportRun(
        partnership=partnership,
        file_name=clean_file_name(name) if name.strip() else "pasted text",
        source_bytes=data,
        # PostgreSQL holds no NUL in text; the reader drops and mentions it in a file.
        pasted_text=text.replace("\x00", "") if data is None else "",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        kind_asked=kind or "auto",
        plan_year=plan_year,
        subject=subject,
        received_by=by,
    )
    run.save()
    record(
        "governance.document_received",
        f"{{actor}} uploaded the document “{run.file_name}”.",
        partnership=partnership,
        subject=run,
        details={"sha256": run.sha256, "size": run.size, "kind": run.kind_asked},
        by=by,
    )
    return run


@transaction.atomic
def read_document_again(
    run: ImportRun, *, kind: str, plan_year: str = "", seen: str | None = None, by: User
) -> ImportRun:
    """Have the same file read once more, as another kind or for another year; edits are lost.

    ``seen`` names the reading that was shown, here and below; raises SeenOtherwise when somebody
    corrected it since.
    """
    seen, run = run.seen if seen is None else seen, _locked(run)
    if run.state not in (State.READY, State.REFUSED):
        raise _not_as(run, "read again")
    require_run_seen(run, seen)
    run.read_again()
    run.kind_asked, run.plan_year = kind or "auto", plan_year
    run.proposed = run.edited = run.edited_at = run.edited_by = run.read_at = None
    run.entries, run.fidelity, run.warnings, run.problem = [], {}, [], ""
    run.step, run.steps_done, run.steps_total, run.step_at = "", 0, 0, None
    run.choices = {}
    run.save()
    record(
        "governance.document_read_again",
        f"{{actor}} had the document “{run.file_name}” read again.",
        partnership=run.partnership,
        subject=run,
        details={"kind": run.kind_asked, "plan_year": plan_year},
        by=by,
    )
    return run


def begin_reading(run: ImportRun) -> bool:
    """Take a run in hand; False when it is not waiting any more, so that twice does no harm."""
    with transaction.atomic():
        run = _locked(run)
        if not run.is_under_way:
            return False
        run.start_reading()
        run.step, run.step_at = "Opening the file", clock.now()
        run.save()
    return True


def tell_progress(run: ImportRun, *, step: str, done: int = 0, total: int = 0) -> None:
    """Say how far the reading is; goes round the version, because nobody types into it."""
    ImportRun.objects.filter(pk=run.pk, state=State.READING).update(
        step=step[:120], steps_done=done, steps_total=total, step_at=clock.now()
    )


@transaction.atomic
def finish_reading(
    run: ImportRun, *, placed: Placed, report: Report, lines: list[dict[str, Any]] | None = None
) -> ImportRun:
    """Keep what was placed and where every line went; a person looks through it next.

    ``lines`` are the entries of the report with their place in a table, for who shows them.
    """
    run = _locked(run)
    run.finish_reading()
    run.kind_found, run.title = placed.kind, placed.title[:300]
    run.proposed = to_plain(placed)
    run.entries = to_plain(report.entries) if lines is None else lines
    run.fidelity = to_plain(report.fidelity)
    run.warnings = list(placed.warnings)
    run.read_at, run.step = clock.now(), ""
    run.save()
    return run


@transaction.atomic
def refuse_document(run: ImportRun, *, problem: str) -> ImportRun:
    """The file cannot be taken in; one sentence says why and what to do."""
    run = _locked(run)
    run.refuse()
    run.problem, run.step, run.read_at = problem[:500], "", clock.now()
    run.save()
    return run


@transaction.atomic
def save_edits(
    run: ImportRun,
    *,
    edited: Placed,
    choices: dict[str, Any] | None = None,
    version: int | None = None,
    by: User,
) -> ImportRun:
    """Keep what a person corrected on the review screen, as it stood at ``version``.

    Raises ChangedMeanwhile when somebody else saved it since.
    """
    if not run.is_ready:
        raise _not_as(run, "edited")
    if version is not None:
        run.version = version
    run.edited = to_plain(edited)
    run.title, run.kind_found = edited.title[:300], edited.kind
    if choices is not None:
        run.choices = choices
    run.edited_at, run.edited_by = clock.now(), by
    run.save()
    record(
        "governance.document_edited",
        f"{{actor}} corrected what was read in “{run.file_name}”.",
        partnership=run.partnership,
        subject=run,
        by=by,
    )
    return run


@transaction.atomic
def keep_document(run: ImportRun, *, seen: str | None = None, by: User) -> ImportRun:
    """Keep a document of a kind without a home, with its fidelity, ready for later."""
    seen, run = run.seen if seen is None else seen, _locked(run)
    if not run.is_ready:
        raise _not_as(run, "kept")
    require_run_seen(run, seen)
    run.keep()
    run.closed_at, run.closed_by = clock.now(), by
    run.save()
    record(
        "governance.document_kept",
        f"{{actor}} kept “{run.file_name}” as a document.",
        partnership=run.partnership,
        subject=run,
        by=by,
    )
    return run


@transaction.atomic
def drop_document(run: ImportRun, *, seen: str | None = None, by: User) -> ImportRun:
    """Put a document aside that nobody wants to bring in; its file stays in the list."""
    seen, run = run.seen if seen is None else seen, _locked(run)
    if run.state in (State.COMMITTED, State.UNDONE, State.DROPPED):
        raise _not_as(run, "set aside")
    require_run_seen(run, seen)
    run.drop()
    run.closed_at, run.closed_by = clock.now(), by
    run.save()
    record(
        "governance.document_set_aside",
        f"{{actor}} put “{run.file_name}” aside.",
        partnership=run.partnership,
        subject=run,
        by=by,
    )
    return run


def _locked(run: ImportRun) -> ImportRun:
    return ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)


def _not_as(run: ImportRun, done: str) -> ActionRefused:
    return TransitionNotAllowed(
        f"“{run.file_name}” is {run.get_state_display()}, so it cannot be {done}."
    )
