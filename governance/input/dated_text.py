"""The date as written on a row, read in the same way wherever it is typed.

Pages, administration and tables call this with the row they are about to save; nothing here saves.
Days that a person typed themselves count as typed; else the words are read again whenever they
were written or changed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from .dates import TypedDate, read_phrase


@dataclass(frozen=True)
class DateFrame:
    """What a row with a date belongs to: its first and last day, and its year as “2019-20”."""

    first: date
    last: date
    year: str


class DatedRow(Protocol):
    """A row of ``DatedText``, as far as its date goes."""

    due_text: str
    earliest: Any
    latest: Any
    precision: str
    date_kind: str
    year_inferred: bool

    @property
    def date_frame(self) -> DateFrame: ...


def read_due_text(row: DatedRow, *, today: date) -> TypedDate:
    """Read the row's date as written. Raises ValueError where it names an impossible day."""
    frame = row.date_frame
    plan = (frame.first, frame.last)
    return read_phrase(row.due_text, today=today, plan=plan, plan_year=frame.year)


def take_reading(row: DatedRow, typed: TypedDate) -> None:
    """Give the row the days that its words say."""
    for name, value in typed.as_fields().items():
        setattr(row, name, value)


def take_typed_days(row: DatedRow, *, has_earliest: bool) -> None:
    """Bring the rest of the reading to days that a person typed; nothing of them is inferred.

    Where the form has no box for the earliest day, one after the latest is dropped.
    """
    if not has_earliest and row.earliest and row.latest and row.earliest > row.latest:
        row.earliest = None
    if row.precision == "none" and (row.earliest or row.latest):
        row.precision = "day"
    row.year_inferred = False
