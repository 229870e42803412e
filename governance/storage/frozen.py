"""What a closed quarter keeps of a row: the columns its model lists in ``frozen``, as plain data.

A model says it once, beside its columns::

    class KPI(DatedText, ImprovementPart):
        frozen = ("text", "level", "unit", "baseline", "target")

``kept`` writes them down and ``thawed`` reads them back into the kinds of their columns, so that a
column that is added to the list is kept, shown and printed of a closed quarter without more.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from ..input.figures import plain_figure

Plain = dict[str, Any]


def kept(row: Model) -> Plain:
    """Return the columns that a quarter keeps: days as "2019-06-30", figures without end zeros."""
    return {name: in_plain(getattr(row, name)) for name in frozen_of(type(row))}


def thawed(model: type[Model], told: Mapping[str, Any]) -> Plain:
    """Return what was kept in the kinds of the columns; what was not kept then is left out."""
    columns = {field.attname: field for field in model._meta.concrete_fields}
    return {name: columns[name].to_python(told[name]) for name in frozen_of(model) if name in told}


def frozen_of(model: type[Model]) -> tuple[str, ...]:
    """The names of the columns that a closed quarter keeps."""
    return getattr(model, "frozen", ())


def in_plain(value: Any) -> Any:
    """One value as JSON keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain_figure(value)
    return str(value) if isinstance(value, str) else value
