"""What a cell may hold, in sentences for whoever typed something else."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model
from import_export.fields import Field
from import_export.widgets import Widget

from .. import clock
from ..input.dates import Expects, read_day
from ..input.figures import read_figure
from ..text.dates_in_words import day_in_words
from ..text.plain_cells import with_formula_sign, without_formula


class Column(Field):
    """One column: the attribute it stands for, its heading and what its cells hold."""

    def __init__(self, attribute: str, widget: Widget | None = None, name: str = "", **kwargs: Any):
        super().__init__(
            attribute=attribute,
            column_name=name or attribute,
            widget=widget or TextWidget(),
            **kwargs,
        )


class TextWidget(Widget):
    """Text; a figure typed where text belongs is taken for its digits."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return text_of(value)


class WholeNumberWidget(Widget):
    """A whole number from 0."""

    def __init__(self, *, empty: int | None = 0):
        self.empty = empty

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        words = text_of(value).strip()
        if not words:
            return self.empty
        if not words.isascii() or not words.isdigit() or len(words) > 9:
            raise ValueError(f"“{words}” is not a whole number.")
        return int(words)


class FigureWidget(Widget):
    """A number with up to two decimal places, or nothing; what is counted is in column "unit"."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:
        if isinstance(value, float):
            # A spreadsheet keeps fifteen digits; what lies behind them is no figure of anybody's.
            value = f"{value:.15g}"
        return read_figure(text_of(value), unit=text_of((row or {}).get("unit", "")))


class DayWidget(Widget):
    """A day, as the spreadsheet's own, as 2019-07-31 or as people write it."""

    def __init__(self, *, expects: Expects = "any"):
        self.expects = expects

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:
        if isinstance(value, datetime):
            value = value.date()
        words = text_of(value).strip()
        if not words:
            return None
        typed = read_day(words, today=clock.today(), expects=self.expects)
        if typed.doubts:
            raise ValueError(
                f"We read “{words}” as {typed.in_words}. {' '.join(typed.doubts)} "
                f"Write it like {day_in_words(clock.today())}, or give it on its page, "
                "where you are asked."
            )
        return typed.day


class YesNoWidget(Widget):
    """Yes or no."""

    def __init__(self, *, empty: bool = False):
        self.empty = empty

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        words = text_of(value).strip().lower()
        if not words:
            return self.empty
        if words not in _YES | _NO:
            raise ValueError(f"“{words}” is neither yes nor no.")
        return words in _YES


class OneOfWidget(Widget):
    """One of a few words, as the database keeps them or as the pages show them."""

    def __init__(self, choices: Any, *, empty: str = ""):
        self.words = {str(key): key for key, _ in choices}
        self.words |= {str(label).lower(): key for key, label in choices}
        self.keys = [str(key) for key, _ in choices if key]
        self.empty = empty

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        words = text_of(value).strip()
        if not words:
            return self.empty
        found = self.words.get(words, self.words.get(words.lower()))
        if found is None:
            raise ValueError(f"“{words}” is none of {', '.join(self.keys)}.")
        return found


_YES = {"yes", "true", "1", "y"}
_NO = {"no", "false", "0", "n"}


def text_of(value: Any) -> str:
    """What a cell says, without the sign that kept it from being a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return with_formula_sign(str(value))


def cell_of(value: Any) -> Any:
    """What is written into a cell: numbers and days stay what they are, text is never a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False) if value else ""
    if isinstance(value, Model):
        value = str(value)
    return without_formula(str(value))
