"""Plans from and to documents: placing rows into fields, committing them, taking them out."""
