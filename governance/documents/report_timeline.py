"""A year of months and streams: what each month holds, on which day, for which groups."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..date_phrases.reading import month_period
from .pieces import Furniture
from .report_placed import PlacedEntry, PlacedMonth
from .rows import Cell, Line, Table

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
    r"(?:[\s,'’‘/-]*(?P<year>(?:20)?\d\d)\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"20\d\d")
_YEARS = re.compile(r"\b(20\d\d)\s*[-–/]\s*(?:20)?\d\d\b")
_DAY = re.compile(
    r"\(?(?P<day>\d{1,2})(?:st|nd|rd|th)\)?\s*(?:[-–:]|\b(?=\s))?"
    r"|\(?(?P<bare>\d{1,2})\)?\s*[-–:]\s",
    re.IGNORECASE,
)
_LATER_DAY = re.compile(r"\b(?:on (?:the )?|\()(?P<day>\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_GROUPS = re.compile(
    r"\(\s*(?:(?:sub-?)?groups?\s+)?(?P<groups>\d{1,2}(?:\s*(?:,|&|and|to|[-–])\s*\d{1,2})*)"
    r"(?=\s*(?:\)|[-–:;,]\s*\D))|\bgroups?\s+(?P<named>\d{1,2}(?:\s*(?:,|&|and)\s*\d{1,2})*)\b",
    re.IGNORECASE,
)
_CALENDAR = re.compile(r"time(?:line|table)|calendar|schedule|forward plan|programme", re.I)


@dataclass
class Timeline:
    """The months in their order, and what of the table is no month's."""

    months: list[PlacedMonth] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)  # for a section: what stands in no month
    warnings: list[str] = field(default_factory=list)


