"""Placing: what the rows of a document mean as objectives and key results. Pure, no model."""

from .kinds import looks_like_okrs
from .paper import place_okrs

__all__ = ["looks_like_okrs", "place_okrs"]
