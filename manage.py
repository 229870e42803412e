#!/usr/bin/env python3
"""Run an administrative command of LEP Tracker."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lep_tracker.settings")
    from django.core.management import execute_from_command_line

    from lep_tracker.bootstrap.last_run import work_on_last_run

    work_on_last_run()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
