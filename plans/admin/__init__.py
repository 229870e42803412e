"""Plans in the administration: their content is corrected here, their quarters are only read."""

from . import improvements, parts, plans, quarters

__all__ = ["improvements", "parts", "plans", "quarters"]
