"""From the words of one date to its days, once its year is known."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..text.dates_in_words import MONTHS, WEEKDAYS
from . import vocabulary
from .reading import (
    Kind,
    Period,
    Setting,
    easter,
    first_of,
    last_of,
    month_period,
)
from .words import Token

_ONE_DAY = timedelta(days=1)

Maker = Callable[[int], Period | None]


@dataclass(frozen=True)
class Atom:
    """One date of a phrase: how to make it for a year, and the year if it is printed."""

    make: Maker
    year: int | None = None
    kind: Kind | None = None
    printed: bool = True  # False where the year is known but was not printed ("next March")
    unit: str = ""

    def part(self, name: str, to: str = "") -> "Atom":
        """The early, middle or late third of it, or from one third to another."""

        def made(year: int) -> Period | None:
            whole = self.make(year)
            if whole is None:
                return None
            first = third(whole, name)
            return replace(first, last=third(whole, to).last) if to else first

        return replace(self, make=made)


def third(whole: Period, name: str) -> Period:
    """Early, mid or late: days 1 to 10, 11 to 20 and 21 on of a month, else a third of it."""
    if "half" in name and not name.startswith("half"):
        return _half(whole, second=not name.startswith(("first", "1st")))
    place = 0 if name in ("early", "beginning", "start", "first part") else 2
    place = 1 if name.startswith(("mid", "half")) else place
    first, last = whole.first, whole.last
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if whole.precision == "day":
        return whole
    if months == 1:
        days = ((1, 10), (11, 20), (21, last.day))[place]
        return replace(whole, first=first.replace(day=days[0]), last=first.replace(day=days[1]))
    step = max(months // 3, 1)
    start = first.month + place * step
    end = last if place == 2 else last_of(first.year, start + step - 1)
    return replace(whole, first=first_of(first.year, start), last=end)


def _half(whole: Period, *, second: bool) -> Period:
    """The first or second half: of a month its days to the 15th, else half of its days."""
    length = (whole.last - whole.first).days + 1
    middle = whole.first + timedelta(days=15 if length < 32 else length // 2)
    if second:
        return replace(whole, first=middle)
    return replace(whole, last=middle - _ONE_DAY)


def fixed(period: Period | None, kind: Kind | None = None, *, printed: bool = True) -> Atom | None:
    """A date whose year needs no thought."""
    if period is None:
        return None
    return Atom(lambda _: period, period.first.year, kind, printed)


def year_number(text: str) -> int:
    """“19”, “’19” and “2019” as a year."""
    figures = re.sub(r"\D", "", text)
    number = int(figures)
    if len(figures) == 4:
        return number
    return number + (1900 if number >= 70 else 2000)


def span_of_years(text: str) -> tuple[int, int]:
    """“2019-20”, “19/20” and “2019–2024” as two years."""
    first, last = re.findall(r"\d+", text)[:2]
    start = year_number(first)
    end = int(last) if len(last) == 4 else start // 100 * 100 + int(last)
    return start, end + 100 if end < start else end


def day_maker(day: int, month: int, weekday: str | None = None) -> Maker:
    def made(year: int) -> Period | None:
        warnings: tuple[str, ...] = ()
        last = last_of(year, month)
        if not 1 <= day <= 31:
            return None
        if day > last.day:
            name = MONTHS[month - 1]
            warnings = (f"{name} {year} has {last.day} days: check the day in the paper.",)
        on = last.replace(day=min(day, last.day))
        if weekday and vocabulary.WEEKDAY_NUMBER[weekday[:3].lower()] != on.weekday():
            warnings += (
                (
                    f"{on.day} {MONTHS[month - 1]} {year} is a "
                    f"{WEEKDAYS[on.weekday()]}: check the date in the paper."
                ),
            )
        return Period(on, on, "day", warnings=warnings)

    return made


def month_maker(month: int) -> Maker:
    return lambda year: month_period(year, month)


def months_maker(first: int, last: int, precision: str = "quarter") -> Maker:
    """Several months named: a second month before the first lies in the next year."""

    def made(year: int) -> Period:
        end = last + 12 if last < first else last
        return Period(first_of(year, first), last_of(year, end), precision)  # type: ignore[arg-type]

    return made


def season_maker(season: str) -> Maker:
    month = vocabulary.SEASONS[season]
    return lambda year: Period(first_of(year, month), last_of(year, month + 2), "season")


def build_short(token: Token, setting: Setting) -> Atom | None:
    """The day or month a token names, or nothing when its figures cannot be one."""
    part = token.parts
    match token.name:
        case "iso":
            month = int(part["iso_m"])
            return _day(int(part["iso_d"]), month, year_number(part["iso_y"]))
        case "numeric":
            day, month = int(part["num_d"]), int(part["num_m"])
            return _numeric(day, month, year_number(part["num_y"]))
        case "day_month":
            return _named_day(part["dm_d"], part["dm_m"], part.get("dm_y"), part.get("dm_w"))
        case "month_day":
            figure = part.get("md_d") or part["md_e"]
            year = part.get("md_y") or part.get("md_z")
            return _named_day(figure, part["md_m"], year, part.get("md_w"))
        case "month_year":
            return _month_year(part, setting)
        case "month_next" | "month":
            return _month(part, setting)
        case "month_numeric":
            return Atom(month_maker(int(part["mm_m"])), int(part["mm_y"]))
        case "month_yy":
            return Atom(month_maker(int(part["mz_m"])), year_number(part["mz_y"]))
        case "day_numeric":
            return _day(int(part["dn_d"]), int(part["dn_m"]), None)
        case "ordinal_week":
            return _ordinal_week(part)
        case "nth_weekday":
            return _nth_weekday(part)
        case "holiday":
            return _holiday(part)
        case "near_day" | "weekday":
            return _near(part, setting)
    return None


def _day(day: int, month: int, year: int | None, weekday: str | None = None) -> Atom | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Atom(day_maker(day, month, weekday), year)


def _numeric(day: int, month: int, year: int) -> Atom | None:
    if month > 12 >= day:
        # Only the American order makes a date of it; the reader is told.
        atom = _day(month, day, year)
        return atom and _warned(atom, "The figures only make a date with the month first.")
    return _day(day, month, year)


def _warned(atom: Atom, sentence: str) -> Atom:
    def made(year: int) -> Period | None:
        period = atom.make(year)
        return period and replace(period, warnings=(*period.warnings, sentence))

    return replace(atom, make=made)


def _named_day(day: str, month: str, year: str | None, weekday: str | None) -> Atom | None:
    return _day(
        int(day), vocabulary.month_number(month), year_number(year) if year else None, weekday
    )


def _month_year(part: dict[str, str], setting: Setting) -> Atom | None:
    month = vocabulary.month_number(part["my_m"])
    if "my_y" in part:
        return Atom(month_maker(month), int(part["my_y"]))
    figures = int(re.sub(r"\D", "", part["my_yy"]))
    year = year_number(part["my_yy"])
    near = setting.reference
    # “by April 19” names the year, “June 30” the day: a year lies close to the paper's own.
    is_year = figures > last_of(2020, month).day or not part["my_yy"].isdigit()
    is_year = is_year or (near is None or -3 <= year - near.year <= 4)
    if is_year:
        return Atom(month_maker(month), year)
    return _day(figures, month, None)


def _month(part: dict[str, str], setting: Setting) -> Atom | None:
    month = vocabulary.month_number(part.get("mn_m") or part["mo_m"])
    reference = setting.reference
    when = (part.get("mn_r") or part.get("mo_r") or "").lower()
    if not when or reference is None:
        return Atom(month_maker(month))
    year = reference.year
    if "mn_r" in part:
        year += {"next": 1, "last": -1}.get(when, 0)
    elif "last" in when:
        year -= month >= reference.month
    else:
        year += month < reference.month or (month == reference.month and when == "next")
    return fixed(month_period(year, month), printed=False)


def _ordinal_week(part: dict[str, str]) -> Atom:
    number, month = vocabulary.ORDINALS[part["ow_n"].lower()], vocabulary.month_number(part["ow_m"])
    how_long = part["ow_k"].lower()
    days = 21 if "three" in how_long else 7 if how_long.startswith("week") else 14

    def made(year: int) -> Period:
        if number == -1:
            last = last_of(year, month)
            return Period(last - timedelta(days=days - 1), last, "day")
        first = date(year, month, 7 * number - 6)
        return Period(first, first + timedelta(days=days - 1), "day")

    year = part.get("ow_y")
    return Atom(made, year_number(year) if year else None)


def _nth_weekday(part: dict[str, str]) -> Atom:
    """“The third Thursday of June”; a fifth one that a month has not got gives no day."""
    number, month = vocabulary.ORDINALS[part["nw_n"].lower()], vocabulary.month_number(part["nw_m"])
    weekday = vocabulary.WEEKDAY_NUMBER[part["nw_w"][:3].lower()]

    def made(year: int) -> Period | None:
        first, last = first_of(year, month), last_of(year, month)
        if number == -1:
            day = last - timedelta(days=(last.weekday() - weekday) % 7)
        else:
            day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
        return Period(day, day, "day")

    year = part.get("nw_y")
    return Atom(made, year_number(year) if year else None)


def _holiday(part: dict[str, str]) -> Atom:
    name = part["ho_n"].lower()
    year = int(part["ho_y"]) if "ho_y" in part else None

    def made(year: int) -> Period:
        if "eve" in name:
            return Period(date(year, 12, 31), date(year, 12, 31), "day")
        if "day" in name:
            return Period(date(year, 1, 1), date(year, 1, 1), "day")
        if "new" in name:
            return month_period(year, 1)
        if "period" in part:
            if name == "easter":
                return Period(easter(year) - timedelta(days=2), easter(year) + _ONE_DAY, "day")
            return Period(date(year, 12, 24), date(year + 1, 1, 1), "day")
        day = easter(year) if name == "easter" else date(year, 12, 25)
        return Period(day, day, "day")

    return Atom(made, year)


def _near(part: dict[str, str], setting: Setting) -> Atom | None:
    if setting.written is None or setting.written.precision not in ("day", "month"):
        return None
    if setting.written.precision == "month" and part.get("nd", "").lower() != "now":
        return None
    day = setting.written.first
    if "nd" in part:
        day += timedelta(
            days={"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}[part["nd"].lower()]
        )
    else:
        ahead = vocabulary.WEEKDAY_NUMBER[part["wd"][:3].lower()] - day.weekday()
        day += timedelta(days=ahead % 7)
    return fixed(Period(day, day, "day"), printed=False)
