"""The longer units of a date phrase: quarters, seasons, halves, years and what is “next”."""

import re
from dataclasses import replace
from datetime import date, timedelta

from . import vocabulary
from .atoms import (
    Atom,
    build_short,
    fixed,
    months_maker,
    season_maker,
    span_of_years,
    third,
    year_number,
)
from .own_units import own_unit, plan_year_of, two_figure_year
from .reading import (
    Period,
    Setting,
    academic_year,
    calendar_year,
    financial_year,
    first_of,
    last_of,
    months_later,
    quarter_period,
    week_of,
)
from .words import Token

_FINANCIAL = re.compile(r"f\.?y|f/y|financial|fiscal", re.IGNORECASE)


def build(token: Token, setting: Setting) -> Atom | None:
    """The date a token names, or nothing when its words cannot be one."""
    return build_short(token, setting) or _build_long(token, setting)


def _build_long(token: Token, setting: Setting) -> Atom | None:
    part = token.parts
    match token.name:
        case "quarter":
            return _quarter(token, setting)
        case "worded_quarter":
            return _worded_quarter(token, setting)
        case "half":
            return _half(part, setting)
        case "season":
            return _season(part, setting)
        case "academic":
            start, _ = span_of_years((part.get("ac_a") or part["ac_b"]) + "-" + "0")
            return fixed(academic_year(start))
        case "fin_year":
            return _financial(part, setting)
        case "short_year":
            return fixed(two_figure_year(span_of_years(part["sy"])[0], setting))
        case "year_ending":
            return _year_ending(part)
        case "decade":
            first = int(part["dec_y"])
            return fixed(Period(date(first, 1, 1), date(first + 9, 12, 31), "year"))
        case "year_end":
            return _year_end(part, setting)
        case "calendar_year":
            return fixed(calendar_year(int(part["cy"])))
        case "own_unit":
            unit = next(
                part[name] for name in ("ou_u", "ou_v", "ou_w", "ou_x", "ou_p") if name in part
            )
            if unit.lower() in ("year", "plan year") and (plan := plan_year_of(setting)):
                return fixed(plan, printed=False)
            return fixed(own_unit(unit.lower(), setting), printed=False)
        case "relative_unit":
            return _relative(part, setting)
    return None


def _quarter(token: Token, setting: Setting) -> Atom | None:
    part = token.parts
    worded = part.get("q_w", "").lower()
    figure = part.get("q_n") or part.get("q_x")
    number = int(figure) if figure else vocabulary.NUMBERS[worded]
    to = int(part.get("q_to", number))
    printed = part.get("q_my") or part.get("q_my2") or part.get("q_fy") or part.get("q_before")
    if "q_m1" in part or "q_m3" in part:
        # The months printed in brackets win over the number beside them.
        first = vocabulary.month_number(part.get("q_m1") or part["q_m3"])
        last = vocabulary.month_number(part.get("q_m2") or part["q_m4"])
        if not printed:
            return Atom(months_maker(first, last))
        start, end = span_of_years(printed) if _is_span(printed) else (year_number(printed),) * 2
        if end != start:
            start += first < 4
        return Atom(months_maker(first, last), start)
    calendar = setting.calendar_quarters
    if printed and _is_span(printed):
        year, calendar = span_of_years(printed)[0], False
    elif printed:
        year = year_number(printed)
        if "calendar" in token.text.lower():
            calendar = True
        elif _FINANCIAL.search(token.text):
            year, calendar = year - 1, False
    made = _quarters_maker(number, to, calendar)
    return Atom(made, year if printed else None, kind="range" if to != number else None)


def _quarters_maker(number: int, to: int, calendar: bool):
    def made(year: int) -> Period:
        first = quarter_period(year, number, calendar=calendar)
        return first.joined(quarter_period(year + (to < number), to, calendar=calendar))

    return made


def _is_span(text: str) -> bool:
    return len(re.findall(r"\d+", text)) > 1


