"""The single facts of a row, such as the day it was raised: said once, on ``Improvement.facts``.

Form, administration, table, frozen quarter, search, page and pack take what they need from the
column of that name; a fact that is added to the list is in all of them.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import DateField

from governance.storage.frozen import thawed
from governance.text.dates_in_words import day_in_words

from ..models import Improvement

_COLUMNS = {field.name: field for field in Improvement._meta.concrete_fields}


def facts_of(row: Improvement | Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return label and words of each fact of a row, or of one that a quarter has frozen.

    What says nothing is left out, and what an older quarter did not keep.
    """
    if isinstance(row, Improvement):
        said = {name: getattr(row, name) for name in Improvement.facts}
    else:
        said = thawed(Improvement, row)
    return [
        (_label(name), _words(name, said[name])) for name in Improvement.facts if said.get(name)
    ]


def _label(name: str) -> str:
    label = str(_COLUMNS[name].verbose_name)
    return label[:1].upper() + label[1:]


def _words(name: str, value: Any) -> str:
    is_day = isinstance(_COLUMNS[name], DateField)
    return day_in_words(value) if is_day else str(value)
