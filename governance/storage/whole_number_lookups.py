"""Rows asked for by a key that no column can hold are no rows, on every database.

A page carries keys, and anybody can send other ones. Django answers one key of forty digits with
no rows, but hands several of them, and a key of a linked row, to the database, which then fails.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import ForeignKey, IntegerField
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In


def _fits(value: Any, field: Any, connection: Any) -> bool:
    if not isinstance(value, int):
        return True
    while isinstance(field, ForeignKey):
        field = field.target_field
    if not isinstance(field, IntegerField):
        return True
    low, high = connection.ops.integer_field_range(field.get_internal_type())
    return (low is None or value >= low) and (high is None or value <= high)


class _AmongWhatFits:
    """Leave out of a list of keys those that the column cannot hold."""

    lhs: Any
    rhs: Any

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        if self.rhs_is_direct_value():
            field = self.lhs.output_field
            self.rhs = [one for one in self.rhs if _fits(one, field, connection)]
        return super().process_rhs(compiler, connection)  # type: ignore[misc]


class InWhatFits(_AmongWhatFits, In):
    """Whole numbers of a row's own: its key, or its place in a list."""


class LinkedInWhatFits(_AmongWhatFits, RelatedIn):
    """Keys of linked rows."""


class LinkedExact(RelatedExact):
    """The key of one linked row."""

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        if not _fits(self.rhs, self.lhs.output_field, connection):
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)


def register() -> None:
    """Put these in place of Django's own, for every model."""
    IntegerField.register_lookup(InWhatFits)
    ForeignKey.register_lookup(LinkedInWhatFits)
    ForeignKey.register_lookup(LinkedExact)
