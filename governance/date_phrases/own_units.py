"""The week, month, quarter or year a paper itself stands in, and what its plan calls a year."""

from .reading import (
    Period,
    Setting,
    academic_year,
    calendar_year,
    financial_year,
    first_of,
    last_of,
    quarter_period,
    week_of,
)


def own_unit(unit: str, setting: Setting) -> Period | None:
    """The week, month, quarter or year the text stands in."""
    unit = " ".join(unit.split())
    written = setting.written.first if setting.written else None
    if unit == "quarter" and setting.quarter:
        return setting.quarter
    if unit in ("financial year", "fiscal year"):
        if setting.plan_first and setting.plan_first.month == 4:
            return financial_year(setting.plan_first.year)
        return financial_year(written.year - (written.month < 4)) if written else None
    if unit in ("academic year", "school year"):
        leaning = setting.plan_first if _is_academic(setting) else written or setting.plan_first
        return academic_year(leaning.year - (leaning.month < 9)) if leaning else None
    if unit == "plan year":
        return plan_year_of(setting)
    day = written or setting.plan_first
    if day is None:
        return None
    if unit == "week":
        return week_of(day) if written else None
    if unit == "month":
        return Period(first_of(day.year, day.month), last_of(day.year, day.month), "month")
    if unit == "quarter":
        shift = 0 if setting.calendar_quarters else 3
        months = day.year * 12 + day.month - 1 - shift
        return quarter_period(months // 12, months % 12 // 3 + 1, calendar=not shift)
    return calendar_year(day.year)


def plan_year_of(setting: Setting) -> Period | None:
    """The one year a plan is for, April to March or otherwise; a longer plan has none."""
    first, last = setting.plan_first, setting.plan_last
    if first and last and 360 < (last - first).days < 370:
        return Period(first, last, "year")
    return None


def _is_academic(setting: Setting) -> bool:
    return bool(setting.plan_first and setting.plan_first.month == 9 and plan_year_of(setting))


def two_figure_year(start: int, setting: Setting) -> Period:
    """“2018/19” is a year of schools in a paper for an academic year, else a financial year."""
    return academic_year(start) if _is_academic(setting) else financial_year(start)
