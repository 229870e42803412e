"""The administration: every table of the house, guarded and recorded like the pages."""

from . import accounts, bodies, partnerships, people, records, rounds
from .base import HouseAdmin, HouseInline, ReadOnlyAdmin
from .forms import HouseForm, PrintedWords, VersionedForm
from .importing import ImportingAdmin

__all__ = [
    "HouseAdmin",
    "HouseForm",
    "HouseInline",
    "ImportingAdmin",
    "PrintedWords",
    "ReadOnlyAdmin",
    "VersionedForm",
    "accounts",
    "bodies",
    "partnerships",
    "people",
    "records",
    "rounds",
]
