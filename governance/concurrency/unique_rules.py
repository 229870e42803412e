"""What may be there only once: the sentence of each such rule, and the thing that is there."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError
from django.db.models import F, Model, Q, UniqueConstraint
from django.utils.html import format_html

_APPS = ("governance", "plans", "okrs")


class UniqueRule(NamedTuple):
    """One unique rule of a model: its columns, and what is said when it bites."""

    model: type[Model]
    name: str
    fields: tuple[str, ...]
    condition: Q | None
    sentence: str

    @property
    def columns(self) -> list[str]:
        meta: Any = self.model._meta
        return [f"{meta.db_table}.{meta.get_field(name).column}" for name in self.fields]


def rules_of(model: type[Model]) -> Iterator[UniqueRule]:
    """Every unique rule of ``model``, but the key of its rows."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield UniqueRule(
                model,
                constraint.name,
                tuple(constraint.fields) or _plain_columns(constraint),
                constraint.condition,
                str(constraint.violation_error_message),
            )
    for field in model._meta.local_concrete_fields:
        if field.unique and not field.primary_key:
            sentence = str(field.error_messages["unique"])
            yield UniqueRule(
                model, f"{model._meta.db_table}_{field.column}", (field.name,), None, sentence
            )


def _plain_columns(constraint: UniqueConstraint) -> tuple[str, ...]:
    """The columns of a rule written as expressions, where each of them is a column as it is."""
    names = [one.name for one in constraint.expressions if isinstance(one, F)]
    return tuple(names) if len(names) == len(constraint.expressions) else ()


def is_broken_by(error: IntegrityError) -> bool:
    """Whether a unique rule was broken, and no other kind of rule."""
    return getattr(error.__cause__, "sqlstate", "") == "23505" or "UNIQUE constraint" in str(error)


def sentence_of(error: IntegrityError) -> str:
    """Return what is said of the rule that was broken; nothing where it is none of ours."""
    if not is_broken_by(error):
        return ""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is not None:
        found = _named(str(diagnosis.constraint_name))
    else:
        found = _told_by_sqlite(str(error).partition("failed: ")[2])
    return found.sentence if found else ""


def _rules() -> list[UniqueRule]:
    models = [model for app in _APPS for model in apps.get_app_config(app).get_models()]
    return [rule for model in models for rule in rules_of(model)]


def _named(name: str) -> UniqueRule | None:
    """The rule of a name; that of one column has letters of Django's after it on PostgreSQL."""
    exact = [rule for rule in _rules() if rule.name == name]
    near = [rule for rule in _rules() if name.startswith(f"{rule.name}_")]
    return next(iter(exact + near), None)


def _told_by_sqlite(words: str) -> UniqueRule | None:
    """SQLite names the columns, or the index where the rule is made of more than columns."""
    if words.startswith("index "):
        return next((rule for rule in _rules() if words == f"index '{rule.name}'"), None)
    columns = words.split(", ")
    return next((rule for rule in _rules() if rule.fields and rule.columns == columns), None)


def already_there(row: Model) -> tuple[Model, str] | None:
    """Return the stored thing that ``row`` would be a second one of, and the sentence of the rule.

    Rules made of expressions are left to Django's own validation.
    """
    for rule in rules_of(type(row)):
        values: dict[str, Any] = {name: _value(row, name) for name in rule.fields}
        if not values or any(value in (None, "") for value in values.values()):
            continue
        found = type(row)._base_manager.filter(**values).exclude(pk=row.pk)
        if rule.condition is not None:
            if not rule.condition.check(_plain_values(row)):
                continue
            found = found.filter(rule.condition)
        if (there := found.first()) is not None:
            return there, rule.sentence
    return None


def open_it(sentence: str, there: Model, *, at: str = "") -> str:
    """The sentence with a link to the thing that is there: to its page, or to where it is shown."""
    own = getattr(there, "get_absolute_url", None)
    address = at or (own() if own else "")
    if not address:
        return sentence
    return format_html('{} <a href="{}">Open {}</a>.', sentence, address, there)


def _value(row: Model, name: str) -> Any:
    try:
        field: Any = type(row)._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return getattr(row, field.attname)


def _plain_values(row: Model) -> dict[str, Any]:
    fields = row._meta.concrete_fields
    by_name = {field.name: getattr(row, field.attname) for field in fields}
    return by_name | {field.attname: getattr(row, field.attname) for field in fields}
