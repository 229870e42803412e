"""Where the product writes what happened to it: the terminal, which the operator may keep."""

from typing import Any


def to_console(level: str) -> dict[str, Any]:
    """Return the logging settings: one line for each message at or above ``level``."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
    }
