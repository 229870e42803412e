"""What the words of a plan point at: other rows, sources and pages."""
