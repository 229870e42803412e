"""Objective sets from and to documents: placing, committing, taking out."""
