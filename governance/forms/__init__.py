"""Forms of governance: they clean what was typed and explain mistakes; actions do the rest."""
