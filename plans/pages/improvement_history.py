"""Who changed what of a row, and when: the versions of the row and of its parts, in words."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import singledispatch
from typing import Any

from governance.clock import london_day
from governance.text.dates_in_words import day_in_words
from governance.text.structured_text import plain, to_typed

from ..models import KPI, Improvement, Lead, Milestone, MonitoringLine

_SILENT = {"version", "order", "retired_by", "dates", "layout", "level", "plan", "improvement"}
_PARTS = {Milestone: "Milestone", KPI: "KPI", Lead: "Lead", MonitoringLine: "Monitoring line"}


@dataclass(frozen=True)
class RowChange:
    """One field of one version, before and after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Version:
    """One saving of a row or of a part of it; without changes it was the first."""

    at: datetime
    who: str
    parts: list[str]
    changes: list[RowChange]


def versions_of(row: Improvement) -> list[Version]:
    """Every version, newest first; a number of queries that does not grow with the versions."""
    found = _versions(Improvement, {"id": row.pk}, "The row")
    for model, word in _PARTS.items():
        found += _versions(model, {"improvement_id": row.pk}, word)
    return _gathered(sorted(found, key=lambda version: version.at, reverse=True))


def _gathered(versions: list[Version]) -> list[Version]:
    """What one person first wrote on one day as one entry: a new row comes with all its parts."""
    found: list[Version] = []
    for version in versions:
        last = found[-1] if found else None
        new = last and not last.changes and not version.changes and last.who == version.who
        if last and new and london_day(last.at) == london_day(version.at):
            last.parts.append(version.parts[0])
        else:
            found.append(version)
    return found


def _versions(model: Any, lookup: dict[str, Any], word: str) -> list[Version]:
    records = model.history.filter(**lookup).select_related("history_user")
    earlier: dict[int, Any] = {}
    versions = []
    for record in records.order_by("history_date", "history_id"):
        before = earlier.get(record.id)
        earlier[record.id] = record
        changes = _changes(before, record) if before else []
        if before and not changes:
            continue
        name = word if model is Improvement else f"{word} “{_short(_name(record))}”"
        who = str(record.history_user or "")
        versions.append(Version(record.history_date, who, [name], changes))
    return versions


def _changes(before: Any, after: Any) -> list[RowChange]:
    changes = []
    for field in after.tracked_fields:
        if field.name in _SILENT or field.name.startswith(("original_", "retired_at")):
            continue
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old == new:
            continue
        label = str(field.verbose_name)
        if field.is_relation:
            old, new = _related(field, old), _related(field, new)
        changes.append(
            RowChange(f"{label[:1].upper()}{label[1:]}", _said(field, old), _said(field, new))
        )
    return changes


def _related(field: Any, key: Any) -> str:
    if key is None:
        return ""
    return str(field.related_model._default_manager.filter(pk=key).first() or "")


def _said(field: Any, value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict) and "kind" in value[0]:
        return plain(value)
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value, "")) or value_in_words(value)


def _name(record: Any) -> str:
    return str(getattr(record, "text", "") or getattr(record, "name", "") or "an empty line")


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"


@singledispatch
def value_in_words(value: Any) -> str:
    """A value as a person would say it."""
    return "" if value is None else str(value)


@value_in_words.register
def _(value: bool) -> str:
    return "Yes" if value else "No"


@value_in_words.register
def _(value: date) -> str:
    return day_in_words(value)


@value_in_words.register
def _(value: list) -> str:
    if value and isinstance(value[0], dict) and "kind" in value[0]:
        return to_typed(value)
    return ", ".join(value_in_words(one) for one in value)


@value_in_words.register
def _(value: dict) -> str:
    return ": ".join(str(one) for one in value.values() if one)
