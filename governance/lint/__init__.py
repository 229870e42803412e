"""What a careful reader asks of printed words: acronyms, spellings, tenses, several promises.

Pure rules over texts. The linters of plans and of objective sets say where their words stand.
"""
