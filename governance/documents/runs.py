"""What an import made and changed, so that all of it can be taken back: generic over models.

Committing is wrapped by ``begin_commit`` and ``finish_commit``; the difference between a picture
before and one after is what the import did, whatever workflow functions it went through.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F
from simple_history.utils import get_history_manager_for_model

from .. import clock
from ..audit import record
from ..errors import ActionRefused, TransitionNotAllowed
from ..models import AuditEvent, ImportRun, User, VersionedModel
from ..storage.wide_columns import delete_beside, write_beside
from ..text.dates_in_words import day_in_words
from ..verification.rows import vouched
from .pictures import (
    FOLLOWING,
    Keys,
    Picture,
    as_columns,
    chunks,
    digest_of,
    picture_of,
    rows_of,
)
from .run_seen import require_run_seen
from .since import Since, told_of


class ChangedSince(ActionRefused):
    """An import cannot be taken back as a whole; ``changes`` says what was changed, and by whom."""

    def __init__(self, run: ImportRun, changes: list[Since]):
        self.changes = changes
        count = "One thing was" if len(changes) == 1 else f"{len(changes)} things were"
        super().__init__(
            f"{count} changed since “{run.file_name}” was imported, so it cannot be taken back "
            f"as a whole. {changes[0].sentence}"
        )


def begin_commit(run: ImportRun) -> ImportRun:
    """Take a run in hand to commit it; inside the transaction of the commit.

    Raises SeenOtherwise when somebody corrected it since ``run`` was read.
    """
    locked = _locked(run)
    if not locked.is_ready:
        raise TransitionNotAllowed(
            f"“{locked.file_name}” is {locked.get_state_display()}, so it cannot be imported."
        )
    require_run_seen(locked, run.seen)
    return locked


def before(subject: models.Model, *also: models.Model) -> Picture:
    """What stands now, to be compared with what stands after a merge."""
    return picture_of(_keys_of(subject, *also))


def finish_commit(
    run: ImportRun,
    *,
    subject: models.Model,
    also: Iterable[models.Model] = (),
    was: Picture | None = None,
    shared: Iterable[models.Model] = (),
    event: AuditEvent | None,
    by: User,
) -> ImportRun:
    """Note what the commit made and changed of ``subject`` and all that hangs on it.

    ``also`` are further things that one document became. ``was`` is the picture before, for a
    merge. ``shared`` are things it made that others may use
    too, such as a quarter: they go with an undo only if nobody does.
    """
    now = picture_of(_keys_of(subject, *also))
    earlier = was or {}
    made: dict[str, dict[str, str]] = {}
    changed: list[dict[str, Any]] = []
    for label, rows in now.items():
        known = earlier.get(label, {})
        new = {str(pk): digest_of(row) for pk, row in rows.items() if pk not in known}
        if new:
            made[label] = new
        changed += [
            {"model": label, "pk": pk, "before": known[pk], "digest": digest_of(row)}
            for pk, row in rows.items()
            if pk in known and _differs(known[pk], row)
        ]
    for label, rows in earlier.items():
        changed += [
            {"model": label, "pk": pk, "before": row, "digest": ""}
            for pk, row in rows.items()
            if pk not in now.get(label, {})
        ]
    run.made = {"rows": made, "shared": _listed(shared)}
    run.changed = changed
    run.commit()
    run.subject = subject
    run.committed_at, run.committed_by = clock.now(), by
    run.audit_number = event.number if event is not None else None
    run.save()
    return run


def changed_since(run: ImportRun) -> list[Since]:
    """What was changed of the things an import made or changed, and what was hung on them."""
    made = _made(run)
    reached = picture_of({label: set(rows) for label, rows in made.items()})
    touched: Keys = {}
    for label, rows in made.items():
        for pk, digest in rows.items():
            row = reached.get(label, {}).get(pk)
            if row is None or digest_of(row) != digest:
                touched.setdefault(label, set()).add(pk)
    corrected = _changed(run)
    for label, entries in corrected.items():
        standing = rows_of(apps.get_model(label), entries)
        for pk, entry in entries.items():
            row = standing.get(pk)
            if (digest_of(row) if row else "") != entry["digest"]:
                touched.setdefault(label, set()).add(pk)
    for label, found in reached.items():
        if label not in FOLLOWING:
            ours = set(made.get(label, {})) | set(corrected.get(label, {}))
            if strange := set(found) - ours:
                touched.setdefault(label, set()).update(strange)
    ours_all = {
        label: set(made.get(label, {})) | set(corrected.get(label, {}))
        for label in {*made, *corrected}
    }
    return told_of(run, touched=touched, ours=ours_all)


@transaction.atomic
def undo_import(run: ImportRun, *, seen: str | None = None, by: User) -> ImportRun:
    """Take away all an import made and give back what it changed; the file stays.

    Refused 30 days after, and refused with the list (``ChangedSince.changes``) when anything of
    it was changed since.
    """
    seen, run = run.seen if seen is None else seen, _locked(run)
    if not run.is_committed:
        raise TransitionNotAllowed(
            f"“{run.file_name}” is {run.get_state_display()}, so there is nothing to take back."
        )
    if not run.can_be_undone:
        raise ActionRefused(
            f"“{run.file_name}” could be taken back until {day_in_words(run.undo_until)}. "
            "Take out by hand what should not stand."
        )
    if changes := changed_since(run):
        raise ChangedSince(run, changes)
    require_run_seen(run, seen)
    touched = _reached(run)
    count = _give_back(run, by) + _take_away(run)
    run.undo()
    run.undone_at, run.undone_by = clock.now(), by
    run.save()
    record(
        "governance.import_undone",
        f"{{actor}} took the import of “{run.file_name}” back.",
        partnership=run.partnership,
        subject=run,
        details={"rows": count, "sha256": run.sha256},
        rows=touched,
        by=by,
    )
    return run


def _differs(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Any column counts here, the place in a list too: it is given back as it was."""
    names = {*one, *other} - {"version"}
    return any(one.get(name) != other.get(name) for name in names)


