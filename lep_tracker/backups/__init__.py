"""Backups: one file that holds a whole site, and its way back."""
