"""``python3 -m lep_tracker.bootstrap COMMAND``: what the Makefile calls."""

import os
import shutil
import sys

NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def main():
    # An old Python gets this far and no further: everything else is imported below.
    if sys.version_info < (3, 11):
        for name in NEWER:
            if shutil.which(name):
                os.execvp(name, [name, "-m", "lep_tracker.bootstrap"] + sys.argv[1:])
        sys.exit("LEP Tracker needs Python 3.11 or newer. Install it and run this again.")

    from lep_tracker.bootstrap.commands import run_command

    sys.exit(run_command(sys.argv[1:]))


if __name__ == "__main__":
    main()
