"""Wide columns of a row that stand in a table of their own, so that no list reads them.

A model names them in ``columns_beside``: the name of the column, and the path to where it stands,
such as ``{"snapshot": "frozen_quarter__snapshot"}``; the relation is one to one. They belong to
the row wherever it is read whole: in its fingerprint in the audit log, and in what an import made
of it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model


def columns_beside(model: type[Model]) -> dict[str, str]:
    """The path to each column that stands beside the table of this model, by its name."""
    return dict(getattr(model, "columns_beside", {}))


def tables_beside(model: type[Model]) -> dict[type[Model], str]:
    """The models that hold them, each with the name of its link to the row."""
    relations = {path.partition("__")[0] for path in columns_beside(model).values()}
    found: dict[type[Model], str] = {}
    for name in sorted(relations):
        link: Any = model._meta.get_field(name)
        found[link.related_model] = link.field.name
    return found


def delete_beside(model: type[Model], keys: Iterable[int]) -> None:
    """Take away what stands beside these rows, before they go themselves."""
    for beside, link in tables_beside(model).items():
        rows = beside._base_manager.filter(**{f"{link}__in": list(keys)})
        rows._raw_delete(rows.db)


def write_beside(model: type[Model], key: int, values: Mapping[str, Any]) -> None:
    """Set the columns beside one row to these values; one whose columns are all None goes."""
    for beside, link in tables_beside(model).items():
        relation = getattr(beside._meta.get_field(link).remote_field, "name", "")
        columns = {
            path.partition("__")[2]: values.get(name)
            for name, path in columns_beside(model).items()
            if path.partition("__")[0] == relation
        }
        rows = beside._base_manager.filter(**{link: key})
        if all(value is None for value in columns.values()):
            rows.delete()
        elif not rows.update(**columns):
            beside(**{f"{link}_id": key}, **columns).save(force_insert=True)
