"""Forms of governance: they clean what was typed and explain mistakes; deeds do the rest."""
