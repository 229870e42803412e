"""Objectives as tables: found by partnership, set and place, never by number."""

from .sets import KeyResultResource, ObjectiveResource, ObjectiveSetResource

__all__ = ["KeyResultResource", "ObjectiveResource", "ObjectiveSetResource"]
