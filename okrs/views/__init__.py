"""Pages and verbs of objectives and key results."""
