"""What hangs on a row of the database, as plain data: the row, its parts, theirs, and so on.

Knows no model by name but the few that never keep anything from being taken back. Two pictures,
before and after an action, say what the action made and changed.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from ..storage.wide_columns import columns_beside, tables_beside

Values = dict[str, Any]
Picture = dict[str, dict[int, Values]]  # "plans.milestone" → number → columns
Keys = dict[str, set[int]]

# They tell of a thing without belonging to it, so it goes and they stay.
_TELLING = {"governance.auditevent", "governance.importrun"}
# Made by the site itself about a thing; they go with it.
FOLLOWING = {"governance.reminder"}
# What moves when a neighbour moves, and what counts savings, is no change to the row itself.
_UNTOLD = {"version", "order"}
_AT_ONCE = 2000


def picture_of(keys: Keys) -> Picture:
    """The rows named and everything that hangs on them."""
    found: Picture = {}
    waiting: Keys = {label: set(pks) for label, pks in keys.items()}
    while waiting:
        label, pks = waiting.popitem()
        new = pks - set(found.get(label, {}))
        if not new:
            continue
        model = apps.get_model(label)
        found.setdefault(label, {}).update(rows_of(model, new))
        for child, children in _hanging(model, new):
            waiting.setdefault(child._meta.label_lower, set()).update(children)
    return {label: rows for label, rows in found.items() if rows}


def rows_of(model: type[models.Model], pks: Iterable[int]) -> dict[int, Values]:
    """Rows by their number, as plain data; bytes are left out."""
    names = [
        field.attname
        for field in model._meta.concrete_fields
        if not isinstance(field, models.BinaryField)
    ]
    beside = {name: models.F(path) for name, path in columns_beside(model).items()}
    found = {}
    for some in chunks(pks):
        for values in model._base_manager.filter(pk__in=some).values(*names, **beside):
            found[values[_key(model)]] = {name: _plain(value) for name, value in values.items()}
    return found


def digest_of(values: Values) -> str:
    """What a row says, in sixteen signs."""
    told = {name: value for name, value in values.items() if name not in _UNTOLD}
    canonical = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def key_of(thing: models.Model) -> Keys:
    """One row as the start of a picture."""
    return {thing._meta.label_lower: {thing.pk}}


def as_columns(model: type[models.Model], values: Values) -> Values:
    """Plain data as the values of columns, without the row's number and version."""
    columns = {}
    for field in model._meta.concrete_fields:
        if field.attname in values and not field.primary_key and field.name != "version":
            value = values[field.attname]
            kept = field.target_field if field.is_relation else field
            columns[field.attname] = value if value is None else kept.to_python(value)
    return columns


def chunks(pks: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in lots that every database takes in one question."""
    ordered = sorted(pks)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def _hanging(
    model: type[models.Model], pks: set[int]
) -> Iterator[tuple[type[models.Model], set[int]]]:
    """The rows of each other model that point at these."""
    for child, name in _pointers(model):
        children: set[int] = set()
        for some in chunks(pks):
            pointing = child._base_manager.filter(**{f"{name}__in": some})
            children.update(pointing.values_list("pk", flat=True))
        if children:
            yield child, children
    for child, generic in _generic():
        kind = ContentType.objects.get_for_model(model)
        children = set()
        for some in chunks(pks):
            about = child._base_manager.filter(
                **{generic.ct_field: kind, f"{generic.fk_field}__in": some}
            )
            children.update(about.values_list("pk", flat=True))
        if children:
            yield child, children


def _pointers(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    beside = tables_beside(model)
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.related_model in beside:
            continue
        # The tables of earlier versions point with DO_NOTHING and outlive the row.
        if relation.on_delete is not models.DO_NOTHING:
            child = relation.related_model
            if child._meta.label_lower not in _TELLING:
                yield child, relation.field.name


def _generic() -> Iterator[tuple[type[models.Model], GenericForeignKey]]:
    for child in apps.get_models():
        if child._meta.label_lower in _TELLING:
            continue
        for field in child._meta.private_fields:
            if isinstance(field, GenericForeignKey):
                yield child, field


def _key(model: type[models.Model]) -> str:
    return model._meta.pk.attname


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value
