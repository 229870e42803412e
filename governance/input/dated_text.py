"""The date as written on a row, read in the same way wherever it is typed.

Pages, administration and tables call this with the row they are about to save; nothing here saves.
Days that a person typed themselves count as typed; else the words are read again whenever they
were written or changed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from ..text.dates_in_words import day_in_words
from .dates import Expects, TypedDate, read_phrase, read_words, refuse_impossible_in

# How words are kept that a paper misprints: with the day that is meant.
AS_PRINTED = "Where it is printed so, give the day that is meant beside it, as the latest day."


@dataclass(frozen=True)
class DateFrame:
    """What a row with a date belongs to: its first and last day, and its year as “2019-20”."""

    first: date
    last: date
    year: str


class DatedRow(Protocol):
    """A row of ``DatedText``, as far as its date goes."""

    text: str
    due_text: str
    earliest: Any
    latest: Any
    precision: str
    date_kind: str
    year_inferred: bool

    @property
    def date_frame(self) -> DateFrame: ...

    @property
    def has_happened(self) -> bool: ...


def read_due_text(row: DatedRow, *, today: date) -> TypedDate:
    """Read the row's date as written. Raises ValueError where it names an impossible day."""
    return read_phrase(row.due_text, today=today, **_of(row))


def refuse_impossible_words(
    row: DatedRow, *, today: date, before: str = "", has_typed_days: bool = False
) -> None:
    """Raise ValueError where the row's words name an impossible day, and no day was typed for it.

    What stood in the words ``before`` passes where the row has a day.
    """
    has_day = bool(row.earliest or row.latest)
    if has_day and has_typed_days:
        return
    known = before if has_day else ""
    try:
        refuse_impossible_in(row.text, today=today, plan_year=row.date_frame.year, before=known)
    except ValueError as error:
        raise ValueError(f"{error} {AS_PRINTED}") from error


def read_row_words(row: DatedRow, *, today: date) -> TypedDate | None:
    """Read the date that stands in the row's words; None where none does.

    Words with an impossible day are refused before, by ``refuse_impossible_words``.
    """
    return read_words(row.text, today=today, before=row.text, **_of(row))


def _of(row: DatedRow) -> dict[str, Any]:
    """What its dates are read with: the plan it belongs to, and whether its day may be past."""
    frame = row.date_frame
    expects: Expects = "any" if row.has_happened else "open"
    return {"plan": (frame.first, frame.last), "plan_year": frame.year, "expects": expects}


def due_in_words(earliest: date | None, latest: date | None) -> str:
    """The date that counts from now on, with its year, as it is shown back to who wrote it."""
    if latest:
        return f"It is due by {day_in_words(latest)}."
    return f"It is due from {day_in_words(earliest)}." if earliest else "It has no due date."


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
