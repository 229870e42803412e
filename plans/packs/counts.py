"""How many rows of a plan stand where: by status and theme, and without words of the quarter.

Knows no database; what is no status word is counted under what became of the row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import pluralize

from ..rounds.outcomes import (
    ADDED_LATE,
    AWAITED,
    DRAFT,
    EXCUSED,
    NOT_ASKED,
    NOT_ON_PAPER,
    OUTCOMES,
    RETURNED,
    SILENT,
)
from .attention import MovedDate, PassedDate
from .rows import NO_UPDATE, PackRow

Plain = dict[str, Any]

# How the reasons why no words of a row stand are counted, beside silence and what is awaited.
_COUNTED = {
    RETURNED: "returned and not sent again",
    DRAFT: "written but not submitted",
    ADDED_LATE: "added after the opening",
    NOT_ASKED: "not requested",
    NOT_ON_PAPER: "without an update on paper",
    EXCUSED: "exempt",
}
# While a quarter collects, what is begun is not told apart from what is not.
_AWAITED = (AWAITED, DRAFT, SILENT)
NO_THEME = "No theme"


@dataclass(frozen=True)
class Tally:
    """How many rows stand where, by theme and in all, beside the earlier quarter."""

    words: list[Plain]
    themes: list[tuple[str, list[int], int]]
    totals: list[int]
    earlier: list[int] | None
    total: int

    @property
    def lines(self) -> list[tuple[str, list[tuple[Plain, int]], int]]:
        """Each theme with its number of rows in each status, and in all."""
        return [
            (theme, list(zip(self.words, numbers, strict=True)), total)
            for theme, numbers, total in self.themes
        ]

    @property
    def columns(self) -> list[tuple[Plain, int, int | None]]:
        """Each status with its sum now and at the earlier quarter."""
        nothing: list[int | None] = [None] * len(self.words)
        before = [*self.earlier] if self.earlier else nothing
        return list(zip(self.words, self.totals, before, strict=True))


def tally(rows: list[PackRow], earlier: list[PackRow], scheme: list[Plain]) -> Tally:
    """Count rows by status and theme, in the order of the body's own status words."""
    words = _words(rows + earlier, scheme)
    keys = [word["key"] for word in words]

    def count(keep: Callable[[PackRow], bool], among: list[PackRow]) -> list[int]:
        found = [row.status["key"] for row in among if keep(row)]
        return [found.count(key) for key in keys]

    themes = list(dict.fromkeys(row.theme for row in rows))
    by_theme = []
    for theme in themes:
        numbers = count(lambda row, theme=theme: row.theme == theme, rows)  # type: ignore[misc]
        # Where no row has a theme the one line is the total of the plan.
        name = theme or ("All rows" if len(themes) == 1 else NO_THEME)
        by_theme.append((name, numbers, sum(numbers)))
    return Tally(
        words=words,
        themes=by_theme,
        totals=count(lambda row: True, rows),
        earlier=count(lambda row: True, earlier) if earlier else None,
        total=len(rows),
    )


def _words(rows: list[PackRow], scheme: list[Plain]) -> list[Plain]:
    """The scheme's words, then words of older schemes, then what is no word of the scheme."""
    used = {row.status["key"]: row.status for row in rows}
    own = [word for word in scheme if word["standing"] != "not_stated" or word["key"] in used]
    outcomes = {one.status["key"]: one.status for one in OUTCOMES.values() if not one.stands}
    keys = {word["key"] for word in own} | set(outcomes)
    older = [status for key, status in used.items() if key not in keys]
    missing = [
        status for key, status in outcomes.items() if key in used and key != NO_UPDATE["key"]
    ]
    return [*own, *older, NO_UPDATE, *missing]


def missing_in_words(rows: list[PackRow], *, is_over: bool) -> list[tuple[int, str]]:
    """How many rows have no words of the quarter, for each reason why; each row counts once.

    Silence comes first and is counted also where there was none, and so is what is awaited while
    the quarter collects; the others only where there are rows.
    """
    keys = [row.source["outcome"] for row in rows if row.missing]
    silent = f"with no update received{_again_in_words(rows)}"
    first = (SILENT,) if is_over else _AWAITED
    counted = [(sum(key in first for key in keys), silent if is_over else "not yet submitted")]
    for key, words in _COUNTED.items():
        if key in keys and key not in first:
            counted.append((keys.count(key), words))
    return counted


def without_update(rows: list[PackRow]) -> list[PackRow]:
    """The rows without words of the quarter, whatever the reason."""
    return [row for row in rows if row.missing]


def _again_in_words(rows: list[PackRow]) -> str:
    """How many have been without an update for longer; nothing where none has."""
    again = sum(row.source["silent_running"] > 1 for row in rows)
    return f", {again} of them for two quarters or more" if again else ""


def also_missing(counted: list[tuple[int, str]]) -> str:
    """The other reasons why no words stand: “2 exempt, 1 not asked for”; nothing where none is."""
    return ", ".join(f"{number} {words}" for number, words in counted)


def tiles(
    rows: list[PackRow],
    moved: list[MovedDate],
    passed: list[PassedDate],
    missing: tuple[int, str],
    *,
    has_earlier: bool,
) -> list[tuple[int, str]]:
    """The figures in a row: each number with its words, which never count a nought again."""
    complete = [row for row in rows if row.status["standing"] == "complete"]
    new = [move for move in moved if move.is_new]
    rows_moved = len({move.row.anchor for move in new})
    beside = f", in {rows_moved} row{pluralize(rows_moved)}" if new else ""
    return [
        *(
            _steps(rows, complete)
            if has_earlier
            else [
                (len(complete), "complete"),
                (len(passed), f"date{pluralize(passed)} passed"),
            ]
        ),
        (len(new), f"date{pluralize(new)} moved{beside}"),
        missing,
        (sum(row.differs for row in rows), "with different views"),
    ]


def _steps(rows: list[PackRow], complete: list[PackRow]) -> list[tuple[int, str]]:
    """What became of rows since the quarter before."""
    in_all = f", {len(complete)} in all" if complete else ""
    return [
        (sum(bool(row.was) for row in complete), f"completed this quarter{in_all}"),
        (sum(row.step > 0 for row in rows), "moved up"),
        (sum(row.step < 0 for row in rows), "moved down"),
    ]
