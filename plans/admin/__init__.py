"""Plans in the administration: written like on the pages, through the same actions."""

from . import improvements, parts, plans, quarters, reviews, updates, whole_plan

__all__ = ["improvements", "parts", "plans", "quarters", "reviews", "updates", "whole_plan"]