def _worded_quarter(token: Token, setting: Setting) -> Atom | None:
    part = token.parts
    number = vocabulary.ORDINALS[part["wq_n"].lower()]
    if "wq_y" not in part:
        if number == -1 and part["wq_n"].lower() == "last":
            return fixed(_shifted("quarter", -1, setting), "relative", printed=False)
        number = 4 if number == -1 else number
        return Atom(_quarters_maker(number, number, setting.calendar_quarters or "wq_c" in part))
    number = 4 if number == -1 else number
    if _is_span(part["wq_y"]):
        start = span_of_years(part["wq_y"])[0]
        return fixed(quarter_period(start, number, calendar=False))
    year = year_number(part["wq_y"])
    if _FINANCIAL.search(token.text):
        return fixed(quarter_period(year - 1, number, calendar=False))
    # “The last quarter in 2020” names a calendar year.
    return fixed(quarter_period(year, number, calendar=True))


def _half(part: dict[str, str], setting: Setting) -> Atom | None:
    worded = part.get("h_w", "").lower()
    second = part.get("h_n") == "2" or worded in ("second", "2nd", "latter")
    printed = part.get("h_y", "")
    if not re.search(r"\d", printed) and worded and "year" not in printed and "h_fin" not in part:
        return None

    def made_from(start_month: int):
        first = start_month + (6 if second else 0)
        return lambda year: Period(first_of(year, first), last_of(year, first + 5), "year")

    if not re.search(r"\d", printed):
        is_financial = "h_fin" in part or (setting.plan_first and not setting.calendar_quarters)
        return Atom(made_from(4 if is_financial else 1))
    if _is_span(printed):
        return Atom(made_from(4), span_of_years(printed)[0])
    if "h_fin" in part:
        return Atom(made_from(4), year_number(printed) - 1)
    return Atom(made_from(1), year_number(printed))


def _season(part: dict[str, str], setting: Setting) -> Atom | None:
    season = part["se_s"].lower()
    make = season_maker(season)
    if "se_t" in part and season in vocabulary.TERMS:
        make = months_maker(*vocabulary.TERMS[season], precision="season")
    if "se_fy" in part:
        start, end = span_of_years(part["se_fy"])
        return Atom(make, start if season in ("winter", "autumn", "fall") else end)
    if "se_y" in part or "se_yy" in part:
        return Atom(make, year_number(part.get("se_y") or part["se_yy"]))
    when = (part.get("se_r") or part.get("se_n") or "").lower()
    written = setting.written.first if setting.written else None
    if not when or written is None:
        return Atom(make)
    if "se_n" in part:
        year = written.year + {"next": 1, "last": -1}.get(when, 0)
        return fixed(make(year), printed=False)
    years = range(written.year - 2, written.year + 3)
    periods = [period for period in map(make, years) if period]
    if "last" in when:
        return fixed([p for p in periods if p.last < written][-1], printed=False)
    if "next" in when:
        return fixed(next(p for p in periods if p.first > written), printed=False)
    return fixed(next(p for p in periods if p.last >= written), printed=False)


def _financial(part: dict[str, str], setting: Setting) -> Atom | None:
    if "fy_c" in part:
        # A financial year called by one number is called by the year it ends in.
        return fixed(financial_year(year_number(part["fy_c"]) - 1))
    text = part.get("fy_a") or part.get("fy_b") or f"{part['fy_d']}-{part['fy_e']}"
    start, end = span_of_years(text)
    if end == start + 1:
        return fixed(two_figure_year(start, setting) if "fy_d" in part else financial_year(start))
    if "fy_d" not in part:
        whole = financial_year(start).joined(financial_year(end - 1))
        return fixed(whole, "range")
    if len(part["fy_e"]) == 2 and end - start > 50:
        month = int(part["fy_e"])
        if not 1 <= month <= 12:
            return None
        return fixed(Period(first_of(start, month), last_of(start, month), "month"))
    return fixed(calendar_year(start).joined(calendar_year(end)), "range")


