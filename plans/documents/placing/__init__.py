"""Placing: what the rows of a document mean for a plan. Pure; no model, no database."""
