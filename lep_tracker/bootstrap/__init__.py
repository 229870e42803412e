"""From a fresh clone to a running product, with nothing but Python's standard library.

No module here imports Django or anything that has to be installed first.
"""
