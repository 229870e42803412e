"""Where the marks of a pack's charts stand, in millimetres; the templates only draw them.

Every bar carries its number and every chart has its table, so grey print loses nothing.
"""

from dataclasses import dataclass
from datetime import date

from governance.text.dates_in_words import MONTHS
from governance.text.sentences import in_sentence

from .attention import MovedDate, PassedDate
from .counts import NO_THEME, Tally
from .rows import PackRow

WIDE = 168.0
LABELS = 30.0
# Fill and letter of each tone; their greys stand apart on paper without colour.
INKS = {
    "done": ("#12436d", "#ffffff"),
    "on": ("#8fc4a6", "#18222d"),
    "risk": ("#fbe3b5", "#18222d"),
    "off": ("#c8451b", "#ffffff"),
    "none": ("#ffffff", "#18222d"),
}


@dataclass(frozen=True)
class Box:
    """A rectangle with its letters."""

    x: str
    y: str
    width: str
    height: str
    text_x: str
    text_y: str
    text: str
    fill: str
    ink: str
    is_dashed: bool


@dataclass(frozen=True)
class Label:
    """Some letters at a place."""

    x: str
    y: str
    text: str


@dataclass(frozen=True)
class Chart:
    """A drawing in millimetres with the sentence that stands for it."""

    height: str
    boxes: list[Box]
    labels: list[Label]
    sentence: str


@dataclass(frozen=True)
class PackTrack:
    """One milestone on the time line: from hollow to solid, or one diamond where a date passed."""

    number: str
    text: str
    y: str
    text_y: str
    first: str
    now: str
    has_passed: bool
    note: str
    note_x: str
    is_left: bool


@dataclass(frozen=True)
class TimeLine:
    """Dates that moved and dates that passed, with the day of the pack as a line."""

    height: str
    foot: str
    months: list[Label]
    tracks: list[PackTrack]
    today: str
    today_label: str
    sentence: str
    left_out: int


def strip(rows: list[PackRow]) -> Chart:
    """The plan at a glance: one numbered box for each row, theme after theme."""
    boxes, labels = [], []
    size, gap, tall = 5.6, 0.75, 7.4
    x, y, theme = 0.2, 4.4, None
    nameless = NO_THEME if any(row.theme for row in rows) else ""
    for place, row in enumerate(rows, start=1):
        if row.theme != theme:
            x += 3.4 if theme is not None and x > 1 else 0
            name = row.theme or nameless
            room = max(size, len(name) * 1.75)
            if x + room > WIDE:
                x, y = 0.2, y + tall + 5.4
            labels.append(Label(_n(x), _n(y - 1.4), name))
            theme = row.theme
        elif x + size > WIDE:
            x, y = 0.2, y + tall + 1.2
        boxes.append(_box(x, y, size, tall, row.number or str(place), row.status["tone"], 3.0))
        x += size + gap
    return Chart(_n(y + tall + 0.4), boxes, labels, "")


def bars(counted: Tally) -> Chart:
    """Status by theme: one bar for each theme on one scale."""
    longest = max((total for _, _, total in counted.themes), default=1)
    unit = (WIDE - LABELS) / max(longest, 1)
    boxes, labels, spoken = [], [], []
    y = 0.4
    for theme, numbers, _ in counted.themes:
        x = LABELS
        labels.append(Label("0", _n(y + 4.6), theme if len(theme) < 19 else f"{theme[:17]}…"))
        for word, number in zip(counted.words, numbers, strict=True):
            if number:
                width = unit * number
                text = str(number) if width > 2.6 else ""
                boxes.append(_box(x, y, width - 0.5, 6.6, text, word["tone"], 3.3))
                x += width
        told = [
            f"{number} {in_sentence(word['word'])}"
            for word, number in zip(counted.words, numbers, strict=True)
            if number
        ]
        spoken.append(f"{theme}: {', '.join(told)}.")
        y += 8.2
    return Chart(_n(y), boxes, labels, " ".join(spoken))


def time_line(
    moved: list[MovedDate], passed: list[PassedDate], *, at: date, room: int = 9
) -> TimeLine | None:
    """Moved and passed dates on one scale of months; None where there are none, or no room."""
    items: list[tuple[PackRow, str, date, date | None, str]]
    items = [(move.row, move.row.name, move.first_day, move.now_day, move.now) for move in moved]
    items += [(each.row, each.row.name, each.day, None, each.latest) for each in passed]
    shown = items[:room]
    if not shown:
        return None
    days = [day for item in shown for day in item[2:4] if day] + [at]
    start = min(days).replace(day=1)
    end = _next_month(max(days))
    left, right = 62.0, WIDE - 26
    scale = (right - left) / max((end - start).days, 1)

    def place(day: date) -> float:
        return left + (day - start).days * scale

    tracks = []
    for line, (row, name, first, now, words) in enumerate(shown):
        y = 7.4 + line * 5.3
        tip = place(now or first)
        is_left = tip > right - 4
        tracks.append(
            PackTrack(
                number=row.number,
                text=name if len(name) < 38 else f"{name[:36].rstrip()}…",
                y=_n(y),
                text_y=_n(y + 1),
                first=_n(place(first)),
                now=_n(tip),
                has_passed=now is None,
                note=words if now else f"{words} passed",
                note_x=_n(tip + 2),
                is_left=is_left,
            )
        )
    foot = 7.4 + len(shown) * 5.3 - 2
    return TimeLine(
        height=_n(foot + 4.6),
        foot=_n(foot),
        months=[Label(_n(place(day)), "3", name) for day, name in _months(start, end, scale)],
        tracks=tracks,
        today=_n(place(at)),
        today_label=f"{at.day} {MONTHS[at.month - 1][:3]}",
        sentence=_spoken(shown),
        left_out=len(items) - len(shown),
    )


def _spoken(shown: list) -> str:
    moved = [f"{row.called}, now {words}" for row, _, _, now, words in shown if now]
    passed = [f"{row.called}, {words}" for row, _, _, now, words in shown if not now]
    parts = [f"Dates that moved: {'; '.join(moved)}."] if moved else []
    parts += [f"Dates that passed: {'; '.join(passed)}."] if passed else []
    return " ".join(parts)


def _months(start: date, end: date, scale: float) -> list[tuple[date, str]]:
    found = []
    day = start
    while day <= end:
        name = MONTHS[day.month - 1][:3]
        found.append((day, f"{name} {day.year}" if day.month == 1 or day == start else name))
        day = _next_month(day)
    # A name with its year needs 13 millimetres, or it runs into the next one.
    every = max(1, -(-13 // max(int(30 * scale), 1)))
    return found[::every]


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _box(
    x: float, y: float, width: float, height: float, text: str, tone: str, letters: float
) -> Box:
    fill, ink = INKS.get(tone, INKS["none"])
    return Box(
        x=_n(x),
        y=_n(y),
        width=_n(width),
        height=_n(height),
        text_x=_n(x + width / 2),
        text_y=_n(y + height / 2 + letters * 0.36),
        text=text,
        fill=fill,
        ink=ink,
        is_dashed=tone == "none",
    )


def _n(value: float) -> str:
    """A number as SVG wants it, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