def _reached(run: ImportRun) -> list[tuple[str, int]]:
    """Every row an undo takes away or gives back, by the label of its table and its key."""
    keys = {
        (label, pk)
        for label, rows in picture_of(
            {label: set(pks) for label, pks in _made(run).items()}
        ).items()
        for pk in rows
    }
    keys |= {(label, pk) for label, rows in _changed(run).items() for pk in rows}
    keys |= {(label, pk) for label, pks in run.made.get("shared", {}).items() for pk in pks}
    return sorted(keys)


def _take_away(run: ImportRun) -> int:
    """Delete what was made, all of it at once: the database checks the whole when it is done."""
    made = _made(run)
    reached = picture_of({label: set(rows) for label, rows in made.items()})
    count = 0
    for label, rows in reached.items():
        model = apps.get_model(label)
        for some in chunks(rows):
            delete_beside(model, some)
            # Parts and wholes go together, so no row is asked whether it is protected.
            going = model._base_manager.filter(pk__in=some)
            count += going._raw_delete(going.db)
    for label, pks in run.made.get("shared", {}).items():
        model = apps.get_model(label)
        for pk in pks:
            hanging = picture_of({label: {pk}})
            if set(hanging) == {label}:
                model._base_manager.filter(pk=pk).delete()
    return count


def _give_back(run: ImportRun, by: User) -> int:
    corrected: dict[type[models.Model], list[int]] = {}
    for entry in run.changed:
        model = apps.get_model(entry["model"])
        columns = as_columns(model, entry["before"])
        if not entry["digest"]:
            model(pk=entry["pk"], **columns).save(force_insert=True)
            write_beside(model, entry["pk"], entry["before"])
            continue
        if issubclass(model, VersionedModel):
            if entry["model"] in vouched():
                # No save() is met below, which would hold the row against the audit log.
                model._base_manager.get(pk=entry["pk"]).hold_against_log(set(columns))
            columns["version"] = F("version") + 1
        # Round the transitions: the state goes back to where it was, by no action of its own.
        model._base_manager.filter(pk=entry["pk"]).update(**columns)
        write_beside(model, entry["pk"], entry["before"])
        corrected.setdefault(model, []).append(entry["pk"])
    for model, pks in corrected.items():
        if hasattr(model._meta, "simple_history_manager_attribute"):
            history = get_history_manager_for_model(model)
            for some in chunks(pks):
                rows = list(model._base_manager.filter(pk__in=some))
                history.bulk_history_create(rows, update=True, default_user=by)
    return len(run.changed)


def _made(run: ImportRun) -> dict[str, dict[int, str]]:
    rows = run.made.get("rows", {})
    return {label: {int(pk): digest for pk, digest in each.items()} for label, each in rows.items()}


def _changed(run: ImportRun) -> dict[str, dict[int, dict[str, Any]]]:
    found: dict[str, dict[int, dict[str, Any]]] = {}
    for entry in run.changed:
        found.setdefault(entry["model"], {})[entry["pk"]] = entry
    return found


def _keys_of(*things: models.Model) -> Keys:
    return {label: set(pks) for label, pks in _listed(things).items()}


def _listed(things: Iterable[models.Model]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for thing in things:
        found.setdefault(thing._meta.label_lower, []).append(thing.pk)
    return found


def _locked(run: ImportRun) -> ImportRun:
    return ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
