"""Documents coming in and going out: which kind one is, what the commands print, what a run does.

Reading and placing know no database; only committing and the pages around a run do.
"""