class _View:
    """A table with its months always in a column, turned where they stand in a row."""

    def __init__(self, table: Table, *, turned: bool) -> None:
        self._table, self._turned = table, turned
        sizes = (len(table.rows), table.columns)
        self.rows, self.columns = sizes[::-1] if turned else sizes

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place."""
        place = (column, row) if self._turned else (row, column)
        return self._table.cell_at(*place)

    def text(self, row: int, column: int) -> str:
        cell = self.cell(row, column)
        return cell.text.strip() if cell else ""

    def own(self, row: int, column: int) -> list[Line]:
        """The lines of the cell that begins at a place."""
        at, first = (column, row) if self._turned else (row, column)
        found = (one for one in self._table.rows[at].cells if one.column == first)
        cell = next(found, None)
        return [line for line in cell.lines if line.text.strip()] if cell else []


def month_of(text: str) -> re.Match[str] | None:
    """The month that a cell is, with its year where one is printed; None for anything else."""
    return _MONTH.fullmatch(text.strip(" .:\n\t"))


def _where(view: _View) -> tuple[int, int] | None:
    """The column of the months and the first row with one; None for no timeline."""
    for column in range(min(4, view.columns)):
        held = [row for row in range(view.rows) if view.text(row, column)]
        months = [row for row in held if month_of(view.text(row, column))]
        if len(months) >= 3 and 2 * len(months) > sum(row >= months[0] for row in held):
            return column, months[0]
    return None


def is_timeline(table: Table) -> bool:
    """Whether a table has a month for each row or for each column."""
    return any(_where(_View(table, turned=turned)) for turned in (False, True))


def place_timeline(table: Table, context: str = "", plan_year: str = "") -> Timeline | None:
    """Place a table of months; None for any other table.

    ``context`` is the heading above it, which often tells the year.
    """
    for turned in (False, True):
        view = _View(table, turned=turned)
        if where := _where(view):
            return _Placing(view, *where).place(context, plan_year)
    return None


class _Placing:
    """One table of months on its way into a timeline."""

    def __init__(self, view: _View, column: int, first: int) -> None:
        self.view, self.column, self.first = view, column, first
        self.timeline = Timeline()
        self.heads = {one: self._head(one) for one in range(view.columns) if one != column}
        self.head_lines = {
            one: [line for row in range(first) for line in view.own(row, one)] for one in self.heads
        }

    def place(self, context: str, plan_year: str) -> Timeline:
        for row in range(self.first):
            self._furnish(self.view.own(row, self.column), "heading of the timeline")
        years = self._years(context, plan_year)
        month: PlacedMonth | None = None
        head = self.view.text(self.first - 1, self.column) if self.first else ""
        for row in range(self.first, self.view.rows):
            own = self.view.own(row, self.column)
            words = self.view.text(row, self.column)
            if found := month_of(words):
                if own:
                    month = _month(found, words, own, *years[row])
                    self.timeline.months.append(month)
            elif words and words == head:
                lines = [
                    line for one in range(self.view.columns) for line in self.view.own(row, one)
                ]
                self._furnish(lines, "repeated header")
                continue
            elif _YEAR.fullmatch(words):
                self._furnish(own, "year of the timeline")
            elif words:
                month = None
                self.timeline.left += own
            for column in self.heads:
                self._entries(row, column, month)
        for lines in self.head_lines.values():
            self._furnish(lines, "heading of the timeline")
        return self.timeline

    def _entries(self, row: int, column: int, month: PlacedMonth | None) -> None:
        lines = self.view.own(row, column)
        if lines and column < self.column and _YEAR.fullmatch(self.view.text(row, column)):
            self._furnish(lines, "year of the timeline")
            return
        for line in lines:
            if line.is_empty:
                self._furnish([line], "empty bullet")
            elif month is None:
                self.timeline.left.append(line)
            else:
                entry = _entry(line, line.words, self.heads[column], month, self.timeline.warnings)
                entry.lines += tuple(one.id for one in self.head_lines.pop(column, ()))
                month.entries.append(entry)

    def _head(self, column: int) -> str:
        """What stands over a stream, or before it where the months run across."""
        texts = [self.view.text(row, column) for row in range(self.first)]
        return " – ".join(" ".join(text.split()) for text in dict.fromkeys(texts) if text)

    def _furnish(self, lines: Sequence[Line], why: str) -> None:
        self.timeline.furniture += [
            Furniture(text=line.text, why=why, lines=(line.id,)) for line in lines
        ]

    def _years(self, context: str, plan_year: str) -> dict[int, tuple[int | None, bool]]:
        """The year of each row of a month and whether it had to be inferred."""
        printed: dict[int, tuple[int, int | None]] = {}
        year: int | None = None
        before = ""
        for row in range(self.first, self.view.rows):
            for column in range(self.column + 1):
                text = self.view.text(row, column)
                if _YEAR.fullmatch(text) and text != before:
                    year, before = int(text), text
            if found := month_of(self.view.text(row, self.column)):
                if found["year"]:
                    year = int(found["year"][-2:]) + 2000
                printed[row] = (_number(found), year)
                year = None
        return run_on(printed, context, plan_year)


def run_on(
    printed: dict[int, tuple[int, int | None]], context: str, plan_year: str
) -> dict[int, tuple[int | None, bool]]:
    """The years of months in their order, running on from the first that is known.

    ``printed`` holds the number of each month and its printed year, if it has one.
    """
    rows = list(printed)
    wraps = 0  # how often the year changes before the first printed one
    first: int | None = None
    last = 0
    for row in rows:
        month, year = printed[row]
        wraps += month < last
        last = month
        if year is not None:
            first = year - wraps
            break
    if first is None and rows:
        first = _year_of(context, printed[rows[0]][0]) or _year_of(plan_year, printed[rows[0]][0])
    found: dict[int, tuple[int | None, bool]] = {}
    last = 0
    for row in rows:
        month, year = printed[row]
        if year is not None:
            first = year
        elif first is not None and month < last:
            first += 1
        found[row] = (first, year is None)
        last = month
    return found


def _year_of(text: str, month: int) -> int | None:
    """The year of a month in "2020-21", which runs from April, or in "2020"."""
    if years := _YEARS.search(text):
        return int(years[1]) + (month < 4)
    years = _YEAR.search(text)
    return int(years[0]) if years else None


def _number(found: re.Match[str]) -> int:
    return _NAMES.index(found["name"][:3].lower()) + 1


def _month(
    found: re.Match[str], words: str, lines: Sequence[Line], year: int | None, inferred: bool
) -> PlacedMonth:
    month = PlacedMonth(text=words, lines=tuple(line.id for line in lines))
    month.due_text = words
    month.date_kind = "within"
    month.year_inferred = inferred
    if year is not None:
        period = month_period(year, _number(found))
        month.earliest, month.latest, month.precision = period.first, period.last, "month"
    return month


def _entry(
    line: Line, text: str, stream: str, month: PlacedMonth, warnings: list[str]
) -> PlacedEntry:
    """A line of a month: its own day where it names one, else some day of the month."""
    entry = PlacedEntry(text=text, stream=stream, month_text=month.text, lines=(line.id,))
    if groups := _GROUPS.search(text):
        entry.groups = (groups["groups"] or groups["named"]).strip()
    day = _DAY.match(text) or _LATER_DAY.search(text)
    if day is not None and month.earliest is not None and month.latest is not None:
        number = int(day["day"] or day["bare"])
        if 1 <= number <= month.latest.day:
            entry.earliest = entry.latest = month.earliest.replace(day=number)
            entry.due_text = day.group().strip(" -–:()")
            entry.precision, entry.date_kind = "day", "point"
            entry.year_inferred = month.year_inferred
            if entry.earliest.weekday() > 4:
                warnings.append(f"{month.text}: “{entry.due_text}” would be a {entry.earliest:%A}.")
            return entry
        warnings.append(f"{month.text} has no day {number}: “{text}”.")
    entry.earliest, entry.latest = month.earliest, month.latest
    entry.due_text, entry.precision = month.due_text, month.precision
    entry.date_kind, entry.year_inferred = month.date_kind, month.year_inferred
    return entry


def place_listed(lines: Sequence[Line], context: str, plan_year: str = "") -> Timeline | None:
    """A timeline as a list, "April 2020 – first meeting" a line; None for any other list."""
    begins = [(line, _MONTH.match(line.words)) for line in lines]
    dated = [
        (line, found, line.words[found.end() :])
        for line, found in begins
        if found and re.match(r"\s*[-–:\t]\s*\S", line.words[found.end() :])
    ]
    if len(dated) < 3 or not _CALENDAR.search(context):
        return None
    printed: dict[int, tuple[int, int | None]] = {
        at: (_number(found), int(found["year"][-2:]) + 2000 if found["year"] else None)
        for at, (_, found, _) in enumerate(dated)
    }
    years = run_on(printed, context, plan_year)
    timeline = Timeline()
    for at, (line, found, rest) in enumerate(dated):
        month = _month(found, found.group().strip(), [line], *years[at])
        words = rest.strip(" \t-–:")
        month.entries.append(_entry(line, words, "", month, timeline.warnings))
        timeline.months.append(month)
    return timeline
