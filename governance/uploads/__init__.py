"""Files that people send: what kind they are, whether they are safe, and their fingerprints."""
