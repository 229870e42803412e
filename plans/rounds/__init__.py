"""A quarter of a plan: what is said of each row, what became of it, and what is kept of it."""
