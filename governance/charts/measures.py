"""What was measured: the way from start to target, and readings one after another."""

from collections.abc import Sequence
from dataclasses import dataclass

from .places import percent


@dataclass(frozen=True)
class Reach:
    """A measured target: where it started, where it is, where it should be."""

    sentence: str
    start: str
    now: str
    now_words: str
    target: str
    way_from: str
    way_size: str
    goes_back: bool
    now_place: str
    start_place: str
    target_place: str


def reach(
    start: float, now: float | None, target: float, unit: str = "", unread: str = "Not read yet"
) -> Reach:
    """The bar from start to target, filled as far as the reading has come.

    ``unread`` is what is said where there is no reading, or none that the reader may see.
    """
    values = [start, target] + ([now] if now is not None else [])
    low, high = min(values), max(values)
    width = (high - low) or 1.0

    def share(value: float) -> float:
        return (value - low) / width

    reading = start if now is None else now
    first, last = sorted((share(start), share(reading)))
    said = f"{unread[:1].lower()}{unread[1:]}" if now is None else f"now {number(now)}"
    words = f"Started at {number(start)}, {said}, target {measured(target, unit)}"
    return Reach(
        sentence=words,
        start=percent(share(start)),
        now=percent(share(reading)),
        now_words="" if now is None else measured(now, unit),
        target=percent(share(target)),
        way_from=percent(first),
        way_size=percent(last - first),
        goes_back=(reading - start) * (target - start) < 0,
        now_place=_anchor(share(reading)),
        start_place=_anchor(share(start)),
        target_place=_anchor(share(target)),
    )


def _anchor(share: float) -> str:
    return "is-start" if share < 0.08 else "is-end" if share > 0.92 else "is-mid"


@dataclass(frozen=True)
class ChartReading:
    """One column of readings over time."""

    label: str
    value: str
    left: str
    middle: str
    width: str
    top: float
    height: float


@dataclass(frozen=True)
class Readings:
    """A KPI's readings as columns, with the dashed line of its target."""

    sentence: str
    columns: list[ChartReading]
    goal: float | None
    goal_words: str
    base: float


def readings(
    values: Sequence[tuple[str, float]], target: float | None = None, name: str = ""
) -> Readings:
    """Readings over time, drawn 180 pixels high above their base line."""
    base, room, head = 210.0, 165.0, 30.0
    highest = max([0.0, *(value for _, value in values), target or 0.0]) or 1.0
    columns = []
    for place, (label, value) in enumerate(values):
        share = 100 / len(values)
        height = round(max(value, 0.0) / highest * room, 1)
        columns.append(
            ChartReading(
                *(label, number(value)),
                left=f"{share * place + share * 0.18:.2f}%",
                middle=f"{share * place + share / 2:.2f}%",
                width=f"{share * 0.64:.2f}%",
                top=round(base - height, 1),
                height=height,
            )
        )
    said = ", ".join(f"{number(value)} in {label}" for label, value in values) or "no reading yet"
    called = f"{name}: " if name else ""
    if target is None:
        return Readings(f"{called}{said}", columns, None, "", base)
    goal = max(round(base - target / highest * room, 1), head)
    aim = number(target)
    return Readings(f"{called}{said}, target {aim}", columns, goal, f"Target {aim}", base)


def number(value: float) -> str:
    """A figure as it is written: “1,250”, “12.5”, without an idle “.0”."""
    whole = round(float(value), 2)
    return f"{int(whole):,}" if whole == int(whole) else f"{whole:,.2f}".rstrip("0")


def measured(value: float, unit: str = "") -> str:
    """A figure with its unit: “16 seats”, “55%”."""
    return f"{number(value)}{unit if unit in ('', '%') else f' {unit}'}"
