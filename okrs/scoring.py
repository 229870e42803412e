"""How far a key result has come, said honestly: most of them cannot be measured, and say so.

A counted measure goes from a baseline over a reading to a target. An event is true or not yet.
A key result without either is *not measurable*: it keeps its words and status and adds no figure
to the objective, whose score always says on how many of its key results it rests.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_ZERO, _ONE = Decimal(0), Decimal(1)
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Counted:
    """A measure with figures; ``now`` is missing while nobody has given a reading."""

    baseline: Decimal
    target: Decimal
    now: Decimal | None = None

    def score(self) -> Decimal | None:
        """From 0 to 1, downward targets too; nothing without a reading.

        Where baseline and target are the same the measure is to be held: it is 1 while the
        reading stays at the target or above.
        """
        if self.now is None:
            return None
        if self.baseline == self.target:
            return _ONE if self.now >= self.target else _ZERO
        return _within((self.now - self.baseline) / (self.target - self.baseline))


@dataclass(frozen=True)
class Event:
    """Something that is true or not yet; ``is_true`` is missing while nobody has said."""

    is_true: bool | None = None

    def score(self) -> Decimal | None:
        if self.is_true is None:
            return None
        return _ONE if self.is_true else _ZERO


Measure = Counted | Event


@dataclass(frozen=True)
class Score:
    """A score and what it rests on: how many parts gave a figure, of how many there are."""

    value: Decimal | None
    measured: int
    parts: int

    @property
    def is_measurable(self) -> bool:
        return self.value is not None

    @property
    def percent(self) -> int | None:
        """In whole hundredths, halves upward; only a full score reads as 100."""
        if self.value is None:
            return None
        if self.value < _ONE:
            rounded = (self.value * 100).quantize(_ONE, rounding=ROUND_HALF_UP)
            return min(int(rounded), 99)
        return 100

    def in_words(self, part: str = "key result") -> str:
        """“62%, from 2 of 4 key results”, or why there is no figure."""
        if not self.parts:
            return f"Not measurable: it has no {part}s."
        if self.value is None:
            return f"Not measurable: no {part} has a figure yet."
        if self.measured == self.parts:
            return f"{self.percent}%"
        return f"{self.percent}%, from {self.measured} of {self.parts} {part}s"


def of_key_result(measures: Sequence[Measure]) -> Score:
    """The mean of what its measures reached; measures without a reading are told, not guessed."""
    return _mean([measure.score() for measure in measures])


def of_objective(key_results: Iterable[Score]) -> Score:
    """The mean of its measurable key results, each with the same weight."""
    return _mean([score.value for score in key_results])


def _mean(values: Sequence[Decimal | None]) -> Score:
    known = [value for value in values if value is not None]
    if not known:
        return Score(None, 0, len(values))
    mean = (sum(known, _ZERO) / len(known)).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
    if mean == _ONE and any(value < _ONE for value in known):
        mean -= _HUNDREDTH  # rounding alone never makes it reached
    return Score(mean, len(known), len(values))


def _within(value: Decimal) -> Decimal:
    return min(max(value, _ZERO), _ONE)
