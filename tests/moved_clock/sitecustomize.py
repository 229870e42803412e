"""Moves the clock of every Python process of a test run; see ``LEP_TEST_CLOCK`` in make test.

Python imports this by its name at start, where the folder stands in ``PYTHONPATH``; so the runner,
its processes and the workers that a test starts all tell the same time.
"""

import os
import time

import time_machine

ahead = os.environ.get("LEP_TEST_SECONDS_AHEAD")
if ahead:
    time_machine.travel(time.time() + int(ahead)).start()
    # The moved clock runs from the first time it is read; else that is in each forked child anew.
    time.time()
