"""The first set-up of a site: its steps and its one-time code."""
