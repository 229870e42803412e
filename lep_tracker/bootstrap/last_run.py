"""Which site ``make run`` started last, for a ``manage.py`` that is told of none."""

import json
import os
from contextlib import suppress
from pathlib import Path

LAST_RUN = Path(__file__).resolve().parents[2] / "var" / "last_run.json"
_OTHERS = {"DATABASE_URL", "CELERY_BROKER_URL"}


def names_a_site(variable: str) -> bool:
    """Whether a variable of the environment says which site is meant, or how it runs."""
    return variable in _OTHERS or (
        variable.startswith("LEP_") and not variable.startswith(("LEP_TEST_", "LEP_PAPERS"))
    )


def work_on_last_run() -> None:
    """Take the variables of the site started last, unless the environment names one itself."""
    if any(names_a_site(variable) for variable in os.environ):
        return
    with suppress(FileNotFoundError):
        os.environ.update(json.loads(LAST_RUN.read_text(encoding="utf-8")))
