"""Words as they are printed: structured text, dates in words, changed words, cells."""
