"""What of a quarter is put on its one page: how many rows are named, and what is drawn.

Knows no database. Heights are in millimetres of the A4 page and follow the sizes in
``static/css/pack_print.css``; letters of a line are counted on the safe side, since the typeface
may be another one. What finds no room here is printed in full behind it, under What changed and
in the plan.
"""

from dataclasses import dataclass, replace
from math import ceil

from . import attention
from .attention import Question, Worry
from .counts import Tally
from .rows import PackRow

PAGE = 249.0
# What the estimate may be wrong by before a line goes over to the next page.
RESERVE = 6.0
HEAD, SUBHEAD = 13.8, 6.4
ROW_OF_BARS, LINE_OF_DATES = 8.2, 5.3
MOST_DATES = 9
TABLE_OF_THEMES = 78.0
DECIDE = 100.0
# Letters that the rows of one question may take, the first that leaves the questions in bounds.
LETTERS_OF_A_LIST = (120, 80, 50, 25)
LETTERS_ALSO = 220
LETTERS_OF_A_THEME = 40
MANY_WORDS = 7


@dataclass(frozen=True)
class PageContent:
    """What the page says above its counts, and how many lines it has for dates below them.

    ``shown`` has the themes that are listed and ``drawn`` those that have a bar, the last of them
    for all that are not named.
    """

    questions: list[str]
    worries: list[Worry]
    also: str
    passed: str
    shown: Tally
    drawn: Tally
    dates: int

    @property
    def has_many_words(self) -> bool:
        return len(self.shown.words) > MANY_WORDS


@dataclass(frozen=True)
class PageMatter:
    """Everything that would be put on the page if it were long enough."""

    questions: list[Question]
    worries: list[Worry]
    passed: list[PackRow]
    passed_dates: int
    asides: list[str]
    tally: Tally
    tiles: list[str]
    also_missing: str
    kicker: str
    dates: int


def fit(matter: PageMatter) -> PageContent:
    """Choose what stands on the page; its height is bounded for any number and length of rows."""
    shown = _named_themes(matter.tally)
    questions = _questions(matter.questions)
    passed = attention.passed_in_words(matter.passed_dates, matter.passed, letters=LETTERS_ALSO)
    room = PAGE - RESERVE - _around(matter) - _table(shown)
    whole = replace(shown, themes=[("All rows", shown.totals, shown.total)])
    decide = _height_of_questions(questions)
    rest = sum(_paragraph(each) for each in [passed, *matter.asides] if each)
    worries, also = _worries(matter.worries, room - _bars(whole) - rest)
    points = SUBHEAD + sum(map(_worry, worries)) + _fine(also, 62) + rest
    left = room - max(decide, points)
    wanted = min(matter.dates, 2)
    is_by_theme = left - _bars(shown) >= _dates(wanted) or left < _bars(whole) + _dates(wanted)
    drawn = shown if is_by_theme and left >= _bars(shown) else whole
    dates = _lines_of_dates(left - _bars(drawn), matter.dates)
    return PageContent(questions, worries, also, passed, shown, drawn, dates)


def _lines(text: str, letters: int) -> int:
    return ceil(len(text) / letters)


def _paragraph(text: str) -> float:
    return 1.6 + 4.95 * _lines(text, 52)


def _fine(text: str, letters: int) -> float:
    return 1.6 + 3.55 * _lines(text, letters) if text else 0


def _worry(worry: Worry) -> float:
    return 1.3 + 4.25 * _lines(f"{worry.row.called}. {worry.text}", 58)


def _height_of_questions(questions: list[str]) -> float:
    return SUBHEAD + 6.8 + sum(1.3 + 4.25 * _lines(each, 30) for each in questions)


def _bars(counted: Tally) -> float:
    return 2.0 + ROW_OF_BARS * len(counted.themes)


def _dates(lines: int) -> float:
    """The time line with its heading, and the line that counts what is not on it."""
    return SUBHEAD + 11.6 + 3.6 + LINE_OF_DATES * lines if lines else 0


def _lines_of_dates(left: float, dates: int) -> int:
    lines = min(MOST_DATES, dates, int((left - _dates(1)) / LINE_OF_DATES) + 1)
    return lines if lines >= min(dates, 2) else 0


def _around(matter: PageMatter) -> float:
    """The headings and the figures, which are always there."""
    kicker = 1.0 + 4.6 * _lines(matter.kicker, 80) if matter.kicker else 0
    tiles = 21.4 + 3.6 * max(_lines(each, 14) for each in matter.tiles)
    also = 2.0 + 3.55 * _lines(matter.also_missing, 105) if matter.also_missing else 0
    return kicker + HEAD + tiles + also + SUBHEAD


def _table(counted: Tally) -> float:
    """The table of themes with its head, its sum and the space beneath it."""
    is_many = len(counted.words) > MANY_WORDS
    wide = (168 - 44) / max(len(counted.words), 1)
    letters = max(4, int((wide - 2) / 1.25))
    head = 2 + 2.7 * max(_lines(word["word"], letters) for word in counted.words) if is_many else 0
    return 9 + head + 4.9 + sum(_line_of_table(theme) for theme, _, _ in counted.themes)


def _line_of_table(theme: str) -> float:
    return 1.25 + 3.7 * _lines(theme, 20)


def _named_themes(counted: Tally) -> Tally:
    """The themes with room for their line; those behind are one line, “4 other themes”."""
    themes = [
        (attention.clipped(name, LETTERS_OF_A_THEME), numbers, total)
        for name, numbers, total in counted.themes
    ]
    whole = replace(counted, themes=themes)
    if _table(whole) <= TABLE_OF_THEMES:
        return whole
    for number in range(len(themes) - 2, 0, -1):
        others = themes[number:]
        sums = [sum(column) for column in zip(*(numbers for _, numbers, _ in others), strict=True)]
        last = (f"{len(others)} other themes", sums, sum(total for _, _, total in others))
        cut = replace(counted, themes=[*themes[:number], last])
        if _table(cut) <= TABLE_OF_THEMES:
            return cut
    return replace(counted, themes=[("All rows", counted.totals, counted.total)])


def _questions(asked: list[Question]) -> list[str]:
    for letters in LETTERS_OF_A_LIST:
        said = [question.said(letters) for question in asked]
        if _height_of_questions(said) <= DECIDE:
            break
    return said


def _worries(found: list[Worry], room: float) -> tuple[list[Worry], str]:
    """The first of them, as many as have room, and the names of those that follow."""
    for number in range(min(len(found), attention.WORRIES), -1, -1):
        listed, rest = found[:number], [worry.row for worry in found[number:]]
        also = f"Also: {attention.listed_with_names(rest, LETTERS_ALSO)}." if rest else ""
        if SUBHEAD + sum(map(_worry, listed)) + _fine(also, 62) <= room:
            break
    return listed, also
