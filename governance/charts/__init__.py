"""Where the marks of a chart stand, worked out without a template or a database.

Places are percentages with two decimals, so that one drawing fits a phone, a wide screen and
paper, while its letters keep their size. The templates in ``components/`` only draw.
"""

from .bars import Bar, BarColumn, BarPart, Segment, small_multiples, stacked_bar
from .measures import ChartReading, Reach, Readings, measured, number, reach, readings
from .timelines import Axis, Dot, Month, Track, axis, track

__all__ = [
    "Axis",
    "Bar",
    "BarColumn",
    "BarPart",
    "ChartReading",
    "Dot",
    "Month",
    "Reach",
    "Readings",
    "Segment",
    "Track",
    "axis",
    "measured",
    "number",
    "reach",
    "readings",
    "small_multiples",
    "stacked_bar",
    "track",
]
