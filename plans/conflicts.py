"""Two people, one row: what it was, what somebody else made of it, and what you typed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Field, Model

from governance.dates_in_words import day_in_words
from governance.structured_text import to_typed

from .forms.base import PlanPartForm


@dataclass(frozen=True)
class FieldConflict:
    """One field on which the two differ."""

    label: str
    was: str
    theirs: str
    yours: str


def conflicts_of(form: PlanPartForm, fresh: Model) -> list[FieldConflict]:
    """The fields in which what you typed differs from what stands now."""
    before = _at_version(fresh, form.read_at)
    found = []
    for name in form.changes:
        if name not in form.fields:
            continue
        theirs, yours = in_words(fresh, name), value_in_words(form.cleaned_data.get(name))
        yours = _choice(fresh, name, form.cleaned_data.get(name)) or yours
        was = in_words(before, name) if before is not None else ""
        if theirs != yours:
            found.append(FieldConflict(str(form.fields[name].label or name), was, theirs, yours))
    return found


def in_words(part: Model, name: str) -> str:
    """A field of a part as a person would say it."""
    value = getattr(part, name, None)
    return _choice(part, name, value) or value_in_words(value)


def value_in_words(value: Any) -> str:
    """A value as a person would say it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, list):
        if value and isinstance(value[0], dict) and "kind" in value[0]:
            return to_typed(value)
        return ", ".join(value_in_words(one) for one in value)
    if isinstance(value, dict):
        return ": ".join(str(one) for one in value.values() if one)
    return str(value)


def _choice(part: Model, name: str, value: Any) -> str:
    field = part._meta.get_field(name)
    choices = field.flatchoices if isinstance(field, Field) else ()
    return str(dict(choices).get(value, "")) if choices else ""


def _at_version(part: Model, version: int | None) -> Model | None:
    history = getattr(part, "history", None)
    if history is None or version is None:
        return None
    record = history.filter(version=version).first()
    return record.instance if record else None
