"""Numbers and days of a spreadsheet as an officer sees them: "25 June 2019", "£1,200", "45%".

A cell keeps 43641 and a format; only both together are what somebody reads. Days whose format
sets the month first in figures are written with the month's name, so that 02/01 stays 1 February.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# The formats that files name by number only; those that follow the country as in England.
BY_NUMBER = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    5: '"£"#,##0',
    6: '"£"#,##0',
    7: '"£"#,##0.00',
    8: '"£"#,##0.00',
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy hh:mm",
    37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    41: '#,##0;-#,##0;"-"',
    42: '"£"#,##0;-"£"#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '"£"#,##0.00;-"£"#,##0.00;"-"',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "0.0E+0",
    49: "@",
}
_LONG_DAY = "d mmmm yyyy"
_PARTS = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[\$(?P<money>[^\]-]*)[^\]]*\]'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]|(?P<noon>AM/PM|A/P)"
    r"|(?P<time>[dmyhs]+)(?P<parts_of_second>\.0+)?|(?P<general>General)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_DIGITS = re.compile(r"[0#?,.]*[0#?][0#?,.]*")
_LAST_DAY = 2_958_465  # 31 December 9999


def shown(value: str, code: str, *, from_1904: bool = False) -> str:
    """A stored number in its format; the number itself where the format is beyond us."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return value
    sections = _sections(code)
    if is_of_days(sections[0]):
        return _day(number, sections[0], from_1904=from_1904) or _plain(number)
    section = sections[0]
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    return _number(number, section) or _plain(number)


def shown_day(iso: str, code: str) -> str:
    """A day that is stored as 2019-06-25 or 2019-06-25T10:00, in its format."""
    try:
        moment = datetime.fromisoformat(iso.removesuffix("Z"))
    except ValueError:
        return iso
    section = _sections(code)[0]
    return _moment(moment.replace(tzinfo=None), section if is_of_days(section) else _LONG_DAY)


def is_of_days(section: str) -> bool:
    """Whether a format shows days or times."""
    return any(part["time"] or part["elapsed"] for part in _PARTS.finditer(section))


def _sections(code: str) -> list[str]:
    found = [""]
    for part in re.finditer(r'"[^"]*"?|\\.|\[[^\]]*\]|;|.', code, re.DOTALL):
        if part.group() == ";":
            found.append("")
        else:
            found[-1] += part.group()
    return found


def _plain(number: Decimal) -> str:
    """As a cell without a format shows it: eleven figures at most."""
    if number == number.to_integral_value() and abs(number) < 10**11:
        return str(int(number))
    return f"{float(number):.10g}".replace("e", "E")


def _number(number: Decimal, section: str) -> str:
    """In a format of figures, or nothing where it has parts that we do not show."""
    words, figures = "", ""
    percent = False
    for part in _PARTS.finditer(section):
        if part["general"]:
            figures = "General"
            words += "\0"
        elif part["other"] and part["other"] in "0#?,." and not words.endswith("\1"):
            if "\0" not in words:
                words += "\0"
            if not words.endswith("\0"):
                return ""
            figures += part["other"]
        elif part["other"] == "%":
            percent = True
            words += "%"
        elif part["other"] and part["other"] in "/eE@":
            return ""
        else:
            words += part["quoted"] or part["escaped"] or part["money"] or part["other"] or ""
            words += " " if part.group()[0] == "_" else ""
    if percent:
        number *= 100
    sign, number = ("-" if number < 0 else ""), abs(number)
    if "\0" in words:
        words = words.replace("\0", _figures(number, figures))
    return sign + " ".join(words.split())


def _figures(number: Decimal, pattern: str) -> str:
    if pattern == "General" or not _DIGITS.fullmatch(pattern):
        return _plain(number)
    whole, _, part = pattern.partition(".")
    scaled = len(pattern) - len(pattern.rstrip(","))
    number = number.scaleb(-3 * scaled)
    part = part.replace(",", "")
    whole = whole.rstrip(",")
    try:
        rounded = number.quantize(Decimal(1).scaleb(-len(part)), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return _plain(number)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    figures, _, decimals = text.partition(".")
    figures = figures.zfill(whole.count("0"))
    if figures == "0" and "0" not in whole:
        figures = ""
    least = part.rfind("0") + 1
    while len(decimals) > least and decimals.endswith("0"):
        decimals = decimals[:-1]
    return f"{figures}.{decimals}" if decimals else figures


def _day(number: Decimal, section: str, *, from_1904: bool) -> str:
    """A serial number as a day; nothing where it is none."""
    if not 0 <= number <= _LAST_DAY:
        return ""
    if any(part["elapsed"] for part in _PARTS.finditer(section)):
        seconds = int((number * 86_400).to_integral_value(rounding=ROUND_HALF_UP))
        return f"{seconds // 3600}:{seconds % 3600 // 60:02}"
    # The first spreadsheets took 1900 for a leap year, and all have kept to it.
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 30 if number >= 60 else 31)
    first = datetime.combine(start, time())
    try:
        moment = first + timedelta(seconds=float(round(number * 86_400)))
    except OverflowError:
        return ""
    return _moment(moment, section)


def _moment(moment: datetime, section: str) -> str:
    if "[$-F800]" in section.upper():
        section = _LONG_DAY
    parts = list(_PARTS.finditer(section))
    units = [(part["time"] or "").lower() for part in parts]
    order = [unit for unit in units if unit and unit[0] in "dmy"]
    figures = [unit for unit in order if len(unit) < 3 or unit[0] == "y"]
    is_month_first = "".join(unit[0] for unit in figures).startswith("md") and order == figures
    if is_month_first and not _is_minutes(units, units.index(figures[0])):
        hour = f" {moment:%H:%M}" if any(unit.startswith("h") for unit in units) else ""
        return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}{hour}"
    has_noon = any(part["noon"] for part in parts)
    words = ""
    for at, part in enumerate(parts):
        if unit := units[at]:
            words += _unit(moment, unit, _is_minutes(units, at), has_noon)
        elif part["noon"]:
            words += "am" if moment.hour < 12 else "pm"
        else:
            literal = part["quoted"] or part["escaped"] or part["other"] or ""
            words += literal if literal != "@" else ""
    return " ".join(words.split())


def _is_minutes(units: list[str], at: int) -> bool:
    """Whether an m stands for minutes: after hours or before seconds."""
    if units[at][:1] != "m" or len(units[at]) > 2:
        return False
    before = next((unit for unit in reversed(units[:at]) if unit), "")
    after = next((unit for unit in units[at + 1 :] if unit), "")
    return before.startswith("h") or after.startswith("s")


def _unit(moment: datetime, unit: str, is_minutes: bool, has_noon: bool) -> str:
    many = len(unit)
    if unit[0] == "y":
        return f"{moment.year}" if many > 2 else f"{moment.year % 100:02}"
    if unit[0] == "d" and many > 2:
        return _DAYS[moment.weekday()][: 3 if many == 3 else None]
    if unit[0] == "m" and many > 2 and not is_minutes:
        name = _MONTHS[moment.month - 1]
        return name if many == 4 else name[: 1 if many == 5 else 3]
    hour = (moment.hour % 12 or 12) if has_noon else moment.hour
    month = moment.minute if is_minutes else moment.month
    value = {"d": moment.day, "m": month, "h": hour, "s": moment.second}[unit[0]]
    return f"{value:02}" if many > 1 else str(value)
