"""What the pages of a large site cost: queries, rows, time, and the ratio to a bare page."""
