"""How rows keep what is wide or frozen, and how JSON is gathered from rows."""
