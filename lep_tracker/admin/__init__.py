"""What the administration needs from all apps at once."""

from . import quarters

__all__ = ["quarters"]
