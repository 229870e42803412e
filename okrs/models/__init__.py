"""Objectives, key results and what was said of them."""

from .check_ins import CheckIn, MeasureReading
from .sets import KeyResult, Measure, Objective, ObjectiveSet

__all__ = ["CheckIn", "KeyResult", "Measure", "MeasureReading", "Objective", "ObjectiveSet"]
