"""No action vouches anew for what was changed behind the product's back.

An event keeps the fingerprint of a row as it is stored at the end of an action. Were the row
changed by somebody else before, the event of the next honest action would vouch for that too. So
before a row that is vouched for is saved, it is held against what the audit log says of it; and a
row that an action only names, without saving it, keeps the fingerprint it has.
"""

from typing import Any

from django.db import transaction
from django.db.models import Model

from ..errors import ActionRefused
from ..models import AuditEvent, Partnership
from ..partnership_scope import partnership_of
from . import sealing
from .refusals import check_later
from .rows import Fingerprints, fingerprints_of, problem_of, vouched

ACKNOWLEDGED = "governance.problems_acknowledged"


def hold_against_log(row: Model, names: set[str]) -> None:
    """Refuse to save a row that is not as the audit log vouches for it; called before each save.

    ``names`` are the columns about to be saved. Within one transaction a row is looked at once:
    what it says after that is the action's own doing.
    """
    table = vouched().get(row._meta.label_lower)
    if table is None or row.pk is None or not names & set(table.columns):
        return
    key = f"{table.label}:{row.pk}"
    if _is_saved_in_this_transaction(key):
        return
    transaction.on_commit(_Saved(key))
    if problem := problem_with(row):
        check_later(partnership_of(row), problem)
        raise ActionRefused(
            f"Nothing was changed, because the check of the records found a fault. {problem} "
            "Tell your administrator and your auditor."
        )


def problem_with(row: Model) -> str:
    """Say that a row is not as the audit log vouches for it; nothing where it is, or is known."""
    label = row._meta.label_lower
    key = f"{label}:{row.pk}"
    (now,) = fingerprints_of([(label, row.pk)]).values()
    last = _last_said([key], partnership_of(row)).get(key)
    if last is None or last[1] in (None, now):
        return ""
    problem = problem_of(vouched()[label].word, row.pk, now, last) or ""
    return "" if _is_known(problem, partnership_of(row)) else problem


def without_what_was_only_named(
    fingerprints: Fingerprints, partnership: Partnership | None
) -> Fingerprints:
    """Leave out the rows that an action named and did not save, where the log knows them."""
    named = [
        key
        for key, now in fingerprints.items()
        if now is not None and not _is_saved_in_this_transaction(key)
    ]
    known = _last_said(named, partnership) if named else {}
    return {key: now for key, now in fingerprints.items() if key not in known}


def _last_said(keys: list[str], partnership: Any) -> dict[str, tuple[int, str | None]]:
    """The newest event that says something of each of these rows, and what it says."""
    told = AuditEvent.objects.filter(partnership=partnership, fingerprints__has_any_keys=keys)
    found: dict[str, tuple[int, str | None]] = {}
    wanted = set(keys)
    for number, said in told.order_by("-number").values_list("number", "fingerprints").iterator():
        for key in wanted & said.keys():
            found[key] = (number, said[key])
        wanted -= said.keys()
        if not wanted:
            break
    return found


def _is_known(problem: str, partnership: Any) -> bool:
    told = AuditEvent.objects.filter(verb=ACKNOWLEDGED, partnership=partnership)
    return any(
        problem in event.details.get("problems", []) and sealing.fits(event.digest, event.seal)
        for event in told
    )


class _Saved:
    """Stands among what a transaction does when it is committed, and says that a row was saved.

    It goes with the savepoint or the transaction it was put into, however that ends.
    """

    def __init__(self, key: str):
        self.key = key

    def __call__(self) -> None:
        """Nothing is to be done."""


def _is_saved_in_this_transaction(key: str) -> bool:
    waiting = transaction.get_connection().run_on_commit
    return any(isinstance(entry[1], _Saved) and entry[1].key == key for entry in waiting)
