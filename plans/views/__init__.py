"""Pages and verbs, one file per noun."""
