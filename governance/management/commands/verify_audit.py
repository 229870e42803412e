"""The old name of ``verify``, kept for those who have it in their crontab."""

from .verify import Command

__all__ = ["Command"]
