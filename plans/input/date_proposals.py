"""The date that stands in printed words, proposed by the reader and confirmed by a person."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from governance.date_phrases import propose
from governance.date_phrases.reading import Reading
from governance.input.dates import NO_YEAR, TypedDate, impossible_day
from governance.text.dates_in_words import day_in_words, range_in_words

_PRECISIONS = {
    "day": "to the day",
    "month": "to the month",
    "quarter": "to the quarter",
    "season": "to the season",
    "year": "to the year",
}


@dataclass(frozen=True)
class DateProposal:
    """What the reader makes of a text: the date that counts, and every date in it."""

    due_text: str = ""
    earliest: date | None = None
    latest: date | None = None
    precision: str = "none"
    date_kind: str = ""
    year_inferred: bool = False
    dates: tuple[dict[str, Any], ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        return self.earliest is not None or self.latest is not None

    @property
    def impossible(self) -> str:
        """A sentence where the words name a day that no calendar has, else nothing."""
        return impossible_day(self.warnings, self.due_text)

    @property
    def question(self) -> str:
        """The reading as a question to the person who typed the words."""
        return f"We read “{self.due_text}” as {self.in_words}. Is that right?"

    @property
    def typed(self) -> TypedDate:
        """The reading as of a date that was typed: its doubt is a year that nobody gave."""
        reading = Reading(
            self.earliest,
            self.latest,
            cast("Any", self.precision),
            cast("Any", self.date_kind or "none"),
            year_inferred=self.year_inferred,
        )
        doubts = (NO_YEAR,) if self.is_dated and self.year_inferred else ()
        return TypedDate(self.due_text, reading, doubts)

    @property
    def in_words(self) -> str:
        exact = _PRECISIONS.get(self.precision, "")
        year = ", with the year taken from the plan" if self.year_inferred else ""
        tail = f" ({exact}{year})" if exact else ""
        if self.earliest and self.latest:
            return f"{range_in_words(self.earliest, self.latest)}{tail}"
        if self.latest:
            return f"{day_in_words(self.latest)} at the latest{tail}"
        if self.earliest:
            return f"from {day_in_words(self.earliest)} on{tail}"
        return "no day"

    def as_fields(self) -> dict[str, Any]:
        """The values of the columns that every dated text has."""
        return {
            "due_text": self.due_text,
            "earliest": self.earliest,
            "latest": self.latest,
            "precision": self.precision,
            "date_kind": self.date_kind,
            "year_inferred": self.year_inferred,
            "dates": list(self.dates),
        }


def propose_date(text: str, plan_year: str) -> DateProposal:
    """Read the dates of a text and say which of them it promises."""
    found = propose(text, plan_year=plan_year)
    reading = found.reading
    return DateProposal(
        found.due_text.strip("()"),
        reading.earliest,
        reading.latest,
        reading.precision,
        reading.kind if found.due_text else "",
        reading.year_inferred,
        tuple(found.dates),
        reading.warnings,
    )
