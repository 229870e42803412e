"""The administration: every table of the site, guarded and recorded like the pages."""

from . import accounts, bodies, partnerships, people, records, rounds
from .base import BaseAdmin, BaseInline, ReadOnlyAdmin
from .forms import PartnershipRowForm, PrintedWords, VersionedForm
from .importing import ImportingAdmin

__all__ = [
    "BaseAdmin",
    "BaseInline",
    "ImportingAdmin",
    "PartnershipRowForm",
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
