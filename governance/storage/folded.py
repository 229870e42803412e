"""The words of a row as they are searched: a value that the database works out itself."""

from typing import Any

from django.db.models import CharField, F, Func, JSONField, Model, QuerySet, TextField, Value
from django.db.models.functions import StrIndex

_WORDS = (CharField, TextField, JSONField)


def words_of(model: type[Model]) -> list[str]:
    """The searched columns that hold words; nobody finds a row by a day or a figure of it."""
    columns = {field.name: field for field in model._meta.concrete_fields}
    searched: tuple[str, ...] = getattr(model, "searched", ())
    return [name for name in searched if isinstance(columns[name], _WORDS)]


class Folded(Func):
    """``lep_fold`` of columns, and of the words alone of structured ones.

    PostgreSQL has an index on just this expression for the large tables: the columns and their
    order are those of ``searched``.
    """

    output_field = TextField()

    def __init__(self, *names: str) -> None:
        super().__init__(*(F(name) for name in names))

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **_: Any
    ) -> tuple[str, list[Any]]:
        parts, params = [], []
        for expression in self.get_source_expressions():
            sql, more = compiler.compile(expression)
            is_structured = isinstance(expression.output_field, JSONField)
            parts.append(f"lep_words({sql})" if is_structured else sql)
            params += more
        joined = " || ' ' || ".join(parts)
        return f"lep_fold({joined})", params


def holding(rows: QuerySet[Any], *terms: str) -> QuerySet[Any]:
    """Those that have all the folded terms in their own searched words; without an order.

    The longest term is looked up in the index. PostgreSQL would take several such for so rare
    together that it fetched what they lead to row by row; of a place in a text it guesses nothing.
    """
    folded = Folded(*words_of(rows.model))
    found = rows.alias(folded=folded).order_by()
    first, *others = sorted(terms, key=len, reverse=True)
    found = found.filter(folded__contains=first)
    for place, term in enumerate(others):
        found = found.alias(**{f"place_{place}": StrIndex(folded, Value(term))})
        found = found.filter(**{f"place_{place}__gt": 0})
    return found
