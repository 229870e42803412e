"""What the pages of a large house cost: queries, rows, time, and the ratio to a bare page."""
