"""The guard of every decision: it is taken on what was shown, or both are shown and nothing done.

A workflow function that decides on a row calls ``require_seen`` first thing in its transaction;
the lock it takes keeps what was compared as it is until the decision stands. ``seen`` is the
field of the form (``.versions_seen``); None means the row in hand, as it was read.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models

from ..errors import ActionRefused
from ..input.whole_numbers import typed_number
from ..models import AuditEvent, StaleVersion, VersionedModel
from ..text.dates_in_words import day_in_words, moment_in_words
from ..text.structured_text import plain
from .versions_seen import NOT_NAMED, VersionDifference, read, together

Row = TypeVar("Row", bound=VersionedModel)
More = Callable[[Any, Any], Iterable[VersionDifference]]
# Columns that say when, by whom or where in a list; what was done is told in sentences.
_NOT_SHOWN = ("id", "version", "order")
_NOT_SHOWN_ENDS = ("_at", "_by", "_since", "_sha256", "sha256", "_digest")


def locked(row: Row) -> Row:
    """The row as it stands, held until the transaction ends; a sentence where it is gone."""
    rows = type(row)._base_manager.select_for_update(of=("self",))
    standing: Row | None = rows.filter(pk=row.pk).first()
    if standing is None:
        raise ActionRefused(f"This {row._meta.verbose_name} is not there any more.")
    return standing


def require_seen(
    row: VersionedModel, seen: str | None, *beside: VersionedModel, more: More | None = None
) -> None:
    """Hold a row, with what is decided ``beside`` it, unless one is not as it was shown.

    ``more`` adds what only its app knows to tell of two versions: it is given the row and the
    version that was shown, or None. Raises SeenOtherwise.
    """
    rows = [row, *beside]
    if seen is None:
        seen = together(one.seen for one in rows)
    standing = [locked(one) for one in rows]
    now = together(one.seen for one in standing)
    marks = read(seen)
    if marks == read(now):
        return
    differences: list[VersionDifference] = []
    meanwhile: list[str] = []
    for one in (each for each in standing if marks.get(each.seen_as) != str(each.version)):
        was = version_shown(one, marks.get(one.seen_as))
        found = [*differences_of(one, was), *(more(one, was) if more else [])]
        differences += found or [_unsaid(one, marks, was)]
        meanwhile += done_since(one, was)
    if not differences:
        gone = "It is not there any more, or belongs to another page."
        differences = [VersionDifference("A part of it", "It was on your page.", gone)]
    raise StaleVersion(standing[0], differences, meanwhile=meanwhile, seen=now)


def version_shown(row: Any, version: str | None) -> Any:
    """The version of a row that a form names, from its history; None where there is none."""
    number = typed_number(version)
    if not hasattr(row, "history") or number is None:
        return None
    return row.history.filter(version=number).first()


def differences_of(row: VersionedModel, was: Any) -> list[VersionDifference]:
    """What a row says now, beside what an earlier version of it said."""
    if was is None:
        return []
    return [
        VersionDifference(_capital(str(field.verbose_name)), _shown(was, field), _shown(row, field))
        for field in row._meta.concrete_fields
        if field.name not in _NOT_SHOWN
        and not field.name.endswith(_NOT_SHOWN_ENDS)
        and hasattr(was, field.attname)
        and getattr(was, field.attname) != getattr(row, field.attname)
    ]


def done_since(row: Any, was: Any) -> list[str]:
    """What was done to a row after a version of it, in the sentences of the record."""
    if was is None:
        return []
    after = row.history.filter(version__gt=was.version).order_by("version").first()
    if after is None:
        return []
    events = AuditEvent.objects.about(row).filter(clock_at__gte=after.history_date)
    return [
        f"{moment_in_words(event.clock_at)}: {event.as_printed}"
        for event in events.select_related("actor").order_by("number")
    ]


def _unsaid(row: VersionedModel, marks: Mapping[str, str], was: Any) -> VersionDifference:
    """Nothing to compare: no version was named, none is kept, or no word of it was changed."""
    name, now = _capital(str(row._meta.verbose_name)), str(row)
    if was is not None:
        return VersionDifference(
            name, now, f"{now}. It was saved again, and its words are the same."
        )
    shown = "It was not on your page." if marks else NOT_NAMED
    if row.seen_as in marks:
        shown = "An earlier version of it."
    return VersionDifference(name, shown, now, name=row.seen_as)


def _shown(row: Any, field: Any) -> str:
    named = getattr(row, f"get_{field.name}_display", None)
    value = named() if field.choices and named else getattr(row, field.attname)
    if value in (None, "", [], {}):
        return ""
    if isinstance(field, models.ForeignKey):
        found = field.related_model._base_manager.filter(pk=value).first()
        return str(found or "")
    return _in_words(value)


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return moment_in_words(value)
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, list) and all(isinstance(one, dict) and "text" in one for one in value):
        return plain(value)
    return _capital(str(value))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
