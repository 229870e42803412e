"""SQLite as Django knows it, with the two functions by which words are searched."""
