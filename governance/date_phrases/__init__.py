"""Dates in their own words: the phrase of a paper and one person's reading of it.

The printed phrase is kept for ever; the reading gives it an earliest and a latest day, says how
exact the words were and what sort of promise they make. Rules: “by X” ends with X, “before X”
the day before X begins, a bare period fills both ends, “from X” opens only. A missing year comes
from the plan year, else from the day of writing. Suspicious dates warn and are never changed.
"""

from .finder import find
from .proposing import Proposal, propose
from .reader import read
from .reading import Reading

__all__ = ["Proposal", "Reading", "find", "propose", "read"]