def _year_ending(part: dict[str, str]) -> Atom:
    month = vocabulary.month_number(part["ye_m"])
    length = {"year": 12, "quarter": 3, "month": 1}[part["ye_w"].lower()]

    def made(year: int) -> Period:
        last = last_of(year, month)
        first = first_of(year, month - length + 1)
        precision = part["ye_w"].lower()
        return Period(first, last, precision)  # type: ignore[arg-type]

    year = part.get("ye_y")
    return Atom(made, year_number(year) if year else None)


def _year_end(part: dict[str, str], setting: Setting) -> Atom | None:
    unit = {"q": "quarter", "m": "month", "y": "year"}.get(part.get("yn_s", "").lower(), "")
    if unit == "year" and (plan := plan_year_of(setting)):
        return fixed(plan, "deadline", printed=False)
    if unit or "yn_q" in part or "yn_m" in part:
        unit = unit or ("quarter" if "yn_q" in part else "month")
        return fixed(own_unit(unit, setting), "deadline", printed=False)
    if "yn_fy" in part:
        start = span_of_years(part["yn_fy"])[0]
        return fixed(financial_year(start), "deadline")
    if "yn_y" in part and "yn_f" in part:
        return fixed(financial_year(int(part["yn_y"]) - 1), "deadline")
    if "yn_y" in part:
        return fixed(calendar_year(int(part["yn_y"])), "deadline")
    plan = None if "yn_f" in part or "yn_fin" in part else plan_year_of(setting)
    return fixed(plan or own_unit("financial year", setting), "deadline", printed=False)


def _relative(part: dict[str, str], setting: Setting) -> Atom | None:
    unit = " ".join((part.get("ru_u") or part["ru_v"]).lower().split())
    when = (part.get("ru_r") or f"{part['ru_in']} this").lower()
    if "new" in when and unit.endswith("year") and setting.written:
        # Early in a year “the new year” is the one that has just begun.
        now = own_unit(unit, setting)
        has_begun = now is not None and (setting.written.first - now.first).days < 90
        when = "this" if has_begun else "next"
    unit = "financial year" if unit.startswith("f") and "y" in unit[1:3] else unit
    if unit[:3] in vocabulary.WEEKDAY_NUMBER and unit != "month":
        return _coming_weekday(unit, "next" in when, setting)
    step = 1 if re.search("next|coming|following", when) else 0
    step = -1 if re.search("last|previous", when) else step
    period = _shifted(unit, step, setting)
    if period is None:
        return None
    for name in ("early", "late"):
        if re.search(rf"\b{name}\b", when):
            return fixed(third(period, name), "within", printed=False)
    if "later" in when and setting.written:
        period = replace(period, first=max(period.first, setting.written.first))
    if "earlier" in when and setting.written:
        period = replace(period, last=min(period.last, setting.written.last))
    return fixed(period, "relative", printed=False)


def _coming_weekday(name: str, is_next: bool, setting: Setting) -> Atom | None:
    written = setting.written
    if written is None or written.precision != "day":
        return None
    ahead = (vocabulary.WEEKDAY_NUMBER[name[:3]] - written.first.weekday()) % 7
    day = written.first + timedelta(days=ahead or (7 if is_next else 0))
    return fixed(Period(day, day, "day"), "relative", printed=False)


def _shifted(unit: str, step: int, setting: Setting) -> Period | None:
    now = own_unit(unit, setting)
    if now is None or not step:
        return now
    if unit == "week":
        return week_of(date.fromordinal(now.first.toordinal() + 7 * step))
    months = {"month": 1, "quarter": 3}.get(unit, 12) * step
    first = months_later(now.first, months)
    length = (now.last.year - now.first.year) * 12 + now.last.month - now.first.month
    return Period(first, last_of(first.year, first.month + length), now.precision)
