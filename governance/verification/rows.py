"""Rows the product vouches for: the fingerprint an audit event keeps of each.

A row's fingerprint is the SHA-256 of its columns by name. Columns that are empty are left out, so
that one added to a table later changes no fingerprint kept before; those that stand beside their
table count as the row's own, so that moving one there changes none either.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Exists, Model, Q, QuerySet
from django.utils.module_loading import import_string

from ..models import Partnership
from ..storage.wide_columns import columns_beside

Key = tuple[str, int]
# label:key → the fingerprint, or None where the row no longer stands.
Fingerprints = dict[str, str | None]


@dataclass(frozen=True)
class Vouched:
    """A table whose rows are held against the audit log.

    ``partnership`` is the path from a row to its partnership; ``stands`` says which rows are
    vouched for; ``unvouched`` names each column left out, with the reason. ``check`` looks for
    more than the fingerprint can say, such as a file in the store. ``since_later``: earlier
    versions did not vouch for the table, so that a row in no event is older and no fault.
    """

    model: type[Model]
    word: str
    partnership: str
    unvouched: Mapping[str, str] = field(default_factory=dict)
    stands: Q | Exists = field(default_factory=Q)
    check: Callable[[Partnership, Any], Iterator[str]] | None = None
    check_files: Callable[[Partnership], Iterator[str]] | None = None
    since_later: bool = False

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def columns(self) -> list[str]:
        """The columns vouched for, by the name of the attribute."""
        return [
            column.attname
            for column in self.model._meta.concrete_fields
            if column.name not in self.unvouched and not column.primary_key
        ]

    def rows(self) -> QuerySet:
        return self.model._base_manager.filter(self.stands).order_by("pk")

    def fingerprints(self, rows: QuerySet) -> Iterator[tuple[int, str]]:
        """Yield key and fingerprint of each of these rows, as the database has them now."""
        paths = {name: name for name in self.columns} | columns_beside(self.model)
        names = list(paths)
        for pk, *values in rows.values_list("pk", *paths.values()).iterator(chunk_size=100):
            yield pk, _fingerprint(dict(zip(names, values, strict=True)))


@cache
def vouched() -> dict[str, Vouched]:
    """Every table that is vouched for, by its label, as the settings list them."""
    lists: list[tuple[Vouched, ...]] = [import_string(name) for name in settings.VERIFIED_RECORDS]
    return {one.label: one for some in lists for one in some}


def key_of(row: Model | Key) -> Key:
    """A row, or the label of its table and its key, as a key."""
    return (row._meta.label_lower, row.pk) if isinstance(row, Model) else row


def fingerprints_of(keys: Iterable[Key]) -> Fingerprints:
    """Return the fingerprints of those among these rows that are vouched for, as stored now."""
    known = vouched()
    wanted: dict[str, set[int]] = {}
    for label, pk in keys:
        if label in known and pk is not None:
            wanted.setdefault(label, set()).add(pk)
    found: Fingerprints = {}
    for label, pks in wanted.items():
        found |= {f"{label}:{pk}": None for pk in sorted(pks)}
        for some in _chunks(sorted(pks)):
            rows = known[label].rows().filter(pk__in=some)
            found |= {f"{label}:{pk}": made for pk, made in known[label].fingerprints(rows)}
    return found


@dataclass
class Compared:
    """What came of comparing one table with the audit log."""

    word: str
    checked: int = 0
    older: int = 0
    problems: list[str] = field(default_factory=list)


def _of_table(
    table: Vouched, said: Mapping[str, tuple[int, str | None]]
) -> dict[int, tuple[int, str | None]]:
    """What the audit log says of the rows of one table, by their keys."""
    split = ((key.rpartition(":"), last) for key, last in said.items())
    return {int(pk): last for (label, _, pk), last in split if label == table.label}


def compare(
    table: Vouched,
    partnership: Partnership,
    said: Mapping[str, tuple[int, str | None]],
    *,
    always: bool,
) -> Compared:
    """Hold the rows of one table against the last fingerprint the audit log has of each.

    ``always`` says that the log kept fingerprints from its first event, so that no row is older.
    """
    result = Compared(table.word)
    ours = _of_table(table, said)
    first = min(ours, default=None)
    rows = table.rows().filter(**{table.partnership: partnership})
    standing = set()
    for pk, now in table.fingerprints(rows):
        standing.add(pk)
        is_older = table.since_later or (not always and (first is None or pk < first))
        if pk not in ours and is_older:
            result.older += 1
            continue
        result.checked += 1
        if problem := problem_of(table.word, pk, now, ours.get(pk)):
            result.problems.append(problem)
    result.problems += [
        problem_of(table.word, pk, None, last) or ""
        for pk, last in sorted(ours.items())
        if last[1] is not None and pk not in standing
    ]
    return result


def problem_of(
    word: str, pk: int, now: str | None, last: tuple[int, str | None] | None
) -> str | None:
    """Say what is wrong with a row as it is now, beside what an event last said of it."""
    if last is None:
        return f"The {word} {pk} stands in no event of the audit log."
    number, was = last
    if now is None:
        return f"The {word} {pk}, vouched for by event {number}, is no longer there."
    if was is None:
        return f"The {word} {pk} stands, although event {number} says that it does not."
    if was != now:
        return f"The {word} {pk} is not as it was when event {number} vouched for it."
    return None


def _fingerprint(values: Mapping[str, Any]) -> str:
    content = {name: value for name, value in values.items() if not _is_empty(value)}
    canonical = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(bytes(value)).hexdigest()
    return str(value)


def _chunks(keys: list[int], size: int = 500) -> Iterator[list[int]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
